"""A language model writes, the article decides: what it writes is shown only after its checks."""

"""A language model drafts questions and translations; checks sift them, and a person reviews them."""

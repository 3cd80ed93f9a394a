"""A text → its language, sentences and tokens."""

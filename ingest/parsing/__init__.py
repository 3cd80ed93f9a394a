"""Blocks → an article: title, sections, references, printed markers, and how sentences lean on each other."""

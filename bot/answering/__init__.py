"""Passages → an answer in the article's own words: decided, composed, verified, or declined."""

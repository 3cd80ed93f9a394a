"""A text or Markdown capture → blocks."""

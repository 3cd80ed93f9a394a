"""An answer as somebody reads it: Markdown, plain text, JSON."""

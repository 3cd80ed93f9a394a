"""A question → what was found, on what and whom it is, and whether that answers it."""

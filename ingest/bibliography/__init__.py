"""The list of references: where it is on a page, its entries, and what each says of a work."""

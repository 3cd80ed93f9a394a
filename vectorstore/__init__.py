"""Articles → an index on disk, and questions → passages out of it."""

"""Questions about the reference list itself, and about a claim's source, answered from it."""

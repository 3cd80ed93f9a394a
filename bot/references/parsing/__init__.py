"""What a question about the reference list asks for: numbers, years, names, journals, topics."""

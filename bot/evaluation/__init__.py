"""Scripted questions: read, asked, checked, counted, reported and compared."""

"""Sentences → the references that they rest on: printed, reviewed, or suggested."""

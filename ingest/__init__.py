"""Capture → article: pure functions over frozen dataclasses."""

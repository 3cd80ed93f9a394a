"""Feedback and declined questions: masked, kept for a while in a SQL database, and deleted."""

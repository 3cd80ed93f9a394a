"""What stands before a mounted Gradio application: its open routes, events and sessions."""

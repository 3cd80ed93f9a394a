"""The support staff's view: ask, search, and what went unanswered, behind a password."""

import os

# Read when Gradio is imported, which the page does.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ.setdefault("HF_HUB_OFFLINE", "1")

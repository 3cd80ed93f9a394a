"""The readers' web page: a Gradio chat beside the article, served with the HTTP API."""

import os

# Read when Gradio is imported, which every module here does.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ.setdefault("HF_HUB_OFFLINE", "1")

"""The HTTP API: answers, articles and references as JSON, beside the page on its port."""

"""What stands in the chat before the first question: a greeting, and what can be asked."""

from bot.answering.suggestions import topics
from bot.page.templates import template
from ingest.folder import Source
from prompts import texts


def welcome(source: Source, language: str) -> str:
    """The greeting, the article's main topics with questions to choose, and the disclaimer.

    HTML without line breaks: Gradio reads it as Markdown, to which an empty line ends the HTML.
    """
    told = topics(source, language)
    shown = template("welcome").render(
        say=texts(language), language=language, topics=told, asked=any(t.questions for t in told)
    )
    return " ".join(shown.split())

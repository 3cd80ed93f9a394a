"""Whether a number in a text is an amount of something."""

from bot.pii.words import finding


def followed_by_unit(text: str, end: int) -> bool:
    """Whether a unit or what is counted stands right after that place."""
    return finding(r"[ ]?(?:%|°|<amounts>\b)").match(text, end) is not None

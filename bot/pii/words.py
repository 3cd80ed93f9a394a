"""Words that tell who somebody is, in all languages: the topic `personal` in languages/data."""

import re
from functools import cache

from languages import expressions

_TOPIC = "personal"
NUMBER = r"(?:[ .-]{0,2}<number>)?"  # 'passport no.'


@cache
def finding(shape: str, flags: int = re.IGNORECASE) -> re.Pattern[str]:
    """What finds a shape with groups of such words in it, as `<group>`."""
    return expressions.finding(_TOPIC, shape, flags=flags)

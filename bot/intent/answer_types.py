"""What sort of thing a question asks for, and whether a sentence has one.

'Hur länge …?' wants a duration and 'how many …?' a number: a sentence without any can't answer
it, however near it stands. Answer typing in the sense of Li and Roth, 2002, "Learning Question
Classifiers"; the words are `answer_types` in `languages/data`, those of questions for all languages
at once, as a question's language is often a guess.
"""

import re
from functools import cache
from typing import Literal, get_args

from languages import expressions
from languages.cues import alternatives, plain, units
from languages.quantities import TIMES, quantities

Sort = Literal["duration", "age", "dose", "count", "year", "place"]
SORTS: tuple[Sort, ...] = get_args(Sort)  # as they are looked for: a number of weeks is a duration
_TOPIC = "answer_types"
_DOSES = frozenset(("mg", "µg", "g", "ml", "IU"))
_YEAR = re.compile(r"\b(?:18|19|20)\d\d\b")


def asked_for(question: str) -> Sort | None:
    """The sort of thing that a question asks for, or None when it asks for no such thing."""
    return next((sort for sort in SORTS if _asks(sort).search(question)), None)


def has(sentence: str, sort: Sort, language: str) -> bool:
    """Whether a sentence in that language has a thing of that sort."""
    if sort == "year":
        return _YEAR.search(sentence) is not None
    if _tells(sort, language).search(sentence):
        return True
    if sort == "place":
        return False
    if sort == "age":
        return _years().search(plain(sentence)) is not None
    told = quantities(sentence, language)
    if sort == "count":
        return bool(told)
    return any(quantity.unit in (TIMES if sort == "duration" else _DOSES) for quantity in told)


def asks_amount(question: str) -> bool:
    """Whether it asks how much or how often, which only a sentence that `tells_amount` answers."""
    return _asks("amount").search(question) is not None


def tells_amount(sentence: str, language: str) -> bool:
    """Whether a sentence has a number or says how often."""
    return has(sentence, "count", language) or bool(_tells("amount", language).search(sentence))


@cache
def _asks(sort: str) -> re.Pattern[str]:
    shapes = [rf"(?<!\w)<asks_{sort}>"]
    if sort == "dose":
        shapes += [r"\d ?mg\b", r"(?<!\w)mg (?:per|om|i|am|pro)\b"]
    return expressions.finding(_TOPIC, *shapes)


@cache
def _tells(sort: str, language: str) -> re.Pattern[str]:
    """Without regard to case, but for places: these are told by their capitals."""
    written = "|".join(expressions.of(language, _TOPIC)[f"tells_{sort}"])
    return re.compile(rf"(?<!\w)(?:{written})", 0 if sort == "place" else re.IGNORECASE)


@cache
def _years() -> re.Pattern[str]:
    """An age as a sentence writes it: 'aged 6–12 years', '70 vuotta'."""
    return re.compile(rf"\d\s?(?:-|–)?\s?\d*\s?(?:{alternatives(units()['year'])})(?!\w)")

"""JSON that people and models write: read whole, or refused for a reason that fits in a line."""

import json
import math
from collections.abc import Iterator
from typing import Any, NoReturn

DEEPEST = 100  # values in each other


def loads(text: str | bytes) -> Any:
    r"""The value of a JSON text.

    Raises:
        ValueError: it is no JSON; is nested deeper than can be followed; has a number that no
            computer counts to; or a text with half a character (a lone \ud800) or a NUL.
    """
    try:
        value = json.loads(text, parse_constant=_refuse, parse_float=_float, parse_int=_int)
    except json.JSONDecodeError as error:
        raise ValueError(f"is no JSON ({error.msg})") from None
    except UnicodeDecodeError as error:
        raise ValueError(f"byte {error.start} is not UTF-8") from None
    except RecursionError:
        raise ValueError("is nested too deeply") from None
    if not all(map(is_text, _texts(value))):
        raise ValueError("has half a character (such as \\ud800) or a NUL in a text; take it out")
    return value


def is_text(text: str) -> bool:
    """Whether a text can be written down: no lone surrogate, no NUL."""
    return not any(
        c == "\x00" or "\ud800" <= c <= "\udfff" for c in text if c < " " or c > "\ud7ff"
    )


def _texts(value: Any) -> Iterator[str]:
    waiting = [(value, 0)]
    while waiting:
        each, depth = waiting.pop()
        if depth > DEEPEST:
            raise ValueError("is nested too deeply")
        if isinstance(each, str):
            yield each
        elif isinstance(each, list):
            waiting += [(inner, depth + 1) for inner in each]
        elif isinstance(each, dict):
            waiting += [(inner, depth + 1) for inner in (*each.keys(), *each.values())]


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"is no JSON ({name} is no number)")


def _float(digits: str) -> float:
    if math.isinf(number := float(digits)):
        raise ValueError(f"has a number that is too large ({digits[:20]})")
    return number


def _int(digits: str) -> int:
    if len(digits) > 400:
        raise ValueError(f"has a number that is too large ({digits[:20]}…, {len(digits)} digits)")
    return int(digits)

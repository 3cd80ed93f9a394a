"""What a Markdown file says of itself before its text, between two lines of `---`."""

from collections.abc import Sequence
from dataclasses import dataclass

_FENCE = "---"
_MOST = 60  # lines; what is longer is text between two rules


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The title that it names, if any, and its lines."""

    title: str | None = None
    lines: tuple[str, ...] = ()


def cut(lines: Sequence[str]) -> tuple[FrontMatter, list[str]]:
    """Front matter and the lines after it; none where a file does not begin with any."""
    start = next((place for place, line in enumerate(lines) if line.strip()), 0)
    if not lines or lines[start].strip() != _FENCE:
        return FrontMatter(), list(lines)
    inside = lines[start + 1 : start + 1 + _MOST]
    end = next((place for place, line in enumerate(inside) if line.strip() == _FENCE), None)
    found = _mapping("\n".join(inside[:end])) if end is not None else None
    if end is None or found is None:
        return FrontMatter(), list(lines)
    title = found.get("title")
    told = FrontMatter(str(title).strip() or None if title else None, tuple(inside[:end]))
    return told, list(lines[start + end + 2 :])


def _mapping(text: str) -> dict[object, object] | None:
    """What the lines hold as YAML; None where they are text."""
    import yaml

    try:
        found = yaml.safe_load(text)
    except yaml.YAMLError:
        return None
    return found if isinstance(found, dict) else None

"""A YAML file that a person writes → its nodes and values; what can't be read is one clear line."""

from pathlib import Path
from typing import Any

import yaml

from ingest.errors import InputError
from ingest.json_text import is_text

DEEPEST = 20  # collections in each other, aliases followed
MOST = 500_000  # values, aliases followed: a few lines can stand for billions


def compose(path: Path) -> tuple[yaml.Node | None, "Loader"]:
    """The root of a file's only document, and the loader that builds values of its nodes.

    Raises:
        InputError: it can't be read, is no YAML, or is deeper or larger than any file that is
            meant; with the line.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(f"{path}: can't be read ({error.strerror})") from None
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: byte {error.start} is not UTF-8; save it as UTF-8") from None
    try:
        loader = Loader(text, path)
        return loader.get_single_node(), loader
    except yaml.YAMLError as error:
        raise _no_yaml(path, error) from None


class Loader(yaml.SafeLoader):
    """Weighs a file as it is read, so that no alias leads round in a ring or multiplies."""

    def __init__(self, text: str, path: Path) -> None:
        """May raise YAMLError for characters that YAML does not allow."""
        super().__init__(text)
        self._path = path
        self._open: list[tuple[str | None, list[int]]] = [(None, [0, 0])]  # values, depth
        self._known: dict[str, tuple[int, int]] = {}

    def value(self, node: yaml.Node) -> Any:
        """What a node says.

        Raises:
            InputError: it says nothing that can be read, such as a date in month 13.
        """
        try:
            return self.construct_object(node, deep=True)
        except yaml.YAMLError as error:
            raise _no_yaml(self._path, error) from None
        except (ValueError, TypeError, OverflowError) as error:
            line = node.start_mark.line + 1
            raise InputError(f"{self._path}, line {line}: can't be read ({error})") from None

    def get_event(self) -> Any:
        """The next event, weighed."""
        event = super().get_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.CollectionStartEvent):
            self._open.append((event.anchor, [1, 1]))
            self._add(0, len(self._open) - 1, event)
        elif isinstance(event, yaml.CollectionEndEvent):
            anchor, (values, depth) = self._open.pop()
            if anchor is not None:
                self._known[anchor] = (values, depth)
            self._add(values, depth + 1, event)
        elif isinstance(event, yaml.AliasEvent):
            if any(anchor == event.anchor for anchor, _ in self._open):
                raise self._fault(event, f"*{event.anchor} stands inside of what it stands for")
            values, depth = self._known.get(str(event.anchor), (1, 0))
            self._add(values, depth + 1, event)
        elif isinstance(event, yaml.ScalarEvent):
            if not is_text(event.value):
                raise self._fault(event, "half a character (such as \\ud800) or a NUL in a text")
            self._known |= {event.anchor: (1, 0)} if event.anchor else {}
            self._add(1, 1, event)
        return event

    def _add(self, values: int, depth: int, event: Any) -> None:
        holder = self._open[-1][1]
        holder[0] += values
        holder[1] = max(holder[1], depth)
        if len(self._open) - 1 + depth > DEEPEST + 1:
            raise self._fault(event, f"nested more than {DEEPEST} deep")
        if holder[0] > MOST:
            raise self._fault(event, f"more than {MOST:,} values, its aliases followed")

    def _fault(self, event: Any, problem: str) -> InputError:
        line = event.start_mark.line + 1
        return InputError(f"{self._path}, line {line}: {problem}; write it out plainly")


def _no_yaml(path: Path, error: yaml.YAMLError) -> InputError:
    mark = getattr(error, "problem_mark", None)
    line = f", line {mark.line + 1}" if mark else ""
    problem = " ".join(str(getattr(error, "problem", None) or error).split())
    return InputError(f"{path}{line}: is no YAML ({problem})")

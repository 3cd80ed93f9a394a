"""The files of languages/data."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).with_name("data")


def read(name: str) -> Any:
    """What the YAML file of that name holds, by the C parser where there is one."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    with (_FOLDER / f"{name}.yaml").open(encoding="utf-8") as file:
        return yaml.load(file, Loader=loader)  # noqa: S506 - safe, both of them


@cache
def kept(name: str) -> Any:
    """The same, read once: for what is asked for again and again, by several."""
    return read(name)


@cache
def version() -> str:
    """A hash of the lists of names: equal while none of them has changed."""
    paths = sorted((_FOLDER / "names").glob("*.yaml"))
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in paths)).hexdigest()

"""What the docs promise: every setting is told, every link leads somewhere."""

import re
from pathlib import Path

import pytest

from bot.settings import Settings

PAGES = [Path("README.md"), *sorted(Path("docs").glob("*.md"))]


def test_every_setting_is_told_with_its_default():
    told = Path("docs/settings.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `(\w+)` \| (.*?) \|", told, re.MULTILINE))
    assert set(rows) == set(Settings.model_fields)
    for name, field in Settings.model_fields.items():
        default = "" if field.default in (None, []) else str(field.default)
        assert rows[name].strip("`").lower() == default.lower()


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_links_lead_somewhere(page):
    targets = re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8"))
    local = [t.partition("#")[0] for t in targets if not re.match(r"https?:|#", t)]
    assert [target for target in local if not (page.parent / target).exists()] == []


def test_every_test_that_the_security_page_names_is_there():
    named, file = [], ""
    for path, name in re.findall(
        r"`(tests/\w+\.py)?(?:::(\w+))?`", Path("docs/security.md").read_text(encoding="utf-8")
    ):
        file = path or file
        if file and (path or name):
            named.append((file, name))
    assert len(named) > 25
    for file, name in named:
        assert not name or f"def {name}(" in Path(file).read_text(encoding="utf-8"), (file, name)

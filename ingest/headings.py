"""An article's title and headings in other languages: read, and checked against the article."""

import unicodedata
from dataclasses import dataclass
from pathlib import Path

import yaml

from ingest import yaml_file
from ingest.article import Article
from ingest.errors import InputError
from ingest.text.sentences import normalise
from languages.known import LANGUAGES


@dataclass(frozen=True, slots=True)
class TranslatedHeading:
    """A heading as the article has it (the title among them), and what it is in a language."""

    heading: str
    language: str
    text: str


def read_headings(path: Path, article: Article) -> tuple[TranslatedHeading, ...]:
    """Read `headings.yaml`: {heading: {language: text}}; nothing where there is no such file.

    Raises:
        InputError: it is no such YAML, or names a heading that the article does not have, or a
            language that is not spoken; with file and line.
    """
    if not path.exists():
        return ()
    root, loader = yaml_file.compose(path)
    if root is None:
        return ()
    if not isinstance(root, yaml.MappingNode):
        raise _fault(path, root, "must be headings, each with its translations")
    known = {normalise(text): text for text in _headings(article)}
    found: list[TranslatedHeading] = []
    for key, value in root.value:
        heading = known.get(normalise(str(loader.value(key))))
        if heading is None:
            raise _fault(
                path, key, f"no such heading in {article.slug}; copy it exactly from the article"
            )
        if not isinstance(value, yaml.MappingNode):
            raise _fault(path, value, "needs translations, each under its language")
        found += [_named(path, heading, code, text, loader) for code, text in value.value]
    return tuple(found)


def _named(
    path: Path, heading: str, language: yaml.Node, text: yaml.Node, loader: yaml_file.Loader
) -> TranslatedHeading:
    code = language.value  # as it is written: YAML would read `no` as false
    if code not in LANGUAGES:
        raise _fault(path, language, f"a language is one of {', '.join(LANGUAGES)}")
    told = loader.value(text)
    if not isinstance(told, str) or not told.strip():
        raise _fault(path, text, f"needs a text in {code}")
    return TranslatedHeading(heading, code, unicodedata.normalize("NFC", told))


def _headings(article: Article) -> tuple[str, ...]:
    return (article.title, *(section.heading for section in article.sections))


def _fault(path: Path, node: yaml.Node, problem: str) -> InputError:
    return InputError(f"{path}, line {node.start_mark.line + 1}: {problem}")

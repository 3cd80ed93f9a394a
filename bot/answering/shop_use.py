"""What a shop may not show of an article, and what it shows with a caveat, as its publisher says."""

from collections.abc import Iterable

from ingest.errors import InputError
from ingest.folder import Source


def refuse_unmarked(sources: Iterable[Source], model: str | None) -> None:
    """Make sure that a publisher has looked at the claims of each article, and that no model words them.

    Raises:
        InputError: an article has no `claims.yaml`, or a language `model` is set, which is handed what
            stands around a sentence.
    """
    if model:
        raise InputError("the setting use is “shop”: answers are the article's own then; unset llm")
    for source in sources:
        if source.claims is None:
            slug = source.article.slug
            raise InputError(
                f"the setting use is “shop”, and {slug} has no claims.yaml; run "
                f"`fotnot claims articles/{slug} --write`, mark what a shop may show, then `fotnot ingest`"
            )


def held_back(source: Source, in_shop: bool) -> frozenset[str]:
    """The ids of the sentences that are not shown."""
    return source.claims.held_back if in_shop and source.claims else frozenset()


def with_caveat(source: Source, in_shop: bool) -> frozenset[str]:
    """The ids of the sentences that are shown with a caveat."""
    return source.claims.with_caveat if in_shop and source.claims else frozenset()

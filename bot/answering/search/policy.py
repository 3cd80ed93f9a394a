"""What an operator chose: from when a question is answered, and what of an article may be shown.

A shop shows no claim on health that the article's publisher has not marked for it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from ingest.errors import InputError
from ingest.folder import Source


@dataclass(frozen=True, slots=True)
class Policy:
    """The choices that answers depend on.

    `threshold` is the confidence, 0 to 1, from which a question is answered; `suggested_links` says
    whether numbers stand behind statements that only the linker ties to a reference; `in_shop`
    leaves out what a shop may not show.
    """

    threshold: float
    suggested_links: bool
    in_shop: bool

    def held_back(self, source: Source) -> frozenset[str]:
        """The ids of the sentences that are not shown."""
        return source.claims.held_back if self.in_shop and source.claims else frozenset()

    def with_caveat(self, source: Source) -> frozenset[str]:
        """The ids of the sentences that are shown with a caveat."""
        return source.claims.with_caveat if self.in_shop and source.claims else frozenset()


def refuse_unmarked(sources: Iterable[Source], has_model: bool) -> None:
    """Make sure that a publisher has looked at the claims of each article, and that no model words them.

    Raises:
        InputError: an article has no `claims.yaml`, or a language model is set, which is handed what
            stands around a sentence.
    """
    if has_model:
        raise InputError(
            "the setting use is “shop”: answers are the article's own then; unset llm and llm_url"
        )
    for source in sources:
        if source.claims is None:
            slug = source.article.slug
            raise InputError(
                f"the setting use is “shop”, and {slug} has no claims.yaml; run "
                f"`fotnot claims articles/{slug} --write`, mark what a shop may show, then `fotnot ingest`"
            )

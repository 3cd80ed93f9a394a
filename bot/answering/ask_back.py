"""'Menade du …?': what a question may have meant, where its topic is known and no sentence is.

A decline that shows the very question as one that the article answers is no help; asking back is.
"""

from collections.abc import Sequence

from languages.words import words

LEAST = 0.85  # share of the threshold below which it is rather not in the article


def may_be_meant(
    question: str, near: Sequence[str], confidence: float, threshold: float
) -> tuple[str, ...]:
    """Those of the nearest answerable questions that a declined one may have meant; or none.

    `near` are well-formed questions in the reader's language, best first. One that says just what
    was asked is left out: its answer is what was just found wanting.
    """
    if not LEAST * threshold <= confidence < threshold:
        return ()
    asked = words(question)
    return tuple(other for other in near if words(other) != asked)

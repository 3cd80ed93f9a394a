"""Whether a statement claims more than its passage: 'cures' for 'may help', 'causes' for 'linked'.

And whether it claims it of others: of children for adults, of severe for mild complaints.
"""

from languages.cues import pattern, plain

_GROUPS = ("strong", "advise", "most", "all", "hedge", "attributed", "linked", "causal")
_WHOM = (
    "children", "babies", "adults", "elderly", "pregnant", "women", "men", "athletes", "mild",
    "severe",
)  # fmt: skip
_NOT_WITHOUT = frozenset({"strong", "advise", "most", "all"})  # only when the passage says it, too


def claims(text: str, language: str) -> frozenset[str]:
    """What a text has of words that make a claim surer, weaker, wider or an advice."""
    read = pattern(language, "idioms").sub(" ", plain(text))  # 'above all' is not all
    return frozenset(group for group in _GROUPS if pattern(language, group).search(read))


def more(said: frozenset[str], known: frozenset[str]) -> bool:
    """Whether a statement's `claims` are surer, wider or more of an advice than its passage's.

    A passage with a reservation ('may', 'suggests') asks for one; one that reports a study asks
    for that or a reservation; one that tells a link does not bear a cause.
    """
    if (said & _NOT_WITHOUT) - known:
        return True
    if "hedge" in known and "hedge" not in said:
        return True
    if "attributed" in known and not said & {"hedge", "attributed"}:
        return True
    return "linked" in known and "causal" in said - known


def of_others(statement: str, language: str, passage: str, spoken: str) -> bool:
    """Whether a statement is of people, or of a severity, that its passage is not of."""
    said = pattern(language, "hard").sub(" ", plain(statement))  # 'hard to detect' is no 'severe'
    known = plain(passage)
    return any(
        pattern(language, group).search(said) and not pattern(spoken, group).search(known)
        for group in _WHOM
    )

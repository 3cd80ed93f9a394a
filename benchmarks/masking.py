"""`make masking`: the time that masking takes by the length of the worst texts there are.

Each shape is doubled in size twice, for masking as a whole and, where that takes long, for each
finder alone; rows are printed for the slowest, with how much longer twice the text takes (2 is linear). The last
line says how long the longest question that is kept may take.
"""

import time
from collections.abc import Callable, Iterator

from bot.feedback.rows import MOST_QUESTION
from bot.pii import masking

SIZES = (2_000, 4_000, 8_000)
TRIES = 2
SHOWN = 12
LINEAR = 2.4
LONG = 0.05  # seconds
_REPEATED = r"""
1/|a.|a |a|1|1 |1-|1.|12/|12 |12-|123 |1234 |12 34 |45 12 34 56 |850312 |850312-|8503121234 |850312-XX
1,|x 1|+46 |+1|+|0|00|07|070-|(0|(0)|(|)|[|[[a@|@|a@|a@a.|a@[|"|"a|"a"@|@.|@a |at | at |a at |_at_|-at-
a (at) |(at|(at)|[at] | . | punkt |a punkt | dot a|a dot |a snabel-a |snabel a |a underscore |http://
a://|a-|a+|www.|www|/a|?#|SE12|SE12 |SE12 a |DE89 3704 0044 0532 0130 01 |se|a1|a1-|a1 |z9-|4111
4111 1111 1111 1112 |tel |tel|tel 1 |telefon|ring|konto |konto 1 |konto 12345, |konto|reg 1234 |bg |pg 1-
tili |pass |pass a1|passport AB|pas |körkort |C01X00T4|AB123456|ABCDE12345|PMC|PMID |ref. |ref|artikel
10.1234/|10.|2000-|2000-01-|19850101-|12.12.2000|\n|1\n|-|/|.|,|:|é|😀|x|X|*|#|_|…|\u200b|\u0301
""".strip().replace("\n", "|")
_AROUND = (
    ("", ""),
    ("01 ", "x"),
    ("a@", "a"),
    ("a", "@"),
    ("a (", "at"),
    ("konto ", "x"),
    ("pass ", "-"),
)

Finder = Callable[[str], object]
Shape = tuple[str, str, str]
Row = tuple[float, list[float], str, Shape]


def shapes() -> Iterator[Shape]:
    """What is repeated, with what stands before and after it."""
    for written in _REPEATED.split("|"):
        part = written.encode().decode("unicode_escape") if written.isascii() else written
        for before, after in _AROUND:
            yield before, part, after


def seconds(finder: Finder, text: str) -> float:
    """The least processor time of some tries."""
    best = float("inf")
    for _ in range(TRIES):
        begun = time.process_time()
        finder(text)
        best = min(best, time.process_time() - begun)
    return best


def row(name: str, finder: Finder, texts: list[str], shape: Shape) -> Row:
    """How much longer the last doubling takes, and the seconds of each size."""
    times = [seconds(finder, text) for text in texts]
    return times[-1] / times[-2], times, name, shape


def main() -> None:
    """Print the table."""
    finders: dict[str, Finder] = {
        find.__name__.strip("_"): lambda text, find=find: list(find(text))
        for find, _ in masking.FINDERS
    }
    masking.mask("a@b.se 070-123 45 67 850312-1234 DE89370400440532013000")
    rows, longest = [], (0.0, "")
    for shape in shapes():
        before, part, after = shape
        texts = [before + (part * (size // len(part))) + after for size in SIZES]
        rows.append(row("mask", masking.mask, texts, shape))
        if rows[-1][1][-1] > LONG:
            rows += [row(name, finder, texts, shape) for name, finder in finders.items()]
        kept = seconds(lambda text: masking.mask(text, MOST_QUESTION), texts[-1])
        longest = max(longest, (kept, repr(shape)))
    slow = [row for row in rows if row[1][-1] > 0.002]
    for title, key in (("steepest", lambda row: row[0]), ("slowest", lambda row: row[1][-1])):
        print(f"{title}: ms for {', '.join(map(str, SIZES))} characters; last doubling")
        for ratio, times, name, shape in sorted(slow, key=key, reverse=True)[:SHOWN]:
            print(f"{name:14}", *(f"{t * 1000:8.1f}" for t in times), f"{ratio:5.2f} {shape!r}")
    steep = sum(row[0] > LINEAR for row in slow)
    print(f"{len(rows)} rows, {steep} of those over 2 ms steeper than {LINEAR}")
    print(f"a kept question takes at most {longest[0] * 1000:.1f} ms: {longest[1]}")


if __name__ == "__main__":
    main()

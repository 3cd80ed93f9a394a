"""What a message is before it is a question: an alarm, a plea for advice, or small talk.

The patterns stand in prompts/triage.yaml, whose head tells how they are written. A message is
read as a list of words, each with the terms that it can stand for; a rule is made of chains of
terms. No model, and no language to detect: the rules of all languages are tried at once.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Literal

import yaml

from vectorstore.ngrams import fold

Kind = Literal["crisis", "urgent", "advice", "smalltalk", "question"]
Terms = frozenset[str]
Chain = tuple[tuple[int, Terms, tuple[tuple[Terms, ...], ...]], ...]  # gap, needs, alternatives
Rule = tuple[tuple[Chain, ...], tuple[Chain, ...]]  # all to be found, none to be found
Words = list[Terms]
Span = tuple[int, int]

LONGEST = 20_000  # characters read of a message: half from its start, half from its end
TALK = ("who", "help", "howareyou", "goodbye", "thanks", "greeting")  # the most telling first
_LOOSE = ("goodbye", "thanks", "greeting")  # a question may follow these without a stop
_GAPS = {"~": 3, "~~": 8}
_FUZZY, _FUZZY_STEM = 5, 6  # letters from which a word, a stem may be misspelt
_TOKEN = re.compile(r"[^\W\d_]+(?:['’´`][^\W\d_]+)*|\d+|[.!?;\n]+|[,:()…–—]+|(?<=\s)-(?=\s)")
_REPEATED = re.compile(r"(.)\1{2,}")
_DIGRAPHS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
_ALARMS = re.compile(  # what still tells an alarm when the patterns can't be read or fail
    "sj.?lvmord|selvmord|suicid|selbstmord|itsemurh|liv(et)? av|(mitt?|sitt?) (eget )?liv|"
    "(inte|ikke) lev|vill? d[oö]|kill (my|him|her)|to die|end my|mehr leben|umbring|sterben|"
    "kuolla|tappaa|sk.r mig|[oöuü].?ve?rdos|yliannost|luft|andas|breath|atme|hen(git|kea|keä)|"
    "br.?st|chest|rinta|medvetsl|bevisst|bevidst|bewusst|conscious|tajut|kramp|seizure|swallow|"
    "sval[td]|svelg|slugt|verschluck"
)


@dataclass(frozen=True, slots=True)
class Triage:
    """What a message is; `question` is the message without the small talk around a question."""

    kind: Kind
    question: str
    smalltalk: str | None = None


class _Rules:
    """Every rule by its kind and its rarest terms; every term by what may be written for it."""

    def __init__(self, blocks: Mapping[str, Mapping[str, Any]]) -> None:
        self.exact: dict[str, set[str]] = defaultdict(set)
        self.near: dict[str, set[str]] = defaultdict(set)
        self.classes = {code: block.get("words") or {} for code, block in blocks.items()}
        rules: dict[str, list[Rule]] = defaultdict(list)
        for code, block in blocks.items():
            for kind in block.keys() - {"words"}:
                rules[kind] += [self._rule(line, code) for line in block[kind].split("\n") if line]
        every = [link for rs in rules.values() for found, _ in rs for ch in found for link in ch]
        common = Counter(term for _, needs, _ in every for term in needs)
        self.by_term = {kind: _indexed(rules[kind], common) for kind in rules}
        for key in self.exact:
            if len(key) >= (_FUZZY_STEM + 1 if "*" in key else _FUZZY):
                for short in _shortened(key.strip("*")):
                    self.near[short].add(key)
        self.sizes = sorted({len(key) - 1 for key in self.exact if "*" in key[1:]})
        self.tails = sorted({len(key) - 1 for key in self.exact if "*" in key[:1] and key != "*"})

    def _rule(self, line: str, code: str) -> Rule:
        parts = line.strip().split(" & ")
        found = tuple(self._chain(part, code) for part in parts if part[0] != "!")
        return found, tuple(self._chain(part[1:], code) for part in parts if part[0] == "!")

    def _chain(self, text: str, code: str) -> Chain:
        links: list[tuple[int, Terms, tuple[tuple[Terms, ...], ...]]] = []
        gap = 0
        for chunk in text.split():
            if chunk in _GAPS:
                gap = _GAPS[chunk]
                continue
            options = tuple(self._options(chunk, code))
            links.append((gap, frozenset().union(*(option[0] for option in options)), options))
            gap = 1
        return tuple(links)

    def _options(self, chunk: str, code: str) -> Iterator[tuple[Terms, ...]]:
        single: set[str] = set()
        for option in chunk.split("/"):
            grown: list[tuple[Terms, ...]] = [()]
            for part in option.split("_"):
                grown = [row + tail for row in grown for tail in self._part(part, code)]
            single.update(*(row[0] for row in grown if len(row) == 1))
            yield from (row for row in grown if len(row) > 1)
        if single:
            yield (frozenset(single),)

    def _part(self, part: str, code: str) -> list[tuple[Terms, ...]]:
        if part[0] == "@":
            own, shared = self.classes[code], self.classes["all"]
            members = own[part[1:]] if part[1:] in own else shared[part[1:]]
            return list(self._options("/".join(members.split()), code))
        term = fold(part.replace("'", ""))
        for spelling in (part, part.translate(_DIGRAPHS)):
            self.exact[fold(spelling.replace("'", ""))].add(term)
        return [(frozenset({term}),)]

    @lru_cache(maxsize=50_000)  # noqa: B019 - there is one object, and it lives as long
    def terms(self, word: str, guess: bool = True) -> Terms:
        """What a folded word can stand for: itself, its stem or tail, what it misspells."""
        if word.isdigit():
            return frozenset({"*", "#"} | ({"##"} if int(word[:6]) > 4 else set()) | {word})
        keys = {word, *(f"{word[:size]}*" for size in self.sizes if size <= len(word))}
        keys.update(f"*{word[-size:]}" for size in self.tails if size < len(word))
        found = set().union(*(self.exact[key] for key in keys & self.exact.keys()))
        if not found and guess and len(word) >= _FUZZY:
            found = set().union(*(self.exact[key] for key in self._guesses(word)))
        return frozenset(found | {"*"}) if guess else frozenset(found)

    def _guesses(self, word: str) -> Iterator[str]:
        lengths = {size + more for size in self.sizes for more in (-1, 0, 1)} | {len(word)}
        for part in {word[:size] for size in lengths if _FUZZY <= size <= len(word)}:
            for key in {key for short in _shortened(part) for key in self.near.get(short, ())}:
                whole = "*" in key or part == word
                if whole and _one_slip(part, key.strip("*")):
                    yield key

    def matches(self, kind: str, words: Words) -> Iterator[set[Span]]:
        """Where each matching rule of that kind has its first chain."""
        present = frozenset().union(*words)
        index = self.by_term.get(kind, {})
        rules = {id(rule): rule for term in present & index.keys() for rule in index[term]}
        for found, absent in rules.values():
            spans = [_spans(chain, words, present) for chain in found]
            if all(spans) and not any(_spans(chain, words, present) for chain in absent):
                yield spans[0]


def _indexed(rules: list[Rule], common: Mapping[str, int]) -> dict[str, list[Rule]]:
    index: dict[str, list[Rule]] = defaultdict(list)
    for rule in rules:
        links = (needs for chain in rule[0] for _, needs, _ in chain)
        for term in min(links, key=lambda needs: sum(common[term] for term in needs)):
            index[term].append(rule)
    return dict(index)


def _shortened(word: str) -> set[str]:
    return {word} | {word[:at] + word[at + 1 :] for at in range(len(word))}


def _one_slip(written: str, meant: str) -> bool:
    """One letter wrong, missing, added or swapped; in a short word never the first one."""
    pairs = zip(written, meant, strict=False)
    same = next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(written), len(meant)))
    if same == 0 and len(meant) < _FUZZY_STEM + 1:
        return False
    a, b = written[same:], meant[same:]
    swapped = a[:2] == b[:2][::-1] and a[2:] == b[2:]
    return swapped or a[1:] == b[1:] or a[1:] == b or a == b[1:]


def _spans(chain: Chain, words: Words, present: Terms) -> set[Span]:
    if any(needs.isdisjoint(present) for _, needs, _ in chain):
        return set()
    found = {(at, at) for at, word in enumerate(words) if not chain[0][1].isdisjoint(word)}
    for gap, needs, options in chain:
        found = {
            (start, at + len(option))
            for start, end in found
            for at in range(end, min(end + gap + 1, len(words)))
            if not needs.isdisjoint(words[at])
            for option in options
            if _fits(option, words[at : at + len(option)])
        }
    return found


def _fits(option: tuple[Terms, ...], words: Words) -> bool:
    return len(option) == len(words) and not any(map(frozenset.isdisjoint, option, words))


@cache
def _rules() -> _Rules:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    path = Path(__file__).parent.parent / "prompts" / "triage.yaml"
    return _Rules(yaml.load(path.read_text(encoding="utf-8"), Loader=loader))  # noqa: S506


def _read(text: str) -> tuple[Words, list[Span]]:
    """The terms of each word and stop, and where it stands; a full stop counts as two."""
    rules = _rules()
    tokens = [(match.group(), match.span()) for match in _TOKEN.finditer(text)]
    plain = [_REPEATED.sub(r"\1", fold(re.sub("['’´`]", "", token))) for token, _ in tokens]
    words, places = [frozenset({"^", "."})], [(0, 0)]
    for at, (word, place) in enumerate(zip(plain, (place for _, place in tokens), strict=True)):
        terms = rules.terms(word) if word.isalnum() else frozenset({"."})
        if at and word.isalpha() and plain[at - 1].isalpha() and len(plain[at - 1] + word) > 7:
            words[-1] |= rules.terms(plain[at - 1] + word, guess=False)
        words += [terms] * (2 if word[0] in ".!?;\n" else 1)
        places += [place] * (2 if word[0] in ".!?;\n" else 1)
    return [*words, frozenset({".", "$"})], [*places, (len(text), len(text))]


def _alarm(words: Words) -> Kind | None:
    """Urgent before crisis: whoever has taken an overdose needs the ambulance first."""
    rules = _rules()
    masked = list(words)
    for start, end in (span for spans in rules.matches("harmless", words) for span in spans):
        masked[start:end] = [frozenset()] * (end - start)
    kinds: tuple[Kind, ...] = ("urgent", "crisis")
    return next((kind for kind in kinds if any(rules.matches(kind, masked))), None)


def _leans(words: Words, text: str) -> bool:
    """Whether a message has no subject of its own: it can only go on from the turn before."""
    rules = _rules()
    known = {start for spans in rules.matches("leans", words) for start, _ in spans}
    own = [at for at, word in enumerate(words) if "." not in word and at not in known]
    asks = "?" in text or any(rules.matches("asks", words))
    return not own or not asks


def _kind(words: Words, text: str, earlier: Sequence[str]) -> Kind | None:
    if found := _alarm(words):
        return found
    before = [_read(turn)[0] for turn in earlier[-2:]]
    rules = _rules()
    if before and _leans(words, text):
        for turn in (*reversed(before), before[-1] + words):
            if found := _alarm(turn):
                return found
    whole = before[-1] + words if before and _leans(words, text) else words
    return "advice" if any(rules.matches("advice", whole)) else None


def _talk(words: Words) -> tuple[int, int, str | None]:
    """Where what is not small talk begins and ends, and what the small talk was."""
    found = [
        (span, k) for k in (*TALK, "filler") for at in _rules().matches(k, words) for span in at
    ]
    free = {start for (start, _), _ in found} | {i for i, w in enumerate(words) if "." in w}
    first, at, last, seen = 1, 1, len(words) - 1, set[str]()
    while at < last:
        ends = [
            (end, k) for (start, end), k in found if start == at and (k in _LOOSE or end in free)
        ]
        end, kind = max(ends, default=(at + 1, "stop" if "." in words[at] else ""))
        if not kind:
            break
        at, seen = end, seen | {kind}
        first = at if kind != "filler" or "." in words[at] else first
    for (start, end), kind in sorted(found, reverse=True):
        if kind in _LOOSE and first < start and "." in words[start - 1] & words[end]:
            last = start if all("." in word for word in words[end:last]) else last
    return first, last, next((kind for kind in TALK if kind in seen), None)


def triage(question: str, earlier: Sequence[str] = ()) -> Triage:
    """What a message is, and its question without small talk; `earlier` are the turns before.

    Never raises: where anything fails, a message that may be an alarm is a crisis, any other is
    a plea for advice, so that no failure lets a plain answer through.
    """
    try:
        return _triage(question, earlier)
    except Exception:  # noqa: BLE001 - whatever fails, the careful answer is given
        text = str(question)
        return Triage("crisis" if _ALARMS.search(text.lower()) else "advice", text)


def _triage(question: str, earlier: Sequence[str]) -> Triage:
    text = _clean(question)
    words, places = _read(text)
    if kind := _kind(words, text, [_clean(turn) for turn in earlier]):
        return Triage(kind, text)
    first, last, smalltalk = _talk(words)
    if smalltalk and first >= last:
        return Triage("smalltalk", text, smalltalk)
    if not smalltalk:
        return Triage("question", text)
    return Triage("question", text[places[first][0] : places[last][0]].strip())


def _clean(text: str) -> str:
    """Composed, without invisible characters, and of bounded length."""
    if len(text) > LONGEST:
        text = f"{text[: LONGEST // 2]}\n{text[-LONGEST // 2 :]}"
    composed = unicodedata.normalize("NFC", text)
    return "".join(c for c in composed if unicodedata.category(c) != "Cf").strip()

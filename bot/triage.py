"""What a message is before it is a question: an alarm, a plea for advice, or small talk.

The patterns stand in prompts/triage.yaml, whose head tells how they are written. A message is
read as a list of words, each with the terms that it can stand for; a rule is made of chains of
terms. No model, and no language to detect: the rules of all languages are tried at once.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any, Literal

import yaml

from vectorstore.ngrams import fold

Kind = Literal["crisis", "urgent", "advice", "smalltalk", "question"]
Terms = frozenset[str]
Option = tuple[Terms, ...]
Tree = dict[str, Any]  # a first term, and the tree of what may follow it; "" where one may end
Link = tuple[int, Tree]  # how many words may come before it
Chain = tuple[Link, ...]
Rule = tuple[list[Terms], list[Chain], list[Chain]]  # needs at least; chains wanted; chains barred
Span = tuple[int, int]

LONGEST = 20_000  # characters read of a message: half from its start, half from its end
TALK = ("who", "help", "howareyou", "goodbye", "thanks", "greeting")  # the most telling first
_LOOSE = ("goodbye", "thanks", "greeting")  # a question may follow these without a stop
_GAPS = {"~": 3, "~~": 8}
_FUZZY = 6  # letters from which a word may be misspelt; a stem needs one more
_TOKEN = re.compile(r"[^\W\d_]+(?:['’´`][^\W\d_]+)*|\d+|[.!?;\n]+|[,:()…–—]+|(?<=\s)-(?=\s)")
_APOSTROPHE, _REPEATED = re.compile("['’´`]"), re.compile(r"(.)\1{2,}")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_DIGRAPHS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
_ALARMS = re.compile(  # what still tells an alarm when the patterns can't be read or fail
    "sj.?lvmord|selvmord|suicid|selbstmord|itsemurh|liv(et)? av|(mitt?|sitt?) (eget )?liv|"
    "(inte|ikke) lev|vill? d[oöø]|kill (my|him|her)|to die|end my|mehr leben|umbring|sterben|"
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
    """Every rule by its rarest terms; every term by what may be written for it."""

    def __init__(self, blocks: Mapping[str, Mapping[str, Any]]) -> None:
        self.exact: dict[str, set[str]] = defaultdict(set)
        self.near: dict[str, set[str]] = defaultdict(set)
        self.classes = {code: block.get("words", {}) for code, block in blocks.items()}
        rules = [
            (kind, self._rule(line, code))
            for code, block in blocks.items()
            for kind in block.keys() - {"words"}
            for line in block[kind].splitlines()
        ]
        common = Counter(term for _, (needs, *_) in rules for need in needs for term in need)
        self.by_term: dict[str, list[tuple[str, Rule]]] = defaultdict(list)
        for kind, rule in rules:
            for term in min(rule[0], key=lambda need: sum(common[term] for term in need)):
                self.by_term[term].append((kind, rule))
        for key in self.exact:
            if len(key) >= _FUZZY + 2 * ("*" in key):
                for short in _shortened(key.strip("*")):
                    self.near[short].add(key)
        self.stems = sorted({len(key) - 1 for key in self.exact if "*" in key[1:]})
        self.tails = sorted({len(key) - 1 for key in self.exact if "*" in key[:1] and key != "*"})

    def _rule(self, line: str, code: str) -> Rule:
        parts = line.strip().split(" & ")
        wanted = [self._chain(part, code) for part in parts if part[0] != "!"]
        needs = [frozenset(tree) for chain in wanted for _, tree in chain]
        return needs, wanted, [self._chain(part[1:], code) for part in parts if part[0] == "!"]

    def _chain(self, text: str, code: str) -> Chain:
        links: list[Link] = []
        gap = 0
        for chunk in text.split():
            if chunk not in _GAPS:
                links.append((gap, self._tree(chunk, code)))
            gap = _GAPS.get(chunk, 1)
        return tuple(links)

    @cache  # noqa: B019 - there is one object, and it lives as long
    def _tree(self, chunk: str, code: str) -> Tree:
        tree: Tree = {}
        for option in self._options(chunk, code):
            nodes = [tree]
            for terms in option:
                nodes = [node.setdefault(term, {}) for node in nodes for term in terms]
            for node in nodes:
                node[""] = True
        return tree

    @cache  # noqa: B019 - as above
    def _options(self, chunk: str, code: str) -> Collection[Option]:
        found: set[Option] = set()
        for written in chunk.split("/"):
            grown: list[Option] = [()]
            for part in written.split("_"):
                grown = [row + tail for row in grown for tail in self._part(part, code)]
            found.update(grown)
        single = frozenset().union(*(option[0] for option in found if len(option) == 1))
        return [option for option in found if len(option) > 1] + [(single,)] * bool(single)

    @cache  # noqa: B019 - as above
    def _part(self, part: str, code: str) -> Collection[Option]:
        if part[0] == "@":
            members = self.classes[code].get(part[1:]) or self.classes["all"][part[1:]]
            return self._options("/".join(members.split()), code)
        term = _plain(part)
        self.exact[term].add(term)
        if not part.isascii():
            self.exact[_plain(part.translate(_DIGRAPHS))].add(term)
        return [(frozenset({term}),)]

    @lru_cache(maxsize=50_000)  # noqa: B019 - as above
    def terms(self, token: str) -> Terms:
        """What a word or stop can stand for: itself, its stem or tail, what it misspells."""
        if not token.isalnum() and not _APOSTROPHE.search(token):
            return frozenset({"."})
        word = _plain(token)
        if word.isdigit():
            return frozenset({"*", "#", word, "##" if int(word[:6]) > 4 else "#"})
        keys = {word, *(f"{word[:size]}*" for size in self.stems if size <= len(word))}
        keys.update(f"*{word[-size:]}" for size in self.tails if size < len(word))
        known = keys & self.exact.keys() or set(self._guesses(word))
        return frozenset({"*"}.union(*(self.exact[key] for key in known)))

    def _guesses(self, word: str) -> Iterator[str]:
        """What a word of no rule may be a slip of the pen for, whole or as far as a stem goes."""
        for size in range(_FUZZY, len(word) + 1):
            for key in {key for s in _shortened(word[:size]) for key in self.near.get(s, ())}:
                if ("*" in key or size == len(word)) and _one_slip(word[:size], key.strip("*")):
                    yield key


def _plain(word: str) -> str:
    """Folded, without apostrophes, and no letter more than twice in a row."""
    if word.isascii() and word.isalpha() and word.islower() and not _REPEATED.search(word):
        return word
    return _REPEATED.sub(r"\1", fold(_APOSTROPHE.sub("", word)))


def _shortened(word: str) -> set[str]:
    return {word} | {word[:at] + word[at + 1 :] for at in range(len(word))}


def _one_slip(written: str, meant: str) -> bool:
    """One letter wrong, missing, added or swapped; not the first, nor the last: an ending."""
    pairs = enumerate(zip(written, meant, strict=False))
    same = next((at for at, (a, b) in pairs if a != b), min(len(written), len(meant)))
    a, b = written[same:], meant[same:]
    swapped = a[:2] == b[:2][::-1] and a[2:] == b[2:]
    slip = swapped or a[1:] == b[1:] or a[1:] == b or a == b[1:]
    return slip and 0 < same < min(len(written), len(meant)) - 1


@cache
def _rules() -> _Rules:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    path = Path(__file__).parent.parent / "prompts" / "triage.yaml"
    return _Rules(yaml.load(path.read_text(encoding="utf-8"), Loader=loader))  # noqa: S506


class _Message:
    """A message's words, where they stand in it, and the rules that may match."""

    def __init__(self, text: str, *before: "_Message") -> None:
        self.text, self.words, self.places = text, [frozenset({"^", "."})], [(0, 0)]
        for match in _TOKEN.finditer(text):
            count = 2 if match[0][0] in ".!?;\n" else 1
            self.words += [_rules().terms(match[0])] * count
            self.places += [match.span()] * count
        self.words.append(frozenset({".", "$"}))
        self.places.append((len(text), len(text)))
        self.words[:0] = [word for message in before for word in message.words]
        self.rules: dict[str, dict[int, Rule]] = defaultdict(dict)
        self._index()
        for term in self.at.keys() & _rules().by_term.keys():
            for kind, rule in _rules().by_term[term]:
                self.rules[kind][id(rule)] = rule

    def spans(self, kind: str) -> set[Span]:
        """Where the first chains of that kind's matching rules are."""
        found: set[Span] = set()
        present = frozenset(self.at)
        for needs, wanted, barred in self.rules[kind].values():
            if any(map(present.isdisjoint, needs)):
                continue
            if all(map(self._find, wanted)) and not any(map(self._find, barred)):
                found |= self._find(wanted[0])
        return found

    def _find(self, chain: Chain) -> set[Span]:
        found: set[Span] = set()
        for nth, (gap, tree) in enumerate(chain):
            here = self._here(tree)
            found = (
                set(here)
                if nth == 0
                else {(a, d) for a, b in found for c, d in here if b <= c <= b + gap}
            )
            if not found:
                break
        return found

    def _here(self, tree: Tree) -> list[Span]:
        """Where one link matches; rules share their links, so each is looked for once."""
        if id(tree) not in self.seen:
            self.seen[id(tree)] = [
                (at, end)
                for term in tree.keys() & self.at.keys()
                for at in self.at[term]
                for end in self._ends(tree[term], at + 1)
            ]
        return self.seen[id(tree)]

    def _ends(self, tree: Tree, at: int) -> Iterator[int]:
        if "" in tree:
            yield at
        if len(tree) > ("" in tree) and at < len(self.words):
            for term in self.words[at]:
                if term in tree:
                    yield from self._ends(tree[term], at + 1)

    def _hide(self, spans: Collection[Span]) -> None:
        hidden = {at for start, end in spans for at in range(start, end)}
        self.words = [frozenset() if at in hidden else w for at, w in enumerate(self.words)]
        self._index()

    def _index(self) -> None:
        self.seen: dict[int, list[Span]] = {}
        self.at: dict[str, list[int]] = defaultdict(list)
        for at, word in enumerate(self.words):
            for term in word:
                self.at[term].append(at)

    @cached_property
    def alarm(self) -> Kind | None:
        """Urgent before crisis: whoever has taken an overdose needs the ambulance first."""
        whole = self.words, self.at, self.seen
        self._hide(self.spans("harmless"))
        kinds: tuple[Kind, ...] = ("urgent", "crisis")
        found = next((kind for kind in kinds if self.spans(kind)), None)
        self.words, self.at, self.seen = whole
        return found

    @cached_property
    def leans(self) -> bool:
        """Whether it has no subject of its own: it can only go on from the turn before."""
        known = {start for start, _ in self.spans("leans")}
        own = [at for at, word in enumerate(self.words) if "." not in word and at not in known]
        return not own or not ("?" in self.text or self.spans("asks"))


def _kind(message: _Message, earlier: Sequence[str]) -> Kind | None:
    """Alarm or advice, also where it shows only together with the turns before."""
    heard = [message]
    if earlier and message.leans:
        before = [_Message(_clean(turn)) for turn in earlier[-2:]]
        heard += [*reversed(before), _Message(message.text, before[-1])]
    if found := next((each.alarm for each in heard if each.alarm), None):
        return found
    return "advice" if message.spans("advice") or heard[-1].spans("advice") else None


def _talk(message: _Message) -> tuple[int, int, str | None]:
    """Which words are not small talk, from and to, and what the small talk was."""
    words = message.words
    found = [(span, kind) for kind in (*TALK, "filler") for span in message.spans(kind)]
    free = {start for (start, _), _ in found} | {i for i, word in enumerate(words) if "." in word}
    first, at, last, seen = 1, 1, len(words) - 1, set[str]()
    while at < last:
        here = [(end, kind) for (start, end), kind in found if start == at]
        ends = [(end, kind) for end, kind in here if kind in _LOOSE or end in free]
        if not ends and "." not in words[at]:
            break
        at, kind = max(ends, default=(at + 1, "stop"))
        seen.add(kind)
        first = first if kind == "filler" and at < last else at
    for (start, end), kind in sorted(found, reverse=True):
        closes = first < start and all("." in word for word in (words[start - 1], *words[end:last]))
        last = start if closes and kind in _LOOSE else last
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
    message = _Message(_clean(question))
    if kind := _kind(message, earlier):
        return Triage(kind, message.text)
    first, last, smalltalk = _talk(message)
    if smalltalk and first >= last:
        return Triage("smalltalk", message.text, smalltalk)
    start, end = message.places[first][0], message.places[last][0]
    return Triage("question", message.text[start:end].strip() if smalltalk else message.text)


def _clean(text: str) -> str:
    """Composed, without invisible characters, and of bounded length."""
    if len(text) > LONGEST:
        text = f"{text[: LONGEST // 2]}\n{text[-LONGEST // 2 :]}"
    return _INVISIBLE.sub("", unicodedata.normalize("NFC", text)).strip()

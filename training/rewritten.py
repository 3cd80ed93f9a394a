"""Messages written otherwise, to learn from: in one with others, misspelt, without marks, told on.

What somebody writes stays an alarm, or none, however much else stands around it and however it is
spelt. The same messages give the same rewritings.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import yaml

from ingest.question_bank import read_lines
from languages.folding import fold
from training.message import TrainingMessage

FRAMES = Path(__file__).with_name("frames.yaml")
LIFE = Path(__file__).parent / "messages" / "life.jsonl"
LIVES = 130  # lines of it in a language
ALARMING = ("crisis", "urgent")
MOST_AROUND = 3  # harmless messages put around another
LONGEST_AROUND = 240  # characters of each of them
SHORTEST_WORD = 4  # that is misspelt
JOINTS = (" ", " ", "\n", "\n\n")


def rewritten(messages: Sequence[TrainingMessage], of: int) -> list[TrainingMessage]:
    """One rewriting of every `of`-th message, of each kind of rewriting in turn."""
    chance, frames = random.Random(0), yaml.safe_load(FRAMES.read_text(encoding="utf-8"))
    harmless: dict[str, list[str]] = {}
    for message in messages:
        if message.kind not in ALARMING and len(message.text) <= LONGEST_AROUND:
            harmless.setdefault(message.language, []).append(message.text)
    for _, line in read_lines(LIFE):
        # Six in ten of what stands around are of somebody's life, as the pool grows with each line:
        # where only those in danger tell of theirs, whoever tells of it is heard as one of them.
        pool = harmless.setdefault(line["language"], [])
        pool += [line["text"]] * max(1, len(pool) // LIVES)
    return list(_rewritten(messages[::of], harmless, frames, chance))


def _rewritten(
    messages: Sequence[TrainingMessage],
    harmless: dict[str, list[str]],
    frames: dict[str, list[str]],
    chance: random.Random,
) -> Iterator[TrainingMessage]:
    for number, message in enumerate(messages):
        text = message.text
        match number % 6:
            case 0 | 1 | 2:
                text = _among(text, harmless[message.language], chance)
            case 3:
                text = misspelt(text, chance)
            case 4:
                text = fold(text)
            case _:
                text = chance.choice(frames[message.language]).replace("{message}", text)
        yield replace(message, text=text, kind=message.kind if message.kind in ALARMING else "")


def _among(text: str, others: Sequence[str], chance: random.Random) -> str:
    """The message with some others before and behind it."""
    parts = chance.sample(others, chance.randint(1, MOST_AROUND))
    parts.insert(chance.randint(0, len(parts)), text)
    whole = parts[0]
    for part in parts[1:]:
        whole += ("" if whole[-1:] in ".!?" else ".") + chance.choice(JOINTS) + part
    return whole


def misspelt(text: str, chance: random.Random) -> str:
    """A letter in some long words lost, doubled, or changed with the next."""
    words = text.split(" ")
    for i, word in enumerate(words):
        if len(word) >= SHORTEST_WORD and chance.random() < 1 / 6:
            words[i] = with_a_letter_wrong(word, chance)
    return " ".join(words)


def with_a_letter_wrong(word: str, chance: random.Random) -> str:
    """A word of at least SHORTEST_WORD letters, one inside it lost, doubled, or in another place."""
    at = chance.randrange(1, len(word) - 2)
    pair = word[at : at + 2]
    wrong = chance.choice((pair[::-1], pair[0], pair[0] + pair))
    return word[:at] + wrong + word[at + 2 :]

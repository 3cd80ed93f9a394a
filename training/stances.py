"""`make stances`: the questions of an article whose stance readers gave → bot/leads/networks/.

`stances.jsonl` of an article's folder has lines {"question" or "turns", "language", "stance"}. Beside them
are learnt, as neither yes nor no, other questions of the bank, and, as unsettled, those that the article
does not answer. Prints what the thresholds in bot/leads/by_network.py make of calibration/stances.jsonl, on
which they are chosen and nothing is trained. The same lessons give the same network.
"""

import hashlib
import json
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from bot.leads import stance_network
from bot.leads.by_network import SURE
from bot.leads.stance_network import STANCES, StanceCard, Stanced
from bot.settings import settings
from ingest import folder
from ingest.errors import InputError
from ingest.folder import Source
from ingest.question_bank import read_lines
from training import upper_layers
from vectorstore import encoder
from vectorstore.answer_network import in_one
from vectorstore.encoder.e5 import pretrained
from vectorstore.encoder.upper_layers import UpperLayers

EPOCHS = 9.0
OTHERS, UNANSWERED = 1_500, 1_200  # so many of the bank's are learnt beside them
FEWEST = 1_000  # questions with a stance; of fewer a network learns nothing that holds
Lesson = tuple[str, Stanced]  # a question with the turns before it as one text


def main() -> None:
    """Learn and write the network of every article that has such questions."""
    chosen = settings()
    for path in folder.discover(chosen.articles):
        given = path / "stances.jsonl"
        if given.exists() and len(read(given)) < FEWEST:
            print(f"{path.name}: {len(read(given))} questions teach nothing yet; {FEWEST} do")
        elif given.exists():
            lessons = _lessons(path, folder.load(path))
            network = stance_network.FOLDER / pretrained.NAME / f"{path.name}.onnx"
            _learn(lessons, network, chosen.model_cache)
            told = json.dumps(lessons, ensure_ascii=False).encode()
            card = StanceCard(folder.page_sha256(path), hashlib.sha256(told).hexdigest())
            stance_network.write_card(network, card)
            _report(path, network)


def _lessons(path: Path, source: Source) -> list[Lesson]:
    given = read(path / "stances.jsonl")
    known, chance = {text for text, _ in given}, random.Random(0)
    others = [text for q in source.bank.questions if (text := in_one(q.turns)) not in known]
    unanswered = [in_one(q.turns) for q in source.bank.unanswerable]
    lessons: list[Lesson] = [
        *given,
        *((text, "other") for text in chance.sample(others, min(OTHERS, len(others)))),
        *((t, "unsettled") for t in chance.sample(unanswered, min(UNANSWERED, len(unanswered)))),
    ]
    chance.shuffle(lessons)
    return lessons


def read(path: Path) -> list[Lesson]:
    """The questions of a file, each with its stance.

    Raises:
        InputError: a line has a stance that there is not.
    """
    found: list[Lesson] = []
    for number, line in read_lines(path):
        stance = line.get("stance")
        if stance not in STANCES:
            known = ", ".join(STANCES)
            raise InputError(f"{path}, line {number}: “stance” is one of {known}; found {stance!r}")
        found.append((in_one(line.get("turns") or [line["question"]]), stance))
    return found


def _learn(lessons: Sequence[Lesson], network: Path, cache: Path | None) -> None:
    labels = np.array([STANCES.index(stance) for _, stance in lessons])
    loss = upper_layers.one_of(labels, len(STANCES))
    texts = [text for text, _ in lessons]
    network.parent.mkdir(parents=True, exist_ok=True)
    upper_layers.write(upper_layers.learn(texts, loss, len(STANCES), EPOCHS, cache), network)


def _report(path: Path, network: Path) -> None:
    """How many of the questions set apart are told each stance, and of how many it is right."""
    set_apart = path / "calibration" / "stances.jsonl"
    if not set_apart.exists():
        print(f"{path.name}: no {set_apart.name} in calibration/, so nothing is told of it")
        return
    heard = UpperLayers(network, STANCES)
    model = encoder.model(pretrained.NAME, settings().model_cache)
    apart = read(set_apart)
    likely = [(heard.likely(model.states(text)), stance) for text, stance in apart]
    for stance, least in SURE.items():
        told = [right == stance for each, right in likely if each[stance] >= least]
        of = sum(right == stance for _, right in likely)
        print(f"{path.name}, {stance} from {least}: {sum(told)} of {len(told)} right, {of} in all")


if __name__ == "__main__":
    main()

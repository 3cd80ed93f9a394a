"""`make classifier`: the messages in training/messages/ → bot/intent/triage/classifier.safetensors.

Prints how well messages held out are told apart, in five folds, before it trains on all of them,
and then what the thresholds in bot/intent/triage/triage.py make of training/thresholds.jsonl, on which they are
chosen and nothing is trained.
Messages that name the first article's subject are learnt with other names and with none, too
(training/subjects.yaml). The same messages give the same weights.
"""

import random
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from safetensors.numpy import save_file
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedGroupKFold, StratifiedKFold, cross_val_predict

from bot.intent import program, triage
from bot.intent.source_of_that import LEANS
from bot.intent.triage import classifier, danger, helplines
from bot.intent.triage.stretches import sentences, stretches
from bot.settings import settings
from ingest.question_bank import read_lines
from languages.known import LANGUAGES
from training import upper_layers
from training.message import TrainingMessage
from training.rewritten import ALARMING, rewritten
from vectorstore import encoder
from vectorstore.context import earlier_weight
from vectorstore.encoder.e5 import pretrained
from vectorstore.encoder.upper_layers import UpperLayers

MESSAGES = Path(__file__).with_name("messages")
# What the letters learn and the network on meaning does not: with these it missed more alarms, and
# took as many others for one (docs/measuring.md).
OF_LETTERS = ("below-articles", "look-alikes")
PAGES = Path(__file__).with_name("pages")
SUBJECTS = Path(__file__).with_name("subjects.yaml")
THRESHOLDS = Path(__file__).with_name("thresholds.jsonl")
TOPICS, OTHERS = Path(__file__).with_name("topics.jsonl"), 9_000  # messages beside them
ASKING_NOTHING = ("advice", "greeting", "thanks", "goodbye", "howareyou")  # of it
NEEDS = Path(__file__).with_name("needs.jsonl")
SOURCES, EVERY = Path(__file__).with_name("sources.jsonl"), 6  # and every sixth bank question
SAID = Path(__file__).with_name("said.jsonl")
NEEDED = {
    "poison": (helplines.POISONED, helplines.PERHAPS_POISONED),
    "talk": (helplines.PERHAPS_DESPAIRS,),
}
EPOCHS = {"alarms": 1.5, "topics": 4.0}  # rounds over all messages
EVERY_REWRITTEN = 3  # message is learnt in another writing, too
STRETCHED = 10.0  # the encoder's vectors lie close together
STRENGTH = {
    "alarms": 20.0,
    "kinds": 10.0,
    "languages": 5.0,
    "needs": 20.0,
    "sources": 10.0,
    "said": 1.0,
}  # inverse of the penalty


@dataclass(frozen=True, slots=True)
class PartLesson:
    """What one part of the classifier learns: texts and, for each, the place of its class."""

    part: str
    classes: Sequence[str]
    texts: Sequence[str]
    labels: np.ndarray
    origins: Sequence[str]


def main() -> None:
    """Measure, train and write."""
    tensors, messages = {}, all_messages()
    _learn_what_is_meant(messages)
    for lesson in lessons(messages):
        x = matrix(lesson.texts)
        _report(lesson, x)
        model = _model(lesson).fit(x, lesson.labels)
        tensors[f"{lesson.part}.weights"] = np.ascontiguousarray(model.coef_.T.astype(np.float16))
        tensors[f"{lesson.part}.intercept"] = model.intercept_.astype(np.float16)
    tensors |= sources() | said() | needs()
    save_file(tensors, classifier.WEIGHTS)
    classifier.reload()
    _report_thresholds()


def all_messages() -> list[TrainingMessage]:
    """The messages, and the questions to articles and pages."""
    return [*_messages(), *_bank_questions(), *_page_questions()]


def _learn_what_is_meant(messages: Sequence[TrainingMessage]) -> None:
    """Train and write the networks that stand on what the encoder's lower layers read."""
    meant = [*_messages(OF_LETTERS), *_bank_questions(), *_page_questions()]
    lesson = _lesson_of_alarms([*meant, *rewritten(meant, EVERY_REWRITTEN)])
    learn(lesson, danger.MEANT, "alarms")
    learn(lesson_of_topics(messages), program.MEANT, "topics")


def learn(lesson: PartLesson, network: UpperLayers[Any], of: str) -> None:
    """Learn and write a network, in as many rounds as those of that name need."""
    cache, classes = settings().model_cache, len(lesson.classes)
    loss = upper_layers.one_of(lesson.labels, classes)
    learnt = upper_layers.learn(lesson.texts, loss, classes, EPOCHS[of], cache)
    upper_layers.write(learnt, network.path)
    network.reload()


def lesson_of_topics(messages: Sequence[TrainingMessage]) -> PartLesson:
    """What is asked of the program itself, beside messages of which most ask nothing of it."""
    lines = [line for _, line in read_lines(TOPICS)]
    known = {line["text"] for line in lines}
    # Of the harmless messages some are on the shop or the program, and nobody has said which.
    others = [m for m in messages if m.kind in ASKING_NOTHING] + _bank_questions()
    others = [message for message in others if message.text not in known]
    some = random.Random(0).sample(others, OTHERS) + _page_questions(answered=True)
    asked = [TrainingMessage(line["text"], "", line["language"], line["text"]) for line in lines]
    labels = [*(line["topic"] for line in lines), *("none" for _ in some)]
    return _lesson("topics", program.ASKED_OF, [*asked, *some], labels)


def of_other_subjects(messages: Sequence[TrainingMessage]) -> list[TrainingMessage]:
    """The messages that name the first article's subject, with another name, and with none."""
    subjects = yaml.safe_load(SUBJECTS.read_text(encoding="utf-8"))
    named, chance = re.compile(subjects["named"], re.IGNORECASE), random.Random(0)
    return [
        replace(message, text=named.sub(name, message.text))
        for message in messages
        if named.search(message.text)
        for name in (
            chance.choice(subjects["others"][message.language]),
            subjects["pronoun"][message.language],
        )
    ]


def lessons(messages: Sequence[TrainingMessage]) -> list[PartLesson]:
    """What each part learns from the messages; an alarm is one whatever the subject."""
    varied = [*messages, *of_other_subjects(messages)]
    varied += rewritten(varied, EVERY_REWRITTEN)
    told = [m for m in messages if m.kind in classifier.KINDS]
    pleas = [m for m in messages if m.kind == "advice"]
    told += [*pleas, *of_other_subjects(pleas)]
    return [
        _lesson_of_alarms(varied),
        _lesson("kinds", classifier.KINDS, told, [m.kind for m in told]),
        _lesson("languages", LANGUAGES, messages, [m.language for m in messages]),
    ]


def _lesson_of_alarms(messages: Sequence[TrainingMessage]) -> PartLesson:
    alarms = [m.kind if m.kind in classifier.DANGERS else "none" for m in messages]
    return _lesson("alarms", classifier.DANGERS, messages, alarms)


def matrix(texts: Sequence[str]) -> csr_matrix:
    """Texts → shape (texts, classifier.ROWS): 1 / √n in each of a text's n rows."""
    found = [classifier.rows(text) or [0] for text in texts]
    values = np.concatenate([np.full(len(rows), len(rows) ** -0.5) for rows in found])
    ends = np.cumsum([0, *(len(rows) for rows in found)])
    return csr_matrix((values, np.concatenate(found), ends), (len(texts), classifier.ROWS))


def _lesson(
    part: str, classes: Sequence[str], messages: Sequence[TrainingMessage], labels: Sequence[str]
) -> PartLesson:
    places = np.array([classes.index(label) for label in labels])
    texts, origins = [m.text for m in messages], [m.origin for m in messages]
    return PartLesson(part, classes, texts, places, origins)


def _messages(without: Sequence[str] = ()) -> list[TrainingMessage]:
    """The messages, and of short conversations the last turn, alone and behind the one before it.

    `without` are files that are left out.

    Stories are learnt in the stretches that they are heard in; of an alarm those that tell of it.
    """
    found = []
    for path in sorted(MESSAGES.glob("*.jsonl")):
        if path.stem in without:
            continue
        for _, line in read_lines(path):
            turns = line.get("turns") or [line["text"]]
            texts = (
                _telling(turns[-1], line["danger"])
                if "danger" in line
                else dict.fromkeys((turns[-1], "\n".join(turns)))
            )
            found += [
                TrainingMessage(text, line["kind"], line["language"], turns[-1]) for text in texts
            ]
    return found


def _telling(story: str, danger: str) -> list[str]:
    """The stretches of a story in which its danger is told, if any is."""
    told = {each for each in sentences(story) if each.strip() in danger or danger in each}
    heard = stretches(story)
    return [part for part in heard if not danger or told & set(sentences(part))] or heard[:1]


def _bank_questions() -> list[TrainingMessage]:
    """Questions of banks and calibration, and conversations whole: none of them is an alarm."""
    found = []
    files = [*Path("articles").glob("*/questions/*"), *Path("articles").glob("*/calibration/*")]
    for path in sorted(files):
        for _, line in read_lines(path):
            turns = line.get("turns") or [line["question"]]
            language = line.get("language", path.stem)
            found.append(TrainingMessage(turns[-1], "question", language, turns[-1]))
            if len(turns) > 1:
                talked = "\n".join(turns[-2:])
                found.append(TrainingMessage(talked, "", language, talked))
    return found


def _page_questions(*, answered: bool = False) -> list[TrainingMessage]:
    """What people ask of pages on other subjects, conversations whole, too: none of it is an alarm.

    With `answered` only what the pages answer: of the rest some is for the shop.
    """
    found = []
    for path in sorted(PAGES.glob("*/questions.jsonl")):
        for _, line in read_lines(path):
            turns, language = line["turns"], line["language"]
            if answered and not line["answers"]:
                continue
            texts = dict.fromkeys((turns[-1], "\n".join(turns[-2:])))
            found += [TrainingMessage(text, "question", language, turns[-1]) for text in texts]
    return found


def sources() -> dict[str, np.ndarray]:
    """What tells messages that ask for sources from those that ask what a study found, by vectors.

    Questions of the banks ask for no source, either.
    """
    lines = [line for _, line in read_lines(SOURCES)]
    asking = {line["text"]: line["asks"] == "sources" for line in lines}
    others = [message.text for message in _bank_questions()][::EVERY]
    return _by_vector("sources", dict.fromkeys(others, False) | asking)


def said() -> dict[str, np.ndarray]:
    """What tells turns that ask for the source of what was just said from other turns, by vectors."""
    asking = {line["text"]: line["asks"] == "source" for _, line in read_lines(SAID)}
    turns = [*_bank_questions(), *(m for m in _messages() if m.kind == "harmless")]
    others = [m.text for m in turns if earlier_weight(m.text) >= LEANS]
    return _by_vector("said", dict.fromkeys(others, False) | asking)


def _by_vector(part: str, asking: Mapping[str, bool]) -> dict[str, np.ndarray]:
    """A logistic regression over the pretrained vectors of texts, by whether each asks for that."""
    x, y = _vectors(list(asking)), list(asking.values())
    mean = x.mean(axis=0)
    stretched = (x - mean) * STRETCHED
    model = LogisticRegression(C=STRENGTH[part], class_weight="balanced", max_iter=3000)
    weights = model.fit(stretched, y).coef_[0] * STRETCHED
    return {
        f"{part}.weights": weights.astype(np.float16),
        f"{part}.intercept": (model.intercept_ - mean @ weights).astype(np.float16),
    }


def needs() -> dict[str, np.ndarray]:
    """What tells of messages of a body in danger which ones call for poison information, or a talk.

    Prints what the thresholds in bot/intent/triage/helplines.py make of messages held out, in five folds.
    """
    lines = [line for _, line in read_lines(NEEDS)]
    x, weights, intercepts = matrix([line["text"] for line in lines]), [], []
    folds = StratifiedKFold(5, shuffle=True, random_state=0)
    for need in classifier.NEEDS:
        y = np.array([line[need] for line in lines])
        model = LogisticRegression(C=STRENGTH["needs"], class_weight="balanced", max_iter=500)
        likely = cross_val_predict(model, x, y, cv=folds, method="predict_proba")[:, 1]
        for threshold in NEEDED[need]:
            shares = f"{np.mean(likely[y] > threshold):.3f}, others {np.mean(likely[~y] > threshold):.3f}"
            print(f"{need} above {threshold}: {shares}")
        model.fit(x, y)
        weights.append(model.coef_[0])
        intercepts.append(model.intercept_[0])
    return {
        "needs.weights": np.ascontiguousarray(np.array(weights).T.astype(np.float16)),
        "needs.intercept": np.array(intercepts, dtype=np.float16),
    }


def _vectors(texts: Sequence[str]) -> np.ndarray:
    """The pretrained encoder's vectors of messages, shape (texts, 384)."""
    cache = settings().model_cache
    model = encoder.remembering(encoder.model(pretrained.NAME, cache), cache)
    return model.encode_queries(texts)


def _model(lesson: PartLesson) -> LogisticRegression:
    counts = np.bincount(lesson.labels, minlength=len(lesson.classes))
    weights = np.sqrt(counts.max() / counts)  # rare classes count for more, but not for all
    return LogisticRegression(
        C=STRENGTH[lesson.part], class_weight=dict(enumerate(weights)), max_iter=500
    )


def _report(lesson: PartLesson, x: csr_matrix) -> None:
    folds = StratifiedGroupKFold(5, shuffle=True, random_state=0)
    likely = cross_val_predict(
        _model(lesson), x, lesson.labels, cv=folds, groups=lesson.origins, method="predict_proba"
    )
    print(f"{lesson.part}: {len(lesson.texts)} texts")
    if lesson.part == "alarms":
        for threshold in (0.2, 0.3, 0.4, 0.5, 0.6):
            heard = 1 - likely[:, 0] > threshold
            shares = ", ".join(
                f"{name} {np.mean(heard[lesson.labels == place]):.3f}"
                for place, name in enumerate(lesson.classes)
            )
            print(f"  heard above {threshold}: {shares}")
        return
    right = likely.argmax(axis=1) == lesson.labels
    for place, name in enumerate(lesson.classes):
        mine = lesson.labels == place
        print(f"  {name:10} {mine.sum():6} {np.mean(right[mine]):.3f}")


def _report_thresholds() -> None:
    """What triage makes of the conversations that its thresholds are chosen on."""
    lines = [line for _, line in read_lines(THRESHOLDS)]
    hear = danger.hearing(encoder.model(pretrained.NAME, settings().model_cache))
    for threshold in (0.1, 0.15, 0.2, 0.25, 0.3):
        triage.HEARD = threshold
        heard = Counter(
            line["kind"] for line in lines if triage.triage(*_split(line), hear).kind in ALARMING
        )
        shares = ", ".join(
            f"{kind} {heard[kind]} of {sum(line['kind'] == kind for line in lines)}"
            for kind in (*ALARMING, "question")
        )
        print(f"alarms above {threshold}: {shares}")
    possible = [line["kind"] for line in lines if triage.possible_alarm(line["turns"][-1], hear)]
    print(f"with a helpline first or alone: {dict(Counter(possible))}")


def _split(line: dict[str, list[str]]) -> tuple[str, list[str]]:
    return line["turns"][-1], line["turns"][:-1]


if __name__ == "__main__":
    main()

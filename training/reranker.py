"""`make reranker`: learn to read a sentence with a question → vectorstore/rerankers/.

On the pages in training/pages/, written for it, and on questions of the banks. See
vectorstore/reranker.py. The same pages give the same network on one machine; some 20 minutes on two cores.
"""

import copy
import random
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper
from torch import nn
from transformers import AutoModel

from bot.settings import settings
from ingest import folder
from ingest.folder import Source
from ingest.question_bank import read_lines
from training.upper_layers import Tuned, descend
from vectorstore.answer_network import in_one
from vectorstore.building.index_rows import in_place
from vectorstore.building.training_data import taught_on
from vectorstore.encoder.base import Vectors
from vectorstore.encoder.e5 import onnx_model, pretrained
from vectorstore.reranker import FOLDER

PAGES = Path(__file__).with_name("pages")
OF_A_BANK = 1_500  # of its questions that are learnt beside the pages
EPOCHS, BATCH, BESIDE = 2.0, 8, 4  # rounds, questions at once, sentences beside the right one
RATE, RATE_OF_END, RATE_OF_SCALE = 5e-5, 2e-3, 5e-2
LIKE, NEARER = 25, 6.0  # the nearest sentences that are set beside; the mean of their places
HIDDEN, DROPPED, SPREAD = 64, 0.1, 20.0
CLOSED, SCALE, SHIFT = -2.0, 20.0, -16.5  # at first: how closed to each other, how alike is enough
SORTED = 50  # batches whose questions are sorted by their length, so that little is padded


@dataclass(frozen=True, slots=True)
class TaughtQuestion:
    """A question in its conversation, and the places of sentences of its page.

    `right` answer it (none: the page does not), `also` would do, `near` only look as if they did.
    """

    turns: Sequence[str]
    right: Sequence[int]
    also: Sequence[int] = ()
    near: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A page's sentences as an index reads them, and what is asked of it."""

    texts: Sequence[str]
    asked: Sequence[TaughtQuestion]


@dataclass(frozen=True, slots=True)
class Lesson:
    """A question's states, those of its page's sentences, and what may be set beside the right one.

    States are of shape (tokens, 384), in half precision.
    """

    question: np.ndarray
    sentences: Sequence[np.ndarray]
    right: Sequence[int]
    near: Sequence[int]
    like: Sequence[int]


class PairNetwork(nn.Module):
    """States of tokens, shape (pairs, tokens, 384) → log-odds, shape (pairs,).

    It begins as the encoder that it is made of: how alike question and sentence are. How much
    they see of each other in each head of each layer, and what else counts, is learnt.
    """

    def __init__(self, cache: Path | None) -> None:
        super().__init__()
        bert = AutoModel.from_pretrained(pretrained.torch_folder(cache), attn_implementation="sdpa")
        self.layers = nn.ModuleList(copy.deepcopy(bert.encoder.layer[onnx_model.BELOW :]))
        heads = bert.config.num_attention_heads
        self.across = nn.Parameter(torch.full((len(self.layers), heads), CLOSED))
        self.scale, self.shift = (
            nn.Parameter(torch.tensor(SCALE)),
            nn.Parameter(torch.tensor(SHIFT)),
        )
        self.inner = nn.Linear(2 * bert.config.hidden_size, HIDDEN)
        self.end = nn.Linear(HIDDEN, 1)
        nn.init.zeros_(self.end.weight)
        nn.init.zeros_(self.end.bias)
        self.drop = nn.Dropout(DROPPED)

    def forward(
        self, states: torch.Tensor, there: torch.Tensor, of_sentence: torch.Tensor
    ) -> torch.Tensor:
        """`there` is where a pair has a token, `of_sentence` which are its sentence's."""
        apart = (of_sentence[:, :, None] != of_sentence[:, None, :]).float()[:, None]
        padding = (~there)[:, None, None, :].float() * -1e4
        for layer, across in zip(self.layers, self.across, strict=True):
            given = layer(states, attention_mask=padding + apart * across[None, :, None, None])
            states = given[0] if isinstance(given, tuple) else given
        question = _mean(states, there & ~of_sentence)
        sentence = _mean(states, there & of_sentence)
        alike = question * sentence
        pair = torch.cat([alike, (question - sentence).abs()], dim=1) * SPREAD
        more = self.end(torch.relu(self.inner(self.drop(pair))))[:, 0]
        return self.scale * alike.sum(1) + self.shift + more


def main() -> None:
    """Learn and write."""
    cache = settings().model_cache
    sources = [folder.load(path) for path in folder.discover(settings().articles)]
    banks = [of_bank(source) for source in taught_on(sources)]
    lessons = [lesson for page in (*banks, *written()) for lesson in read(page, cache)]
    FOLDER.mkdir(exist_ok=True)
    write(learn(lessons, cache), FOLDER / f"{pretrained.NAME}.onnx")


def written() -> list[Page]:
    """The pages that were written to learn from."""
    found = []
    for path in sorted(PAGES.iterdir()):
        (_, first), *lines = read_lines(path / "article.jsonl")
        above = [f"{first['title']}. {line['section'].rstrip('.')}." for _, line in lines]
        places = {line["sentence"]: place for place, (_, line) in enumerate(lines)}
        texts = [f"{a} {sentence}" for a, sentence in zip(above, places, strict=True)]
        asked = [
            TaughtQuestion(
                line["turns"], *([places[each] for each in line[kind]] for kind in _KINDS)
            )
            for _, line in read_lines(path / "questions.jsonl")
        ]
        found.append(Page(texts, asked))
    return found


_KINDS = ("answers", "also", "near")


def of_bank(source: Source) -> Page:
    """An article with some of its bank's questions."""
    places = {sentence.id: place for place, sentence in enumerate(source.article.sentences)}
    known = [*source.bank.questions, *source.bank.unanswerable]
    some = random.Random(0).sample(known, min(OF_A_BANK, len(known)))
    asked = [TaughtQuestion(q.turns, [places[each] for each in q.sentences]) for q in some]
    return Page(in_place(source.article), asked)


def read(page: Page, cache: Path | None) -> list[Lesson]:
    """What the encoder's lower layers make of a page and its questions."""
    encoder = pretrained.served(cache)
    with ThreadPoolExecutor() as threads:
        sentences = [
            each.astype(np.float16) for each in threads.map(encoder.passage_states, page.texts)
        ]
        texts = [in_one(asked.turns) for asked in page.asked]
        questions = [each.astype(np.float16) for each in threads.map(encoder.states, texts)]
    alike = encoder.encode_queries([asked.turns[-1] for asked in page.asked])
    order = np.argsort(-alike @ encoder.encode_documents(page.texts).T, axis=1)
    return [
        Lesson(question, sentences, asked.right, _others(asked.near, asked), _others(best, asked)[:LIKE])
        for question, asked, best in zip(questions, page.asked, order, strict=True)
    ]  # fmt: skip


def _others(places: Sequence[int] | Vectors, asked: TaughtQuestion) -> list[int]:
    return [int(each) for each in places if each not in (*asked.right, *asked.also)]


def learn(lessons: Sequence[Lesson], cache: Path | None, epochs: float = EPOCHS) -> PairNetwork:
    """Learn to tell the sentence that answers from others of its page, and from none."""
    torch.manual_seed(0)
    network, chance = PairNetwork(cache), random.Random(0)
    ends = [network.across, network.shift, *network.inner.parameters(), *network.end.parameters()]
    groups = [
        {"params": network.layers.parameters(), "lr": RATE},
        {"params": ends, "lr": RATE_OF_END},
        {"params": [network.scale], "lr": RATE_OF_SCALE},
    ]
    batches = _batches(lessons, chance)
    steps = int(epochs * len(lessons) / BATCH)
    descend(network, groups, steps, lambda: _loss(network, next(batches), chance))
    return network.eval()


def _loss(network: PairNetwork, lessons: Sequence[Lesson], chance: random.Random) -> torch.Tensor:
    """Cross-entropy of the right sentence among some and none, which has log-odds of 0."""
    shown = [_shown(lesson, chance) for lesson in lessons]
    pairs = [
        (lesson.question, lesson.sentences[place])
        for lesson, places in zip(lessons, shown, strict=True)
        for place in places
    ]
    odds = network(*padded(pairs)).split([len(places) for places in shown])
    each = [
        nn.functional.cross_entropy(
            torch.cat([mine, torch.zeros(1)])[None],
            torch.tensor([0 if lesson.right else len(mine)]),
        )
        for lesson, mine in zip(lessons, odds, strict=True)
    ]
    return torch.stack(each).mean()


def _shown(lesson: Lesson, chance: random.Random) -> list[int]:
    """Places of a right sentence, if there is one, and of some beside it, the nearer the likelier."""
    drawn = (int(chance.expovariate(1 / NEARER)) for _ in range(2 * BESIDE))
    like = [lesson.like[min(place, len(lesson.like) - 1)] for place in drawn]
    beside = list(dict.fromkeys([*lesson.near[:2], *like]))[:BESIDE]
    right = [chance.choice(lesson.right[:3])] if lesson.right else []
    return [*right, *beside]


def _batches(lessons: Sequence[Lesson], chance: random.Random) -> Iterator[list[Lesson]]:
    """Lessons without end: each once a round, by chance, those of like length together."""
    while True:
        order, found = chance.sample(range(len(lessons)), len(lessons)), []
        for start in range(0, len(order), BATCH * SORTED):
            part = order[start : start + BATCH * SORTED]
            part.sort(key=lambda place: len(lessons[place].question))
            found += [part[a:b] for a, b in pairwise([*range(0, len(part), BATCH), len(part)])]
        chance.shuffle(found)
        for places in found:
            yield [lessons[place] for place in places]


def padded(
    pairs: Sequence[tuple[np.ndarray, np.ndarray]],
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """States of questions and sentences side by side, where there are any, and which are which."""
    longest = max(len(question) + len(sentence) for question, sentence in pairs)
    width = pairs[0][0].shape[1]
    states = torch.zeros(len(pairs), longest, width)
    there = torch.zeros(len(pairs), longest, dtype=torch.bool)
    of_sentence = torch.zeros_like(there)
    for place, (question, sentence) in enumerate(pairs):
        end = len(question) + len(sentence)
        both = np.concatenate([question, sentence]).astype(np.float32)
        states[place, :end] = torch.from_numpy(both)
        there[place, :end] = True
        of_sentence[place, len(question) : end] = True
    return states, there, of_sentence


def _mean(states: torch.Tensor, there: torch.Tensor) -> torch.Tensor:
    """Unit vectors of the mean states."""
    summed = (states * there[..., None]).sum(1) / there.sum(1, keepdim=True)
    return nn.functional.normalize(summed, dim=1)


def write(network: PairNetwork, path: Path) -> None:
    """Write it as an ONNX model from `states`, shape (1, tokens, 384), and `of_sentence`, (tokens,)."""
    layers, graph = Tuned.of(network.layers), onnx_model.Graph()
    apart = _apart(graph)
    hidden = "states"
    for number, across in enumerate(network.across.detach().numpy()):
        name = f"l{number}"
        open_to = graph.tensor(f"{name}.across", across[None, :, None, None])
        bias = graph.node("Mul", [apart, open_to], f"{name}.bias")
        hidden = onnx_model.layer(graph, layers, name, hidden, bias)
    question, sentence = (_mean_of(graph, hidden, part) for part in ("question", "sentence"))
    alike = graph.node("Mul", [question, sentence], "alike")
    unlike = graph.node("Abs", [graph.node("Sub", [question, sentence], "less")], "unlike")
    both = graph.node("Concat", [alike, unlike], "pair", axis=1)
    inner = graph.node("Relu", [_linear(graph, network.inner, both, "inner", SPREAD)], "bent")
    more = _linear(graph, network.end, inner, "end")
    axis = graph.tensor("last axis", np.array([1], dtype=np.int64))
    near = graph.node("ReduceSum", [alike, axis], "near", keepdims=1)
    scaled = graph.node("Mul", [near, _number(graph, "scale", network.scale)], "scaled")
    moved = graph.node("Add", [scaled, _number(graph, "shift", network.shift)], "moved")
    summed = graph.node("Add", [moved, more], "summed")
    graph.node("Squeeze", [summed, axis], "odds")
    taken = [
        helper.make_tensor_value_info("states", TensorProto.FLOAT, [1, "tokens", "dimension"]),
        helper.make_tensor_value_info("of_sentence", TensorProto.FLOAT, ["tokens"]),
    ]
    given = [helper.make_tensor_value_info("odds", TensorProto.FLOAT, [1])]
    onnx.save_model(onnx_model.model(graph, taken, given), str(path))


def _apart(graph: onnx_model.Graph) -> str:
    """1 where one token is the question's and the other the sentence's, shape (1, 1, tokens, tokens)."""
    for name, axes in (("down", [0, 1, 3]), ("along", [0, 1, 2])):
        graph.node("Unsqueeze", ["of_sentence", graph.tensor(f"{name} axes", np.array(axes))], name)
    return graph.node("Abs", [graph.node("Sub", ["down", "along"], "differ")], "apart")


def _mean_of(graph: onnx_model.Graph, hidden: str, part: str) -> str:
    """The unit vector of one part's states, shape (1, dimension)."""
    weights = "of_sentence"
    if part == "question":
        one = graph.tensor("one", np.array(1, dtype=np.float32))
        weights = graph.node("Sub", [one, "of_sentence"], "of_question")
    row = graph.node(
        "Unsqueeze", [weights, graph.tensor(f"{part} axis", np.array([0, 1]))], f"{part} row"
    )
    summed = graph.node("MatMul", [row, hidden], f"{part} sum")
    flat = graph.node(
        "Squeeze", [summed, graph.tensor(f"{part} flat", np.array([1]))], f"{part} one"
    )
    return graph.node("LpNormalization", [flat], part, axis=-1, p=2)


def _linear(
    graph: onnx_model.Graph, part: nn.Linear, taken: str, name: str, by: float = 1.0
) -> str:
    weights = graph.tensor(f"{name}.weights", part.weight.detach().numpy().T * np.float32(by))
    return graph.node(
        "Gemm", [taken, weights, graph.tensor(f"{name}.b", part.bias.detach().numpy())], name
    )


def _number(graph: onnx_model.Graph, name: str, value: torch.Tensor) -> str:
    return graph.tensor(name, value.detach().numpy())


if __name__ == "__main__":
    main()

"""`make bench-encoder`: the pretrained encoder beside the same model in torch, each in a process of its own.

Both on one thread, on the same questions of the article's bank. Time is the least of RUNS a text, of
which the median is told; memory is what a process holds after a step beyond what it held before it,
and in brackets how much of that is its own alone and not a mapped file's. Cold: the files are dropped
from the machine's page cache first, where it has a call for that.
"""

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import psutil

from bot.settings import settings
from languages.known import LANGUAGES
from vectorstore.encoder.e5 import pretrained
from vectorstore.encoder.e5.tokenizer import Tokenizer

QUESTIONS = Path("articles/magnesium-hjarnan/questions")
TEXTS, RUNS, BATCH = 60, 5, 32
SIDES = ("fotnot", "torch")
ROWS = {
    "load": "s, load",
    "cold": "s, load and first question, files cold",
    "alone": "ms, a question alone",
    "batch": f"ms, a question of {BATCH} at once",
    "long": "ms, a question of 2,000 characters",
    "passage": "ms, a passage of 1,500 characters",
    "tokenizer": "MB, tokenizer (its own)",
    "model": "MB, tokenizer and model (their own)",
    "serving": "MB, after all questions (their own)",
}


def main() -> None:
    cache = settings().model_cache
    folders = {"fotnot": pretrained.served_folder(cache), "torch": pretrained.torch_folder(cache)}
    told = {side: _in_a_process(side, folders[side]) for side in SIDES}
    vectors = [np.array(told[side].pop("vectors")) for side in SIDES]
    print(f"{'':42}" + "".join(f"{side:>16}" for side in SIDES))
    for row, title in ROWS.items():
        print(f"{title:42}" + "".join(f"{told[side][row]:>16}" for side in SIDES))
    cosines = (vectors[0] * vectors[1]).sum(axis=1)
    print(f"cosine of the two: least {cosines.min():.4f}, median {np.median(cosines):.4f}")


def _in_a_process(side: str, folder: Path) -> dict[str, Any]:
    """What the side tells of itself, started twice: with its files cold, then warm."""
    command = [sys.executable, "-m", "benchmarks.encoder", side, str(folder)]
    given = os.environ | {"OMP_NUM_THREADS": "1", "HF_HUB_OFFLINE": "1"}
    _forget(folder)
    cold = subprocess.run([*command, "cold"], capture_output=True, check=True, env=given)
    warm = subprocess.run([*command, "warm"], capture_output=True, check=True, env=given)
    return json.loads(warm.stdout) | json.loads(cold.stdout)


def _forget(folder: Path) -> None:
    if hasattr(os, "posix_fadvise"):
        for path in folder.rglob("*"):
            if path.is_file():
                with path.open("rb") as file:
                    os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def measure(side: str, folder: Path, how: str) -> dict[str, Any]:
    """One side's figures."""
    texts = _texts()
    begun, held = time.perf_counter(), _memory()
    found: dict[str, Any] = {}
    if side == "fotnot":
        kept = Tokenizer(folder)
        found["tokenizer"] = _beyond(held)
        del kept
        begun = time.perf_counter()
    queries, passages = _opened(side, folder)
    loaded = time.perf_counter() - begun
    queries(texts[:1])
    if how == "cold":
        return {"cold": f"{time.perf_counter() - begun:.2f}"}
    found |= {"load": f"{loaded:.2f}", "model": _beyond(held)}
    long, passage = " ".join(texts)[:2000], " ".join(texts)[:1500]
    alone = median(_least(lambda text=text: queries([text])) for text in texts)
    found["alone"] = f"{alone:.1f}"
    found["batch"] = f"{_least(lambda: queries(texts[:BATCH])) / BATCH:.1f}"
    found["long"] = f"{_least(lambda: queries([long])):.0f}"
    found["passage"] = f"{_least(lambda: passages([passage])):.0f}"
    vectors = np.asarray(queries(texts)).tolist()
    return {"tokenizer": ""} | found | {"serving": _beyond(held), "vectors": vectors}


def _opened(side: str, folder: Path) -> tuple[Callable[[list[str]], Any], ...]:
    if side == "fotnot":
        from vectorstore.encoder.e5.serving import PretrainedEncoder

        encoder = PretrainedEncoder(side, folder)
        return encoder.encode_queries, encoder.encode_documents
    import torch
    from sentence_transformers import SentenceTransformer

    torch.set_num_threads(1)
    model = SentenceTransformer(str(folder), device="cpu")
    return model.encode_query, model.encode_document


def _texts() -> list[str]:
    lines = [
        line for name in LANGUAGES
        for line in (QUESTIONS / f"{name}.jsonl").read_text(encoding="utf-8").split("\n") if line
    ]  # fmt: skip
    return [json.loads(line)["question"] for line in random.Random(0).sample(lines, TEXTS)]


def _least(work: Callable[[], Any]) -> float:
    """Milliseconds, the least of RUNS."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return min(times)


def _memory() -> tuple[float, float]:
    told = psutil.Process().memory_full_info()
    return told.rss / 1e6, (told.rss - told.shared) / 1e6 if hasattr(
        told, "shared"
    ) else told.uss / 1e6


def _beyond(before: tuple[float, float]) -> str:
    now = _memory()
    return f"{now[0] - before[0]:.0f} ({now[1] - before[1]:.0f})"


if __name__ == "__main__":
    if sys.argv[1:]:
        print(json.dumps(measure(sys.argv[1], Path(sys.argv[2]), sys.argv[3])))
    else:
        main()

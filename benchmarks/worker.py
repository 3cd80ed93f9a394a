"""One side of the benchmark in a process of its own; prints one line of JSON.

python -m benchmarks.worker fotnot|naive|same first|questions|long|floor|page DATA
"""

import json
import sys
import time
from pathlib import Path
from statistics import median

import psutil

ARTICLE = Path("articles/magnesium-hjarnan/page.sv.txt")
WARM_UP = 20


def main() -> None:
    side, task, data = sys.argv[1], sys.argv[2], Path(sys.argv[3])
    print(json.dumps(TASKS[task](side, data)))


def first(side: str, data: Path) -> dict[str, float]:
    """From the process's start to its first answer, and the memory that it then holds."""
    _searcher(side, data)("Hjälper magnesium mot ångest?")
    started = psutil.Process().create_time()
    return {"seconds": time.time() - started, "mb": _memory()}


def questions(side: str, data: Path) -> dict[str, object]:
    """Ranks of the right passage and milliseconds a question, over a file of questions."""
    search = _searcher(side, data / "index")
    lines = [json.loads(line) for line in (data / "questions.jsonl").open(encoding="utf-8")]
    for line in lines[:WARM_UP]:
        search(line["question"])
    ranks, times = [], []
    for line in lines:
        start = time.perf_counter()
        found = search(line["question"])
        times.append((time.perf_counter() - start) * 1000)
        right = line["expect"]["quotes_any"]
        hits = (i for i, text in enumerate(found) if any(s in text for s in right))
        ranks.append(next(hits, 99))
    return {"ranks": ranks, "times": times, "mb": _memory()}


def long(side: str, data: Path) -> dict[str, float]:
    """Milliseconds for questions of 500 and 2,000 characters, and for the last of 20 turns."""
    lines = [json.loads(line) for line in (data / "questions.jsonl").open(encoding="utf-8")]
    asked = [line["question"] for line in lines]
    told = " ".join(asked)
    search = _searcher(side, data / "index")
    found = {}
    for size in (500, 2000):
        texts = [told[start : start + size] for start in range(0, 40 * 97, 97)]
        found[f"chars_{size}_ms"] = _median(search, texts)
    if side == "fotnot":
        from bot.request import Request

        bot = _bot(data / "index")
        talks = [Request(asked[i + 19], tuple(asked[i : i + 19])) for i in range(40)]
        found["turns_20_ms"] = _median(bot.ask, talks)
    return found


def _median(ask, asked) -> float:  # noqa: ANN001
    ask(asked[0])
    times = []
    for one in asked:
        start = time.perf_counter()
        ask(one)
        times.append((time.perf_counter() - start) * 1000)
    return median(times)


def floor(side: str, data: Path) -> dict[str, object]:
    """One encoder call and one store query: nothing can be faster than that."""
    from vectorstore.index import open_index

    index = open_index(data / "index")
    lines = [json.loads(line) for line in (data / "questions.jsonl").open(encoding="utf-8")]
    times = []
    for line in lines:
        start = time.perf_counter()
        index.store.query("sentences", index.encoder.encode_queries([line["question"]])[0], 10)
        times.append((time.perf_counter() - start) * 1000)
    return {"times": times[WARM_UP:], "side": side}


def page(side: str, data: Path) -> dict[str, float]:
    """The memory of a process that serves the page and the API, after a page and an answer."""
    from fastapi.testclient import TestClient

    from bot.page.server import application
    from bot.settings import Settings

    asked = {"question": "Hjälper magnesium mot ångest?"}
    served = application(_bot(data), Settings(keep=False))
    with TestClient(served, "http://localhost") as client:
        client.get("/").raise_for_status()
        client.post("/v1/answers", json=asked).raise_for_status()
        return {"mb": _memory(), "side": side == "fotnot"}


def _searcher(side: str, data: Path):  # noqa: ANN202
    if side != "fotnot":
        from benchmarks import naive

        found = naive.load(side, data) if data.is_dir() else naive.build(side, ARTICLE, data)
        return found.search
    from bot.request import Request

    bot = _bot(data)

    def search(question: str) -> list[str]:
        return [passage.quote for passage in bot.ask(Request(question)).passages]

    return search


def _bot(data: Path):  # noqa: ANN202
    from bot.bot import Bot
    from bot.settings import settings
    from vectorstore.index import open_index

    return Bot(open_index(data), settings())


def _memory() -> float:
    return psutil.Process().memory_info().rss / 1e6


TASKS = {"first": first, "questions": questions, "long": long, "floor": floor, "page": page}

if __name__ == "__main__":
    main()

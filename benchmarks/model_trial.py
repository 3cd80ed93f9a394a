"""`make model-trial`: forty questions to the language model of the settings, and what became of them.

Set FOTNOT_LLM, or FOTNOT_LLM_URL, as for serving. The questions are spread over the project's tests in
six languages. Prints a table, and writes every sentence of its own that stood into `.fotnot/model-trial.jsonl`, for
a person to mark those that are false: no figure here tells that.
"""

import json
import time
from collections import Counter
from pathlib import Path

from rich.console import Console
from rich.progress import track
from rich.table import Table

from bot import Bot, Request, open_index
from bot.answer import Answer
from bot.answering.composing import state
from bot.fact_check.check import Checked, Checker
from bot.fact_check.written import Written
from bot.settings import settings
from vectorstore.index import Index

QUESTIONS = 40
OUT = Path(".fotnot/model-trial.jsonl")


def main() -> None:
    """Ask, count, print."""
    chosen = settings()
    if not chosen.has_model:
        raise SystemExit("no model is named; set FOTNOT_LLM or FOTNOT_LLM_URL")
    fell: Counter[str] = Counter()
    _count_reasons(fell)
    bot = Bot(open_index(chosen.index_root, chosen.model_cache), chosen)
    answers, seconds = [], []
    for question in track(_questions(), "asking"):
        start = time.perf_counter()
        answers.append(bot.ask(Request(question)))
        seconds.append(time.perf_counter() - start)
    _keep(answers, bot.index)
    Console().print(_table(answers, seconds, fell))


def _questions() -> list[str]:
    """As many of each language as of any, always the same ones."""
    lines = Path("evals/answers.jsonl").read_text(encoding="utf-8").splitlines()
    by_language: dict[str, list[str]] = {}
    for line in lines:
        test = json.loads(line)
        by_language.setdefault(test["language"], []).append(test["question"])
    share = -(-QUESTIONS // len(by_language))
    spread = [asked[:: max(1, len(asked) // share)][:share] for asked in by_language.values()]
    return [question for asked in zip(*spread, strict=True) for question in asked][:QUESTIONS]


def _count_reasons(fell: Counter[str]) -> None:
    """Count what becomes of each written sentence, where it is checked."""
    check = Checker.check

    def counted(self: Checker, written: Written) -> Checked:
        found = check(self, written)
        fell[found.reason or "stands"] += 1
        return found

    Checker.check = counted  # type: ignore[method-assign]


def _keep(answers: list[Answer], index: Index) -> None:
    OUT.parent.mkdir(parents=True, exist_ok=True)
    with OUT.open("w", encoding="utf-8") as file:
        for answer in answers:
            for each in answer.statements if answer.generated else ():
                source = index.source(each.source.article)
                own = state(source, each.source.sentence, answer.language).text
                if each.text != own:  # which a fallen one gave way to, or which was copied
                    told = {"text": each.text, "quote": each.source.quote, "false": None}
                    file.write(json.dumps(told, ensure_ascii=False) + "\n")


def _table(answers: list[Answer], seconds: list[float], fell: Counter[str]) -> Table:
    table = Table("what", "count", title=f"{len(answers)} questions")
    asked = [answer for answer in answers if answer.usage]
    table.add_row("answers that the model was asked for", str(len(asked)))
    table.add_row("shown as written", str(sum(answer.generated for answer in answers)))
    for reason, count in Counter(a.fallback for a in answers if a.fallback).most_common():
        table.add_row(f"the article's own instead: {reason}", str(count))
    table.add_row("sentences written", str(fell.total()))
    for reason, count in fell.most_common():
        table.add_row(f"  {reason}", str(count))
    spent = sorted(seconds)
    table.add_row("seconds, median and longest", f"{spent[len(spent) // 2]:.1f}, {spent[-1]:.1f}")
    usage = [answer.usage for answer in asked if answer.usage]
    table.add_row("tokens sent", str(sum(u.input_tokens for u in usage)))
    table.add_row("tokens written", str(sum(u.output_tokens for u in usage)))
    return table


if __name__ == "__main__":
    main()

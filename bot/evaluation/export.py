"""A run in the formats of other tools: JUnit for CI, Ragas' and DeepEval's for evaluators."""

import json
from pathlib import Path
from typing import Any

from bot.evaluation.run import Run


def write_junit(found: Run, path: Path) -> None:
    """A JUnit file: a case a test, a failure with every expectation that did not hold."""
    from junitparser import Failure, JUnitXml, TestCase, TestSuite

    suite = TestSuite("fotnot")
    for each in found.outcomes:
        case = TestCase(each.id, classname=".".join(each.tags) or "fotnot")
        case.time = each.elapsed_ms / 1000
        if each.failures:
            case.result = [Failure(_printable("\n".join(each.failures)))]
        suite.add_testcase(case)
    document = JUnitXml()
    document.add_testsuite(suite)
    document.update_statistics()  # type: ignore[no-untyped-call]
    document.write(str(path))


def write_ragas(found: Run, path: Path) -> None:
    """A line of JSON a test, with the fields of Ragas' SingleTurnSample."""
    _write_lines(
        path,
        [
            {
                "user_input": each.turns[-1],
                "response": each.text,
                "retrieved_contexts": list(each.passages),
                "reference_contexts": list(each.wanted),
            }
            for each in found.outcomes
        ],
    )


def write_deepeval(found: Run, path: Path) -> None:
    """A line of JSON a test, with the fields of DeepEval's LLMTestCase."""
    _write_lines(
        path,
        [
            {
                "name": each.id,
                "input": each.turns[-1],
                "actual_output": each.text,
                "context": list(each.wanted),
                "retrieval_context": list(each.passages),
                "tags": list(each.tags),
            }
            for each in found.outcomes
        ],
    )


def _write_lines(path: Path, lines: list[dict[str, Any]]) -> None:
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    path.write_text(text, encoding="utf-8")


def _printable(text: str) -> str:
    """The text without characters that XML can't hold."""
    return "".join(c for c in text if c in "\n\t" or c.isprintable())

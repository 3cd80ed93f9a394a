"""Answers judged by a language model, where one is configured; never mixed with the other figures."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.evaluation.outcome import Outcome
from bot.evaluation.run import Run
from bot.kinds import FROM_ARTICLE
from ingest import json_text
from ingest.errors import InputError
from prompts import texts

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel


def model_named(name: str) -> "BaseChatModel":
    """The chat model that LangChain knows by 'provider:model'.

    Raises:
        InputError: the name or its package is unknown to LangChain.
    """
    from langchain.chat_models import init_chat_model

    try:
        return init_chat_model(name, temperature=0)
    except (ImportError, ValueError) as error:
        raise InputError(
            f"FOTNOT_JUDGE={name}: {' '.join(str(error).split())[:200]}; install the provider's "
            "package, such as langchain-openai, or choose another model"
        ) from None


def judge(
    found: Run, model: "BaseChatModel", progress: Callable[[int, int], None] = lambda _d, _t: None
) -> Run:
    """The run with `faithful` and `relevant` where the model gave them, one call an answer."""
    judged = []
    for done, each in enumerate(found.outcomes, 1):
        judged.append(_judged(each, model) if each.kind in FROM_ARTICLE else each)
        progress(done, len(found.outcomes))
    return replace(found, outcomes=tuple(judged))


def _judged(each: Outcome, model: "BaseChatModel") -> Outcome:
    say = texts("judge")
    human = say(
        "human",
        question=each.turns[-1],
        passages="\n".join(each.passages),
        answer="\n".join(each.statements),
    )
    reply = model.invoke([("system", say("system")), ("human", human)])
    said = _read(str(reply.text))
    return replace(each, faithful=said.get("faithful"), relevant=said.get("relevant"))


def _read(reply: str) -> dict[str, float]:
    """The two shares of a reply; what is no number from 0 to 1 is left out."""
    start, end = reply.find("{"), reply.rfind("}")
    try:
        said = json_text.loads(reply[start : end + 1]) if 0 <= start < end else {}
    except ValueError:
        said = {}
    return {
        name: float(value)
        for name, value in said.items()
        if isinstance(value, int | float) and 0 <= value <= 1
    }

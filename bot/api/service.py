"""What the API's answers share: the bot, the admission, and a recorder that must not break them."""

import logging
import time
from collections.abc import AsyncIterator, Generator
from dataclasses import dataclass
from typing import Any, Protocol

from starlette.exceptions import HTTPException
from starlette.requests import Request as HTTPRequest

from bot.answer import Answer
from bot.bot import Bot
from bot.rendering.serialization import answer_json
from bot.request import Request
from bot.serving.admission import Admission, AdmissionController
from ingest.folder import Source

_LOG = logging.getLogger("fotnot")
Step = tuple[Answer, dict[str, Any]]


class Recorder(Protocol):
    """Keeps what was declined, for those who write question banks."""

    def declined(self, question: str, language: str, article: str) -> None:
        """A question that `article` does not answer."""


@dataclass(frozen=True, slots=True)
class Service:
    """Answers for HTTP and MCP."""

    bot: Bot
    admission: AdmissionController
    kept: Recorder | None = None

    def source(self, slug: str | None) -> Source:
        """The article of that slug with its bank; the index's first, if none is named.

        Raises:
            HTTPException: 404, there is no such article.
        """
        index = self.bot.index
        known = index.slugs
        if slug is not None and slug not in known:
            raise HTTPException(
                404, f"there is no article of that slug; there is {', '.join(known)}"
            )
        return index.source(slug or known[0])

    def answer(self, request: Request, stay: Admission) -> Step:
        """The answer, and its JSON; a model that writes it has no place among those inside.

        Raises:
            InputError: the question can't be asked.
        """
        *_, last = self.stream(request, stay)
        return last

    def stream(self, request: Request, stay: Admission) -> Generator[Step]:
        """The answer as it grows, each time whole in itself; the last is complete.

        While nothing new comes the same step comes again.

        Raises:
            InputError: as `answer`.
        """
        start = time.perf_counter()
        step: Step | None = None
        for given in self.bot.stream(request):
            stay.leave()
            if step is None or given is not step[0]:
                step = given, answer_json(given, request.question, _ms_since(start))
            yield step

    async def admitted(self, request: HTTPRequest) -> AsyncIterator[Admission]:
        """A route's dependency: its work counts among those that the service does at once.

        Raises:
            TooManyError: as `AdmissionController.admit`.
        """
        async with self.admission.admit(client_of(request.client)) as stay:
            yield stay

    def record(self, request: Request, given: Answer) -> None:
        """Hand a declined question to the recorder; whatever goes wrong there is only logged."""
        if self.kept is None or given.kind != "decline" or given.topic == "shop":
            return  # an order is no question that a bank could answer
        if given.helpline:
            return  # what somebody in danger may have written is nobody's to read
        try:
            self.kept.declined(request.question, given.language, given.article or "")
        except Exception:  # noqa: BLE001 - the reader has an answer, recorded or not
            _LOG.exception("a declined question could not be recorded")


def client_of(address: tuple[str, int] | None) -> str:
    """What the admission counts: the peer's address; all peers without one count as one."""
    return address[0] if address else "local"


def _ms_since(start: float) -> float:
    return (time.perf_counter() - start) * 1000

"""GET /v1/articles and /v1/references: what the answers rest on, kept by whoever read it once."""

import hashlib
from functools import lru_cache
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Path, Query, Request
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from bot.answering.suggestions import questions_of
from bot.api.requests import Language
from bot.api.responses import Listing, OneReference, OneSentence, ToldArticle
from bot.api.service import Service, client_of
from bot.rendering.serialization import article_json
from ingest.article import Article, Section, Sentence
from ingest.folder import Source

QUESTIONS = 6
_KEPT = "public, max-age=300"
_UNCHANGED: dict[int | str, dict[str, Any]] = {
    304: {"description": "It is what `If-None-Match` names; keep what you have"}
}
IfNoneMatch = Annotated[str | None, Header(description="ETags of what the client has")]
Slug = Annotated[str, Path(description="An article's slug", max_length=200)]


def router(service: Service) -> APIRouter:
    """The routes to articles, their sentences and their references."""
    told = _Told(service)
    routes = APIRouter(
        tags=["articles"], dependencies=[Depends(told.counted)], responses=_UNCHANGED
    )
    read = routes.get
    read("/v1/articles", response_model=Listing, summary="List the articles")(told.articles)
    read("/v1/articles/{slug}", response_model=ToldArticle, summary="Read an article")(told.article)
    read(
        "/v1/articles/{slug}/sentences/{id}", response_model=OneSentence, summary="Read a sentence"
    )(told.sentence)
    read("/v1/references/{number}", response_model=OneReference, summary="Read a reference")(
        told.reference
    )
    return routes


class _Told:
    """What each route tells; a method's docstring is its description in the OpenAPI document."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._whole = lru_cache(maxsize=64)(self._whole_article)

    def counted(self, request: Request) -> None:
        self._service.admission.count(client_of(request.client), "read")

    def articles(self, if_none_match: IfNoneMatch = None) -> Response:
        """The articles that answers come from."""
        index = self._service.bot.index
        sources = [index.source(slug) for slug in index.slugs]
        told = {"articles": [_listed(source.article) for source in sources]}
        return _kept(JSONResponse(told), if_none_match)

    def article(self, slug: Slug, if_none_match: IfNoneMatch = None) -> Response:
        """The whole article: sections, sentences with what they cite, and the reference list."""
        self._service.source(slug)
        return _kept(self._whole(self._service.bot.index.folder.name, slug), if_none_match)

    def sentence(
        self,
        slug: Slug,
        id: Annotated[str, Path(description="A sentence's id", max_length=200)],  # noqa: A002
        lang: Annotated[
            Language | None,
            Query(description="The questions' language; the article's, if none is given"),
        ] = None,
        if_none_match: IfNoneMatch = None,
    ) -> Response:
        """A sentence, its section, what it cites, and questions that it answers."""
        source = self._service.source(slug)
        try:
            section, found = next(
                (section, sentence)
                for section in source.article.sections
                for sentence in section.sentences
                if sentence.id == id
            )
        except StopIteration:
            raise HTTPException(
                404, f"{slug} has no sentence of that id; /v1/articles/{slug} lists them"
            ) from None
        return _kept(JSONResponse(_sentence(source, section, found, lang)), if_none_match)

    def reference(
        self,
        number: Annotated[int, Path(description="Its number in the list", ge=1, le=99999)],
        article: Annotated[
            str | None, Query(description="The article's slug; the first, if none is given")
        ] = None,
        if_none_match: IfNoneMatch = None,
    ) -> Response:
        """An entry of the reference list, and the sentences that rest on it."""
        told = reference_json(self._service.source(article).article, number)
        return _kept(JSONResponse(told), if_none_match)

    def _whole_article(self, _index: str, slug: str) -> JSONResponse:
        return JSONResponse(article_json(self._service.source(slug).article))


def reference_json(article: Article, number: int) -> dict[str, Any]:
    """An entry with the sentences that it supports.

    Raises:
        HTTPException: 404, the list has no such number.
    """
    entry = next((e for e in article_json(article)["references"] if e["number"] == number), None)
    if entry is None:
        numbers = [known.number for known in article.references]
        raise HTTPException(
            404,
            f"{article.slug} has no reference {number}; "
            f"its list has {min(numbers, default=0)} to {max(numbers, default=0)}",
        )
    supports = [
        {"id": s.id, "text": s.text, "section": section.heading, "status": link.status}
        for section in article.sections
        for s in section.sentences
        for link in s.links
        if link.number == number
    ]
    return {"article": article.slug, **entry, "supports": supports}


def _sentence(
    source: Source, section: Section, sentence: Sentence, lang: str | None
) -> dict[str, Any]:
    return {
        "article": source.article.slug,
        "id": sentence.id,
        "text": sentence.text,
        "section": {"heading": section.heading, "level": section.level},
        "citations": [
            {"number": link.number, "status": link.status, "score": link.score}
            for link in sentence.links
        ],
        "questions": questions_of(source, sentence.id, lang or source.article.language)[:QUESTIONS],
    }


def _listed(article: Article) -> dict[str, Any]:
    return {
        "slug": article.slug,
        "title": article.title,
        "language": article.language,
        "sections": len(article.sections),
        "sentences": len(article.sentences),
        "references": len(article.references),
    }


def _kept(response: JSONResponse, if_none_match: str | None) -> Response:
    """The response with its ETag, a hash of all its bytes; 304 where the client has those."""
    tag = f'"{hashlib.sha256(response.body).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": _KEPT}
    known = [name.strip().removeprefix("W/") for name in (if_none_match or "").split(",")]
    if tag in known or known == ["*"]:
        return Response(status_code=304, headers=headers)
    return Response(response.body, headers=headers, media_type="application/json")

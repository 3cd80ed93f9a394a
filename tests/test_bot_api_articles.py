"""Articles, sentences and references: what they hold, and that nobody fetches them twice."""

import pytest
from starlette.testclient import TestClient

from bot.api.app import create
from bot.api.responses import Listing, OneReference, OneSentence, ToldArticle
from bot.rendering.serialization import article_json
from bot.settings import Settings


@pytest.fixture(scope="module")
def client(bot):
    with TestClient(create(bot, Settings(requests_per_minute=1000))) as http:
        yield http


@pytest.fixture(scope="module")
def slug(bot):
    return bot.index.slugs[0]


def get(client, path, model):
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    told = answer.json()
    assert model.model_validate(told).model_dump(mode="json") == told
    return told


def test_the_list_counts_what_there_is(client, article, slug):
    (listed,) = get(client, "/v1/articles", Listing)["articles"]
    assert listed == {
        "slug": slug, "title": article.title, "language": "sv",
        "sections": len(article.sections), "sentences": len(article.sentences),
        "references": len(article.references),
    }  # fmt: skip


def test_an_article_is_what_parse_prints(client, article, slug):
    assert get(client, f"/v1/articles/{slug}", ToldArticle) == article_json(article)


def test_every_sentence_can_be_read_with_its_section(client, article, slug):
    for section in article.sections:
        for sentence in section.sentences:
            told = get(client, f"/v1/articles/{slug}/sentences/{sentence.id}", OneSentence)
            assert told["text"] == sentence.text
            assert told["section"] == {"heading": section.heading, "level": section.level}
            cited = [(link.number, link.status) for link in sentence.links]
            assert [(link["number"], link["status"]) for link in told["citations"]] == cited


def test_a_sentence_tells_questions_in_the_readers_language(client, bot, article, slug):
    bank = bot.index.source(slug).bank
    asked = 0
    for language in ("sv", "en", "fi"):
        known = {q.text: q for q in bank.questions if q.language == language}
        for sentence in article.sentences[:20]:
            path = f"/v1/articles/{slug}/sentences/{sentence.id}?lang={language}"
            questions = get(client, path, OneSentence)["questions"]
            asked += len(questions)
            assert len(questions) == len(set(questions)) <= 6
            for question in questions:
                assert question.endswith("?")
                assert sentence.id in known[question].sentences
    assert asked > 60


def test_a_reference_names_exactly_the_sentences_that_rest_on_it(client, article, slug):
    for entry in article.references:
        told = get(client, f"/v1/references/{entry.number}?article={slug}", OneReference)
        assert told["text"] == entry.text
        resting = [s.id for s in article.sentences if entry.number in {x.number for x in s.links}]
        assert [s["id"] for s in told["supports"]] == resting
    first = article.references[0].number
    assert get(client, f"/v1/references/{first}", OneReference)["article"] == slug


@pytest.mark.parametrize("path", ["", "/{slug}", "/{slug}/sentences/{id}"])
def test_what_has_not_changed_is_not_sent_again(client, article, slug, path):
    path = "/v1/articles" + path.format(slug=slug, id=article.sentences[0].id)
    first = client.get(path)
    tag = first.headers["etag"]
    assert tag.startswith('"')
    assert "max-age" in first.headers["cache-control"]
    for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = client.get(path, headers={"If-None-Match": known})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == tag
    assert client.get(path, headers={"If-None-Match": '"other"'}).content == first.content


def test_another_language_of_questions_is_another_etag(client, article, slug):
    path = f"/v1/articles/{slug}/sentences/{article.sentences[1].id}"
    tags = {client.get(f"{path}?lang={lang}").headers["etag"] for lang in ("sv", "en")}
    assert len(tags) == 2


def test_head_tells_what_get_would_send(client, slug):
    path = f"/v1/articles/{slug}"
    head, get_ = client.head(path), client.get(path)
    assert head.content == b""
    assert head.headers["etag"] == get_.headers["etag"]
    assert head.headers["content-length"] == str(len(get_.content))


def test_reading_is_counted_apart_from_asking(bot):
    with TestClient(create(bot, Settings(requests_per_minute=2))) as http:
        assert [http.get("/v1/articles").status_code for _ in range(3)] == [200, 200, 429]
        assert http.post("/v1/answers", json={"question": "GABA?"}).status_code == 200

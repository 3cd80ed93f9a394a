"""What the page does, without a browser."""

from types import SimpleNamespace

import anyio
import gradio as gr
import pytest

from bot.feedback.store import Kept
from bot.page import conversation as talk
from bot.page.handlers import PageHandlers
from bot.request import MAX_QUESTION
from bot.serving.admission import AdmissionController
from bot.settings import Settings
from prompts import texts

READER = SimpleNamespace(client=SimpleNamespace(host="192.0.2.1", port=1))


@pytest.fixture
def kept(tmp_path):
    found = Kept(f"sqlite:///{tmp_path / 'kept.db'}", 30)
    yield found
    found.close()


def desk(bot, kept=None, **settings):
    chosen = Settings(**settings)
    return PageHandlers(bot, chosen, AdmissionController(chosen), kept)


def steps(growing):
    """All that an event of the page yields."""

    async def collected():
        return [step async for step in growing]

    return anyio.run(collected)


def chats(growing):
    """The chat at each step that changes it."""
    return [step[0] for step in steps(growing) if step[0] != gr.skip()]


def asked(page, question, chat=(), language="sv"):
    return chats(page.ask(question, list(chat), language, "", READER))[-1]


def test_the_chat_grows_by_the_question_and_its_answer(bot):
    chat = asked(desk(bot), "Vad gör <b>GABA</b>?")
    assert [m["role"] for m in chat] == ["user", "assistant"]
    assert talk.asked(chat) == ("Vad gör <b>GABA</b>?",)
    assert "<b>" not in chat[0]["content"]
    assert talk.kind_of(chat[1]) == "answer"
    assert 1 <= len(chat[1]["options"]) <= 3


def test_a_follow_up_leans_on_what_the_browser_holds(bot):
    page = desk(bot)
    chat = asked(page, "och för vuxna?", asked(page, "Hjälper magnesium mot ADHD?"))
    assert "treonat" in chat[-1]["content"]


def test_asking_again_replaces_the_answer(bot):
    page = desk(bot)
    chat = asked(page, "Vad gör GABA?")
    grown = chats(page.ask_again(chat, "sv", "", SimpleNamespace(index=1), READER))
    assert grown[-1] == chat


def test_what_comes_after_an_answer_leaves_the_chat_alone(bot):
    # Keeping a declined question may take a while, in which its reader asks the next.
    *_, last = steps(desk(bot).ask("Hur högt är Eiffeltornet?", [], "sv", "", READER))
    assert last[0] == gr.skip()


def test_nothing_is_asked_by_an_empty_message(bot):
    (only,) = steps(desk(bot).ask("  ", [], "sv", "", READER))
    assert only[0] == gr.skip()


def test_too_long_a_question_is_answered_in_words(bot):
    chat = asked(desk(bot), "x" * (MAX_QUESTION + 1))
    assert str(MAX_QUESTION) in chat[-1]["content"]
    assert chat[-1]["content"].endswith("</div>")


def test_too_many_questions_are_answered_in_words_with_the_disclaimer(bot):
    page = desk(bot, requests_per_minute=1)
    assert talk.kind_of(asked(page, "Vad gör GABA?")[-1]) == "answer"
    last = asked(page, "Vad gör GABA?")[-1]
    assert "sekunder" in last["content"]
    assert 'class="disclaimer"' in last["content"]


def test_a_wait_of_one_second_is_told_in_the_singular(bot):
    chosen = Settings(concurrent_answers=1, waiting_answers=0)
    admission = AdmissionController(chosen)
    admission.join("192.0.2.9")
    page = PageHandlers(bot, chosen, admission)
    for language, told in (("sv", "om en sekund."), ("fi", "sekunnin kuluttua.")):
        assert told in asked(page, "Vad gör GABA?", language=language)[-1]["content"]


def test_a_declined_question_is_kept_masked_and_an_answered_one_is_not(bot, kept):
    page = desk(bot, kept)
    asked(page, "Hur högt är Eiffeltornet, anna@exempel.se?")
    asked(page, "Vad gör GABA?")
    (row,) = kept.unanswered()
    assert "Eiffeltornet" in row.question
    assert "anna" not in row.question


def test_a_thumb_and_its_comment_are_kept(bot, kept):
    page = desk(bot, kept)
    chat = asked(page, "Vad gör GABA?")
    _, _, receipt = page.rate(chat, "sv", "", SimpleNamespace(index=1, liked=False), READER)
    page.remark("Förstod inte", receipt, "sv", READER)
    (row,) = kept.unanswered()
    assert (row.question, row.down, row.comments) == ("Vad gör GABA?", 1, ("Förstod inte",))


def test_what_somebody_in_danger_wrote_is_not_kept(bot, kept):
    page = desk(bot, kept)
    chat = asked(page, "jag orkar inte leva längre")
    page.rate(chat, "sv", "", SimpleNamespace(index=1, liked=False), READER)
    (row,) = kept.unanswered()
    assert row.question == "[crisis]"


def test_nothing_is_kept_when_the_settings_say_so(bot):
    page = desk(bot)
    chat = asked(page, "Vad gör GABA?")
    assert page.rate(chat, "sv", "", SimpleNamespace(index=1, liked=True), READER)[2] == ""
    assert any(texts("sv")("page.privacy_nothing") in str(part) for part in page.open("sv", ""))


def test_readers_are_told_when_their_questions_go_to_a_language_model(bot):
    told = texts("sv")("page.privacy_model")
    assert told not in desk(bot).open("sv", "")[8]
    assert told in desk(bot, llm_url="http://127.0.0.1:9/v1").open("sv", "")[8]


def test_a_client_has_its_ratings_a_minute(bot, kept):
    page = desk(bot, kept, requests_per_minute=2)
    chat = asked(page, "Vad gör GABA?")
    up = SimpleNamespace(index=1, liked=True)
    receipts = [page.rate(chat, "sv", "", up, READER)[2] for _ in range(2)]
    assert all(receipts)
    with pytest.warns(UserWarning, match="omdömen"):  # where no browser is there to show it
        assert page.rate(chat, "sv", "", up, READER)[2] == ""
    down = SimpleNamespace(index=1, liked=False)
    with pytest.warns(UserWarning, match="omdömen"):
        page.rate(chat, "sv", "", down, READER)
    assert kept.unanswered() == ()


@pytest.mark.parametrize("place", [0, 7])
def test_a_rating_of_no_answer_is_none(bot, kept, place):
    page = desk(bot, kept)
    chat = [talk.reply("Hej")]
    assert page.rate(chat, "sv", "", SimpleNamespace(index=place, liked=True), READER)[2] == ""


def test_asking_again_without_a_question_changes_nothing(bot):
    again = desk(bot).ask_again([talk.reply("Hej")], "sv", "", SimpleNamespace(index=0), READER)
    assert steps(again) == [(gr.skip(), gr.skip(), gr.skip())]


def test_unknown_languages_and_articles_fall_back(bot):
    language, slug, *_ = desk(bot).open("xx", "../../etc")
    assert (language, slug) == ("sv", bot.index.slugs[0])

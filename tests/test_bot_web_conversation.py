"""The chat's messages and the questions in them."""

import pytest

from bot.web import conversation as talk

CHAT = [
    talk.question("Hjälper det mot *ångest*?"),
    talk.reply("Ja.", "answer", ["Och barn?"]),
    {"role": "user", "content": [{"type": "text", "text": talk.question("hur länge?")["content"]}]},
    talk.reply("Sex veckor.", "answer"),
]


def test_questions_are_read_back_as_typed():
    assert talk.asked(CHAT) == ("Hjälper det mot *ångest*?", "hur länge?")


def test_asking_again_goes_back_to_the_question():
    for index in (2, 3, 9):
        earlier, question = talk.before(CHAT, index)
        assert (earlier, question) == (CHAT[:2], "hur länge?")
    with pytest.raises(LookupError):
        talk.before([talk.reply("Hej")], 0)


def test_a_reply_tells_its_kind_and_nothing_that_a_client_made_up():
    assert talk.kind_of(CHAT[1]) == "answer"
    assert talk.kind_of({"role": "assistant", "metadata": {"id": "<b>x</b>"}}) == ""
    assert talk.kind_of({"role": "assistant", "metadata": None}) == ""

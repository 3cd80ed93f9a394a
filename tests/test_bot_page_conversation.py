"""The chat's messages and the questions in them."""

import pytest

from bot.page import conversation as talk
from bot.serving.gradio_doors.events import MOST_CHARACTERS, MOST_MESSAGES

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
    assert talk.before([talk.reply("Hej")], 0) is None


@pytest.mark.parametrize(("turns", "length"), [(100, 10), (12, 20_000), (1, 300_000)])
def test_of_a_long_conversation_the_newest_turns_stay_each_answer_with_its_question(turns, length):
    chat = []
    for turn in range(turns):
        chat += [talk.question(f"fråga {turn}"), talk.reply("x" * length)]
    kept = talk.recent(chat)
    assert kept == chat[len(chat) - len(kept) :]
    assert len(kept) <= MOST_MESSAGES - 4
    assert sum(len(talk.text_of(message)) for message in kept) <= MOST_CHARACTERS // 2
    assert not kept or kept[0]["role"] == "user"
    assert talk.recent(CHAT) == CHAT


def test_a_reply_tells_its_kind_and_nothing_that_a_client_made_up():
    assert talk.kind_of(CHAT[1]) == "answer"
    assert talk.kind_of({"role": "assistant", "metadata": {"id": "<b>x</b>"}}) == ""
    assert talk.kind_of({"role": "assistant", "metadata": None}) == ""

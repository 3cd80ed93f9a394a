"""What is read from a reply, however a model wraps it."""

import pytest

from bot.authoring.reply import texts_in


@pytest.mark.parametrize(
    "reply",
    [
        '{"question": "En?"}\n{"question": "Två?"}',
        '```json\n{"question": "En?"}\n{"question": "Två?"}\n```',
        '["En?", "Två?"]',
        '{"questions": ["En?", "Två?"]}',
        '{"questions": [{"question": "En?"}, {"question": "Två?"}]}',
        '[{"question": "En?"}, {"question": "Två?"}]',
        'Here are [two] {questions}:\n1. {"question": "En?"}\n2. {"question": " Två? "}\nDone.',
        '<think>{"question": "Nej?"}</think>{"question": "En?"} {"question": "Två?"}',
        '{"question": "En?"}\n{"question": "Två?"}\n{"question": "Tr',
        '{"question": "En?", "answer": "x"}\n{"question": 3}\n{"question": null}\n{"question": "Två?"}',
    ],
)
def test_texts_are_found_in_any_wrapping(reply):
    assert texts_in(reply, "question") == ("En?", "Två?")


@pytest.mark.parametrize(
    "reply",
    [
        "",
        "En?",
        '{"question": "En',
        '{"q": "En?"}',
        "[" * 100_000,
        "[[[3]]]",
        '<think>["En?"]',
        "{}",
    ],
)
def test_what_holds_nothing_gives_nothing(reply):
    assert texts_in(reply, "question") == ()


def test_a_text_is_one_line():
    assert texts_in('{"translation": "a\\n b"}', "translation") == ("a b",)


def test_a_line_break_within_a_text_is_read():
    assert texts_in('{"question": "Hjälper det\nmot migrän?"}', "question") == (
        "Hjälper det mot migrän?",
    )

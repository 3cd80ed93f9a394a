"""A reply becomes whole sentences with their ids, however it is cut into pieces."""

import pytest

from bot.fact_check.written import Written
from bot.llm.replies import LONGEST, Reply

A, B = "s0123456789", "sabcdef0123"


def read(text, size, finished=True):
    reply = Reply()
    found = [each for i in range(0, len(text), size) for each in reply.feed(text[i : i + size])]
    return [*found, *reply.close(finished)]


@pytest.mark.parametrize("size", [1, 2, 7, 1000])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Ett. [{A}] Två. [{B}]", [("Ett.", (A,)), ("Två.", (B,))]),
        (f"Ett [{A}]. Två [{B}].", [("Ett.", (A,)), ("Två.", (B,))]),
        (f"Ett. [{A}]\n\nTvå. [{B}]\n", [("Ett.", (A,)), ("Två.", (B,))]),
        (f"- Ett. [{A}]\n- Två. [{B}]", [("Ett.", (A,)), ("Två.", (B,))]),
        (f"Ett. [{A}, {B}]", [("Ett.", (A, B))]),
        (f"Ett. [{A}][{B}] Två. [{B}]", [("Ett.", (A, B)), ("Två.", (B,))]),
        (f"Ett. [{A}] [{B}]", [("Ett.", (A, B))]),
        (f"Ett. ({A}) Två. 【{B}】", [("Ett.", (A,)), ("Två.", (B,))]),
        (f"Ett [{A}] och två [{B}].", [("Ett och två.", (A, B))]),
        (f"Ett utan. Två. [{B}]", [("Ett utan.", ()), ("Två.", (B,))]),
        (
            f"Ca 2.5 mg t.ex. så. [{A}] Slut. [{B}]",
            [("Ca 2.5 mg t.ex. så.", (A,)), ("Slut.", (B,))],
        ),
        (f"<think>Hm. [{B}]</think>Ett. [{A}]", [("Ett.", (A,))]),
        (f"**Ett**. [{A}]", [("Ett.", (A,))]),
        ("", []),
        ("  \n ", []),
    ],
)
def test_sentences_and_their_ids(text, expected, size):
    found = read(text, size)
    assert [(each.text, each.ids) for each in found] == expected
    assert all(each.whole for each in found)


@pytest.mark.parametrize("size", [1, 5, 1000])
def test_reference_numbers_are_read_apart(size):
    assert read(f"Ett. [{A}; 21]", size) == [Written("Ett.", (A,), (21,))]
    assert read(f"Ett [21]. [{A}]", size) == [Written("Ett.", (A,), (21,))]


@pytest.mark.parametrize(
    "text", ["Ett. [s01234", "Ett är", "Ett.", "Ett. [", f"Ett [{A}] Två [{B}]"]
)
def test_what_breaks_off_is_not_whole(text):
    assert not any(each.whole for each in read(text, 1, finished=False))


@pytest.mark.parametrize("text", [f"[{A}] Ett. [{B}] Två.", f"Ett [{A}] Två är sant. [{B}]"])
def test_ids_that_do_not_stand_behind_a_sentence_make_it_no_whole(text):
    assert not any(each.whole and each.ids for each in read(text, 1))


def test_what_can_not_be_seen_is_taken_out():
    assert read(f"E\u200btt\u202e. [{A}]", 1) == [Written("Ett.", (A,))]


def test_a_sentence_with_its_id_is_whole_though_the_reply_broke_off():
    first, second = read(f"Ett. [{A}] Två är", 1, finished=False)
    assert first == Written("Ett.", (A,))
    assert not second.whole


def test_a_sentence_comes_as_soon_as_the_next_begins():
    reply = Reply()
    assert not list(reply.feed(f"Ett. [{A}]"))
    assert list(reply.feed(" T")) == [Written("Ett.", (A,))]


def test_a_long_thought_is_no_endless_sentence():
    reply = Reply()
    assert not list(reply.feed("<think>" + "hm " * LONGEST))
    assert not reply.endless
    assert list(reply.feed(f"</think>Ett. [{A}] T")) == [Written("Ett.", (A,))]
    assert not reply.endless


def test_a_sentence_without_an_end_is_endless():
    reply = Reply()
    assert not list(reply.feed("ord " * LONGEST))
    assert reply.endless

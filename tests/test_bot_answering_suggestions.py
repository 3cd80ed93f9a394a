"""A decline offers what the article does answer on the same subject, and never the question itself."""

import pytest

from bot.request import Request


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("är johannesört bra när man är nedstämd", "depression"),
        ("l-teanin ångest", "ångest"),
        ("zinc for adhd?", "ADHD"),
        ("sumatriptan for migraines how well does it work", "migraine"),
        ("jern og adhd?", "ADHD"),
        ("ginkgo gegen demenz", "Demenz"),
    ],
)
def test_a_decline_offers_questions_on_its_own_subject_first(bot, question, word):
    answer = bot.ask(Request(question))
    assert answer.kind == "decline"
    assert word.lower() in answer.suggestions[0].lower()
    assert len(answer.suggestions) == 3


def test_declines_on_other_subjects_offer_other_questions(bot):
    offered = {
        bot.ask(Request(question)).suggestions
        for question in ("zinc for adhd?", "does cbd oil work for anxiety", "lions mane dementia")
    }
    assert len(offered) == 3


@pytest.mark.parametrize("question", ["zinc for adhd?", "hur många deltog i fibromyalgistudien"])
def test_a_suggestion_is_answered_and_is_not_the_question(bot, question):
    for suggestion in bot.ask(Request(question)).suggestions:
        assert suggestion.lower() != question.lower()
        assert bot.ask(Request(suggestion)).kind == "answer"

"""Questions about a whole topic, and about the whole article."""

from dataclasses import replace

import pytest

from bot.intent.topic import section_asked_for
from ingest.article import Section, Sentence


@pytest.fixture
def spread(article):
    def sentence(number, text):
        return Sentence(f"x{number}", text, number)

    return replace(
        article,
        sections=(
            Section("Hjärta och kärl", 2, (
                sentence(1, "Risken för hjärtinfarkt har studerats länge."),
                sentence(2, "Blodtrycket påverkas av salt."),
            )),
            Section("Fisk", 2, (
                sentence(3, "Kan fisk hjälpa?"),
                sentence(4, "Fet fisk är kopplad till färre fall av hjärtinfarkt."),
            )),
        ),
    )  # fmt: skip


def test_a_topic_spread_over_sections_is_gathered(spread):
    section = section_asked_for("Vad säger artikeln om hjärtinfarkt?", spread)
    assert [s.id for s in section.sentences] == ["x1", "x4"]


def test_a_topic_named_once_or_never_is_left_to_retrieval(spread):
    assert section_asked_for("Vad säger artikeln om blodtrycket?", spread) is None
    assert section_asked_for("Vad säger artikeln om migrän?", spread) is None


@pytest.mark.parametrize(
    "question",
    [
        "Vad handlar artikeln om?",
        "What is this article about?",
        "Hva handler artikkelen om?",
        "Hvad handler artiklen om?",
        "Worum geht es in diesem Artikel?",
        "Mistä artikkeli kertoo?",
    ],
)
def test_the_whole_article_is_told_by_its_sections_openings(spread, question):
    section = section_asked_for(question, spread)
    assert [s.id for s in section.sentences] == ["x1", "x4"]

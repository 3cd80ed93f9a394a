"""What is drafted for: each sentence once, with what surrounds it."""

import dataclasses

from drafting import copied

from bot.authoring.material import gather
from bot.authoring.translations import Translations


def test_a_sentence_has_its_section_and_its_neighbours(index_root, tmp_path):
    material = gather(copied(tmp_path), index_root)
    section = material.source.article.sections[1]
    piece = next(each for each in material.pieces if each.sentence == section.sentences[1])
    assert piece.heading == section.heading
    assert piece.before == " ".join(section.sentences[0].text.split())
    first = next(each for each in material.pieces if each.sentence == section.sentences[0])
    assert (first.before, first.after) == ("", piece.text)
    assert material.knows("fi")


def test_a_sentence_that_is_printed_twice_is_drafted_for_once(index_root, tmp_path):
    material = gather(copied(tmp_path), index_root)
    article = material.source.article
    first, *rest = article.sections
    twin = dataclasses.replace(first.sentences[0], id=f"{first.sentences[0].id}-2")
    last = dataclasses.replace(rest[-1], sentences=(*rest[-1].sentences, twin))
    twice = dataclasses.replace(article, sections=(first, *rest[:-1], last))
    source = dataclasses.replace(material.source, article=twice)
    again = dataclasses.replace(material, source=source)
    assert [p.sentence.id for p in again.pieces] == [p.sentence.id for p in material.pieces]
    assert Translations(again, "en").pieces == ()

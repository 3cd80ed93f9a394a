"""The pages whose links people have said: each sentence of a page once, with numbers of its list."""

import json
from pathlib import Path

import pytest

from benchmarks.linking import PLACES
from ingest import pipeline
from ingest.text.sentences import normalise

FOLDERS = [folder for place in PLACES for folder in sorted(Path(place).iterdir())]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_what_people_said_fits_the_page(folder):
    article = pipeline.parse(next(folder.glob("page.*")))
    lines = (folder / "links.jsonl").read_text(encoding="utf-8").splitlines()
    told = [json.loads(line) for line in lines]
    known = {normalise(sentence.text) for sentence in article.sentences}
    assert sum(normalise(each["sentence"]) in known for each in told) > 0.9 * len(told)
    numbers = {reference.number for reference in article.references}
    assert {number for each in told for number in each["references"]} <= numbers
    assert not any(link.status == "marker" for s in article.sentences for link in s.links)

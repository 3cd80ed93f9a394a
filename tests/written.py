"""What the tests of written answers share: a question, good sentences, and what must hold."""

import re
import time

from bot.request import Request

MIGRAINE = Request("Hjälper magnesium mot migrän?")
GOOD = "Forskning har funnit att migrän minskar med magnesiumtillskott, liksom med vitamin B2."
ALSO = "Det kan påverka migrän direkt, eftersom låga nivåer har hittats hos patienter vid attacker."


def whole(answer, provider):
    """An answer as every reader may see it: a disclaimer once at its end, no id, no half marker."""
    assert answer.text.endswith(answer.disclaimer)
    assert answer.text.count(answer.disclaimer) == 1
    body = answer.text.split("\n- **[")[0].split("\n---\n")[0]
    assert not re.search(r"\bs[0-9a-f]{6,}", body)
    assert not re.search(r"\[(?!\d+\])", body.replace("\\[", ""))
    for asked in provider.asked:
        assert not any(identity in answer.text for identity in asked.passages)
    numbers = {c.number for c in answer.citations}
    assert {int(n) for n in re.findall(r"\[(\d+)\]", body)} <= numbers


def falls_back(answer, own, reason):
    """The article's own answer stands in, and tells why."""
    assert answer.text == own.text
    assert answer.statements == own.statements
    assert (answer.generated, answer.fallback) == (False, reason)


def until(condition, seconds=5.0):
    """Whether something comes true in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.02)
    return False

"""Two runs side by side: what got better, what got worse, and whether that is more than noise."""

from dataclasses import dataclass

from bot.evaluation.run import Run

SURE = 0.05


@dataclass(frozen=True, slots=True)
class Comparison:
    """Ids of tests that now pass and did not, and the reverse; tests in only one of the runs.

    `chance` is the two-sided exact probability of a split this uneven were nothing different
    (McNemar, 1947, on the pairs that changed).
    """

    better: tuple[str, ...]
    worse: tuple[str, ...]
    both: int
    only_old: tuple[str, ...]
    only_new: tuple[str, ...]
    chance: float

    @property
    def beyond_noise(self) -> bool:
        """Whether so uneven a split would come by chance less than once in twenty times."""
        return self.chance < SURE


def compare(old: Run, new: Run) -> Comparison:
    """Compare the tests that both runs have, by their ids."""
    from scipy.stats import binomtest

    before = {o.id: o.passed for o in old.outcomes}
    after = {o.id: o.passed for o in new.outcomes}
    shared = [identity for identity in after if identity in before]
    better = tuple(i for i in shared if after[i] and not before[i])
    worse = tuple(i for i in shared if before[i] and not after[i])
    changed = len(better) + len(worse)
    return Comparison(
        better,
        worse,
        len(shared),
        tuple(i for i in before if i not in after),
        tuple(i for i in after if i not in before),
        float(binomtest(len(better), changed).pvalue) if changed else 1.0,
    )

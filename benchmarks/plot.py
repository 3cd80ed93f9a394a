"""The benchmark's picture for docs/."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.growth import Size


def draw(figures: Mapping[str, Mapping[str, float]], sizes: Sequence[Size], path: Path) -> None:
    """Three panels: right passages, cost beside the usual recipe, growth."""
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "fotnot"
    from matplotlib import pyplot as plt

    ours, naive = figures["fotnot"], figures["naive"]
    figure, (right, cost, growth) = plt.subplots(1, 3, figsize=(12, 3.6), layout="constrained")
    keys = ("in_1", "in_3", "in_5")
    for shift, side, name in ((-0.2, ours, "Fotnot"), (0.2, naive, "usual recipe")):
        bars = right.bar([i + shift for i in range(3)], [side[k] for k in keys], 0.38, label=name)
        right.bar_label(bars, fmt="%.2f")
    right.set(xticks=range(3), xticklabels=("first", "in three", "in five"), ylim=(0, 1.15))
    right.set_title("right passage")
    right.legend(loc="lower right")
    ratios = {
        "median time": ours["median_ms"] / naive["median_ms"],
        "first answer": ours["first_s"] / naive["first_s"],
        "memory, with page": ours["page_mb"] / naive["mb"],
    }
    bars = cost.barh(list(ratios), list(ratios.values()))
    cost.bar_label(bars, fmt=" %.2f")
    cost.axvline(1, color="grey", linestyle=":")
    cost.set(title="cost, usual recipe = 1", xlim=(0, 1.15))
    growth.loglog([s.articles for s in sizes], [s.median_ms for s in sizes], marker="o")
    growth.set(title="median ms a question", xlabel="articles")
    path.parent.mkdir(exist_ok=True)
    figure.savefig(path, metadata={"Date": None})

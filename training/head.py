"""Learn the head and the networks that come with the code, on the project's own banks.

Run with `make head`.
"""

from functools import partial
from pathlib import Path
from shutil import rmtree

from bot.settings import settings
from ingest import folder
from training import answers
from vectorstore import encoder
from vectorstore.building import shipped, training_data
from vectorstore.encoder.e5 import pretrained


def main() -> None:
    """Write them into the folders of heads and of networks, named after their encoder."""
    chosen = settings()
    sources = [folder.load(path) for path in folder.discover(chosen.articles)]
    base = encoder.model(pretrained.NAME, chosen.model_cache, partial(_told, "unpack"))
    place = shipped.FOLDER / base.name
    rmtree(place, ignore_errors=True)
    base = encoder.remembering(base, chosen.model_cache)
    told = training_data.about(sources, base.name)
    training_data.teach(sources, base, told, place, chosen.seed, partial(_told, "learn"))
    networks = shipped.NETWORKS / base.name
    rmtree(networks, ignore_errors=True)
    for source in training_data.taught_on(sources):
        lessons = training_data.about([source], base.name)
        answers.learn(source, lessons, networks, chosen.model_cache)
    print(_shown(place), _shown(networks), sep="\n")


def _told(step: str, done: int, total: int) -> None:
    if done == total:
        print(f"{step}: {done} of {total}")


def _shown(place: Path) -> str:
    return "\n".join(f"{path}: {path.stat().st_size} bytes" for path in sorted(place.iterdir()))


if __name__ == "__main__":
    main()

"""The rules of the house: who imports whom, and that no rule is made for one article."""

import ast
import graphlib
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ALLOWED = {
    "languages": {"languages"},
    "ingest": {"languages", "ingest"},
    "vectorstore": {"languages", "ingest", "vectorstore"},
    "prompts": set(),
    "bot": {"languages", "ingest", "vectorstore", "prompts", "bot"},
}
# The rooms of bot/, each of which may import from those before it and from no others. What stands in
# no room (`bot.answer`, `bot.request`, `bot.settings`, `bot.telemetry`) imports from no room.
PLAIN = {"bot", "bot.kinds", "bot.answer", "bot.request", "bot.settings", "bot.telemetry"}
ROOMS = (
    "bot.intent", "bot.pii", "bot.serving", "bot.rendering", "bot.leads", "bot.answering", "bot.references",
    "bot.fact_check", "bot.llm", "bot.handlers", "bot.bot", "bot.reloading", "bot.evaluation", "bot.authoring",
    "bot.feedback", "bot.staff", "bot.api", "bot.page", "bot.doctor", "bot.cli",
)  # fmt: skip
MOST_FILES = 15
FILES = [path for name in ALLOWED for path in Path(name).rglob("*.py")]


def imported(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


@pytest.mark.parametrize("path", FILES, ids=str)
def test_data_flows_one_way(path):
    ours = {
        "languages",
        "ingest",
        "vectorstore",
        "prompts",
        "bot",
        "app",
        "tests",
        "benchmarks",
        "training",
    }
    assert set(imported(path)) & ours <= ALLOWED[path.parts[0]]


def modules():
    found = {".".join(path.with_suffix("").parts): path for path in FILES}
    return {name.removesuffix(".__init__"): path for name, path in found.items()}


def imported_modules(path, known):
    """The modules of ours that a file imports, also those for types alone."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                module = f"{node.module}.{alias.name}"
                yield module if module in known else node.module


def test_a_room_imports_only_from_rooms_before_it():
    known, order = modules(), {room: place for place, room in enumerate(ROOMS)}

    def room(module):
        return next((each for each in ROOMS if f"{module}.".startswith(f"{each}.")), None)

    backwards = [
        f"{module} imports {other}"
        for module, path in known.items()
        for other in imported_modules(path, known)
        if module.startswith("bot.")  # `bot` itself offers names of all of them
        and other.startswith("bot")
        and (there := room(other)) is not None
        and order.get(room(module), -1) < order[there]
    ]
    assert backwards == []
    assert {m for m in known if m.split(".")[0] == "bot" and room(m) is None} == PLAIN


def test_the_picture_of_the_rooms_is_true():
    text = Path("docs/architecture.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1].strip(" `/") for line in text.splitlines() if line.startswith("| `")]
    rooms = [row.replace("/", ".").removesuffix(".py") for row in rows]
    assert [room for room in rooms if room.startswith("bot.")] == list(ROOMS)
    assert all(Path(row).exists() for row in rows)


def test_no_module_imports_itself_by_way_of_others():
    known = modules()
    imports = {m: {*imported_modules(path, known)} - {m} for m, path in known.items()}
    graph = graphlib.TopologicalSorter(imports)
    graph.prepare()  # raises CycleError, which names the circle


@pytest.mark.parametrize("room", sorted({path.parent for path in FILES}), ids=str)
def test_no_room_is_too_full(room):
    assert len(list(room.glob("*.py"))) <= MOST_FILES


@pytest.mark.parametrize("path", [*FILES, Path("app.py")], ids=str)
def test_no_code_names_what_one_article_is_about(path):
    text = path.read_text(encoding="utf-8").lower()
    assert not [word for word in ("magnesium", "serotonin", "adhd") if word in text]


@pytest.mark.parametrize(
    "module", ["ingest.folder", "vectorstore.building.build", "bot.cli.main", "bot.bot"]
)
def test_nothing_heavy_is_imported_before_it_is_needed(module):
    heavy = "{'torch', 'transformers', 'chromadb', 'gradio', 'lingua', 'bs4', 'tiktoken', "
    heavy += "'langchain_text_splitters', 'trafilatura'}"
    code = f"import sys, {module}; print({heavy} & set(sys.modules) or '', file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stderr.strip() == ""


def test_a_built_package_has_every_folder_of_code():
    with Path("pyproject.toml").open("rb") as file:
        listed = tomllib.load(file)["tool"]["setuptools"]["packages"]
    assert sorted(listed) == sorted({".".join(path.parent.parts) for path in FILES})


def test_no_name_is_given_to_two_things():
    """A class has its name alone in the program; `Link` is the API's picture of the article's."""
    places = {}
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places.setdefault(node.name, set()).add(str(path))
    assert {name: sorted(of) for name, of in places.items() if len(of) > 1 and name != "Link"} == {}

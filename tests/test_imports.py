"""The rules of the house: who imports whom, and that no rule is made for one article."""

import ast
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


@pytest.mark.parametrize("path", [*FILES, Path("app.py")], ids=str)
def test_no_code_names_what_one_article_is_about(path):
    text = path.read_text(encoding="utf-8").lower()
    assert not [word for word in ("magnesium", "serotonin", "adhd") if word in text]


@pytest.mark.parametrize("module", ["ingest.folder", "vectorstore.build", "bot.cli", "bot.bot"])
def test_nothing_heavy_is_imported_before_it_is_needed(module):
    heavy = "{'torch', 'transformers', 'chromadb', 'gradio', 'lingua', 'bs4', 'tiktoken', "
    heavy += "'langchain_text_splitters'}"
    code = f"import sys, {module}; print({heavy} & set(sys.modules) or '', file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stderr.strip() == ""


def test_a_built_package_has_every_folder_of_code():
    with Path("pyproject.toml").open("rb") as file:
        listed = tomllib.load(file)["tool"]["setuptools"]["packages"]
    assert sorted(listed) == sorted({".".join(path.parent.parts) for path in FILES})

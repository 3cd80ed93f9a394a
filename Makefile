# make run: the page.  make test: all checks.  make setup: install for development.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: run setup test bench calibrate classifier clean

run: $(STAMP)
	$(BIN)/fotnot ingest
	$(BIN)/fotnot serve

setup: $(STAMP)

$(STAMP): pyproject.toml requirements.lock
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 is needed (make PYTHON=/path/to/python)"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -c requirements.lock torch==2.13.0
	$(BIN)/pip install --quiet --disable-pip-version-check -c requirements.lock --editable ".[dev]"
	touch $@

test: $(STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest

bench: $(STAMP)
	$(BIN)/python -m benchmarks.run

calibrate: $(STAMP)
	$(BIN)/fotnot ingest
	$(BIN)/python -m benchmarks.calibrate

classifier: $(STAMP)
	$(BIN)/python -m training.classifier

clean:
	rm -rf .fotnot .pytest_cache .mypy_cache .ruff_cache

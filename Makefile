# make run: the page.  make test: all checks.  make setup: install for development.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
# A little under what was measured; CI holds them.
MINIMUMS := --min passed=0.90 --min in_1=0.90 --min in_3=0.95 --min in_5=0.96 --min answered=0.94 \
	--min declined=0.86 --min crisis_heard=0.95 --min urgent_heard=0.94 --min to_the_point=0.78 \
	--min citation_precision=0.98 --min citation_recall=0.85 --min link_precision=1 \
	--min link_recall=1 --min disclaimer=1 --min language=0.95

.PHONY: run setup test eval bench readers masking screenshots calibrate classifier clean

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

eval: $(STAMP)
	$(BIN)/fotnot ingest
	$(BIN)/fotnot eval evals/*.jsonl --workers 2 --report .fotnot/evaluation $(MINIMUMS)

bench: $(STAMP)
	$(BIN)/python -m benchmarks.run
	$(BIN)/fotnot ingest
	$(BIN)/python -m benchmarks.verification

readers: $(STAMP)
	$(BIN)/fotnot ingest
	$(BIN)/python -m benchmarks.readers

masking: $(STAMP)
	$(BIN)/python -m benchmarks.masking

screenshots: $(STAMP)
	$(BIN)/fotnot ingest
	$(BIN)/python -m benchmarks.screenshots

calibrate: $(STAMP)
	$(BIN)/fotnot ingest
	$(BIN)/python -m benchmarks.calibrate

classifier: $(STAMP)
	$(BIN)/python -m training.classifier

clean:
	rm -rf .fotnot .pytest_cache .mypy_cache .ruff_cache

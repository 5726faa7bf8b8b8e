# `make report` analyses data/raw and writes reports/report.md; it needs Python 3.10 or later, git, and PyPI.

PYTHON ?= python3
BIN := .venv/bin
INSTALLED := .venv/.installed
# DVC starts the stages' commands in a shell of its own, which has to find `wortlaut`.
export PATH := $(CURDIR)/$(BIN):$(PATH)

.PHONY: report test lint format lock messages confidence benchmarks clean

# The stage `model` is run each time because DVC cannot see that an installed model was exchanged.
report: $(INSTALLED)
	$(BIN)/dvc repro --force --single-item model
	$(BIN)/dvc repro

test: lint
	$(BIN)/pytest

lint: $(INSTALLED)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

format: $(INSTALLED)
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

# Exact versions for every Python from 3.10 on; those for training agree with them.
COMPILE := $(BIN)/uv pip compile pyproject.toml --universal --python-version 3.10 --generate-hashes --no-config \
	--custom-compile-command "make lock" --quiet --upgrade
lock: $(INSTALLED)
	$(COMPILE) --extra dev --output-file requirements.lock
	$(COMPILE) --extra training --constraint requirements.lock --output-file training/requirements.lock
	$(COMPILE) --extra benchmarks --constraint requirements.lock --output-file benchmarks/requirements.lock

# Takes new messages of code and templates into the German catalogues, where they wait for their translation.
define update_messages
	$(BIN)/pybabel -q extract --mapping babel.cfg --keyword "N_ _table:2" --omit-header --no-location --no-wrap \
		--output .messages.pot $(1) $(2)
	$(BIN)/pybabel -q update --omit-header --no-wrap --no-fuzzy-matching --ignore-obsolete --locale de \
		--input-file .messages.pot --output-file $(1)/translations/de.po --init-missing
	rm .messages.pot
endef
messages: $(INSTALLED)
	$(call update_messages,pipeline/locales,pipeline/tables.py)
	$(call update_messages,pipeline/report)

# Measures each quotation rule on the reference corpora, for the column `confidence`.
confidence: $(INSTALLED)
	$(BIN)/python -m pipeline.evaluate.confidence

# Measures speed and memory, and writes benchmarks/results.json and docs/benchmarks.md. It takes a quarter of an hour on
# two cores that have nothing else to do; OPTIONS="--only speed,articles" measures parts, OPTIONS=--quick tries it.
benchmarks: $(INSTALLED)
	$(BIN)/python -m pip install --quiet --require-hashes --requirement benchmarks/requirements.lock
	$(BIN)/python -m benchmarks $(OPTIONS)

clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis build dist data/cache data/interim data/processed
	find pipeline benchmarks training tests -name __pycache__ -prune -exec rm -rf {} +

$(INSTALLED): pyproject.toml requirements.lock
	$(PYTHON) -c 'import sys; sys.exit(None if sys.version_info >= (3, 10) else "Wortlaut needs Python 3.10 or later.")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --editable .
	touch $@

# `make report` analyses data/raw and writes reports/report.md; it needs Python 3.10 or later, git, and PyPI.

PYTHON ?= python3
BIN := .venv/bin
INSTALLED := .venv/.installed
# DVC starts the stages' commands in a shell of its own, which has to find `wortlaut`.
export PATH := $(CURDIR)/$(BIN):$(PATH)

.PHONY: report test check test-lowest browser screenshots lint format docs lock messages confidence benchmarks fuzz \
	mutation audit licences clean

# The stage `model` is run each time because DVC cannot see that an installed model was exchanged.
report: $(INSTALLED)
	$(BIN)/dvc repro --force --single-item model
	$(BIN)/dvc repro

test: lint browser
	$(BIN)/pytest

# What one can wait for after each change: style, types, and the tests that take no long time.
check: lint
	$(BIN)/pytest -m "not (browser or notebook or docs or cluster or slow)"

# The reading page is tried in Chromium; where there is none and it cannot be had, those tests are skipped.
browser:
	@for name in chromium chromium-browser google-chrome; do command -v $$name >/dev/null && exit; done; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  apt-get update -qq && apt-get install -qq -y --no-install-recommends chromium >/dev/null && exit; \
	fi; \
	echo "There is no Chromium, so the reading page is not tried in it. On Debian: sudo apt-get install chromium"

# The pictures of the reading page in the docs, of what `make report` wrote.
screenshots: $(INSTALLED) browser
	$(BIN)/python -m tests.screenshots

# The same tests with the lowest version of each dependency that pyproject.toml allows.
LOWEST := build/lowest
test-lowest: $(INSTALLED)
	mkdir -p $(LOWEST)
	$(BIN)/uv venv --quiet --clear --python $(PYTHON) $(LOWEST)/venv
	$(BIN)/uv pip compile pyproject.toml --extra cluster --extra duckdb --resolution lowest-direct --quiet \
		--python $(LOWEST)/venv/bin/python --output-file $(LOWEST)/constraints.txt
	$(BIN)/uv pip install --quiet --python $(LOWEST)/venv/bin/python --constraints $(LOWEST)/constraints.txt \
		--editable '.[dev]'
	$(LOWEST)/venv/bin/python -m pytest

# Tries invented and damaged inputs on the whole pipeline, and writes down how many; see docs/quality.md.
MINUTES ?= 10
fuzz: $(INSTALLED)
	$(BIN)/python -m tests.fuzz --minutes $(MINUTES) --record

# Tests the tests: changes the rules of a sample of places and looks whether a test notices; see docs/quality.md.
MUTANTS ?= 500
mutation: $(INSTALLED)
	$(BIN)/python -m tests.mutation --mutants $(MUTANTS)

# Looks the locked packages up among known vulnerabilities; what cannot be looked up is a failure, too.
audit: $(INSTALLED)
	$(BIN)/pip-audit --strict --require-hashes --disable-pip --requirement requirements.lock

# Lists the licences of all packages that are needed to run: docs/licences.md.
licences: $(INSTALLED)
	$(BIN)/python -m tests.licences

lint: $(INSTALLED)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

format: $(INSTALLED)
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

# README, notebook and reference pages as code and results are now, and the site in site/. It needs the tables.
docs: report
	$(BIN)/python -m tools.docs
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

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
	$(call update_messages,pipeline/wortlaut/locales,pipeline/wortlaut/tables/schemas.py)
	$(call update_messages,pipeline/wortlaut/report)
	$(call update_messages,pipeline/wortlaut/page)

# Measures each quotation rule on the reference corpora, for the column `confidence`.
confidence: $(INSTALLED)
	$(BIN)/python -m wortlaut.evaluate.confidence

# Measures speed and memory, and writes benchmarks/results.json and docs/benchmarks.md. It takes a quarter of an hour on
# two cores that have nothing else to do; OPTIONS="--only speed,articles" measures parts, OPTIONS=--quick tries it.
benchmarks: $(INSTALLED)
	$(BIN)/python -m pip install --quiet --require-hashes --requirement benchmarks/requirements.lock
	$(BIN)/python -m benchmarks $(OPTIONS)

clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis build dist site dvc_plots fuzz-failures mutants
	rm -rf data/cache data/interim data/processed
	find pipeline benchmarks training tests -name __pycache__ -prune -exec rm -rf {} +

$(INSTALLED): pyproject.toml requirements.lock
	$(PYTHON) -c 'import sys; sys.exit(None if sys.version_info >= (3, 10) else "Wortlaut needs Python 3.10 or later.")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --editable .
	touch $@

# `make report` analyses data/raw and writes reports/report.md; it needs Python 3.10 or later, git, and PyPI.

PYTHON ?= python3
BIN := .venv/bin
INSTALLED := .venv/.installed
# DVC runs the stages' commands in a separate shell, which has to find `wortlaut`.
export PATH := $(CURDIR)/$(BIN):$(PATH)

.PHONY: report test check test-lowest browser screenshots lint format docs lock messages confidence benchmarks fuzz \
	mutation audit licences clean

# The stage `model` always runs, because DVC cannot detect that an installed model was replaced.
report: $(INSTALLED)
	$(BIN)/dvc repro --force --single-item model
	$(BIN)/dvc repro

test: lint browser
	$(BIN)/pytest

# Quick feedback after each change: style, types, and the fast tests.
check: lint
	$(BIN)/pytest -m "not (browser or notebook or docs or cluster or slow)"

# The reading page is tested in Chromium; if that is missing and cannot be installed, those tests are skipped.
browser:
	@for name in chromium chromium-browser google-chrome; do command -v $$name >/dev/null && exit; done; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  apt-get update -qq && apt-get install -qq -y --no-install-recommends chromium >/dev/null && exit; \
	fi; \
	echo "There is no Chromium, so the reading page is not tried in it. On Debian: sudo apt-get install chromium"

# Screenshots of the reading page that `make report` wrote, for the docs.
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

# Runs the whole pipeline on generated and damaged inputs, and records how many; see docs/quality.md.
MINUTES ?= 10
fuzz: $(INSTALLED)
	$(BIN)/python -m tests.fuzz --minutes $(MINUTES) --record

# Tests the tests: changes the rules in a sample of places and checks whether a test fails; see docs/quality.md.
MUTANTS ?= 500
mutation: $(INSTALLED)
	$(BIN)/python -m tests.mutation --mutants $(MUTANTS)

# Checks the locked packages for known vulnerabilities; a package that cannot be checked is a failure, too.
audit: $(INSTALLED)
	$(BIN)/pip-audit --strict --require-hashes --disable-pip --requirement requirements.lock

# Lists the licences of all packages needed at run time: docs/licences.md.
licences: $(INSTALLED)
	$(BIN)/python -m tests.licences

lint: $(INSTALLED)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

format: $(INSTALLED)
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

# Updates README, notebook and reference pages from code and results, and builds the site in site/. Needs the tables.
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

# Adds new messages of code and templates to the German catalogues, where they await translation.
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
	$(BIN)/python -m training.rule_precision

# Measures speed and memory, and writes benchmarks/results.json and docs/benchmarks.md. It takes a quarter of an hour on
# two otherwise idle cores; OPTIONS="--only speed,articles" measures parts, OPTIONS=--quick is a trial run.
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

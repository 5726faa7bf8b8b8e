# `make report` analyses data/raw and writes reports/report.html; it needs Python 3.10 or later, git, and PyPI.

PYTHON ?= python3
BIN := .venv/bin
# What an analysis and DVC need is installed first; what tests, docs and all other tools need only where they are called.
INSTALLED := .venv/.installed
DEVELOPING := .venv/.developing
PIP_INSTALL := $(BIN)/python -m pip --disable-pip-version-check install --progress-bar off -qq
# DVC runs the stages' commands in a separate shell, which has to find `wortlaut`.
export PATH := $(CURDIR)/$(BIN):$(PATH)

.PHONY: report test check test-lowest browser screenshots lint format docs lock messages confidence benchmarks fuzz \
	mutation audit licences clean

# The stage `model` always runs, because DVC cannot detect that an installed model was replaced. DVC is quiet, because its
# advice is misleading here ("Use `dvc push`"); each stage logs one line. As DVC then hides its errors too, a failure other
# than Ctrl-C is run once more with its output.
repro = $(BIN)/dvc repro --quiet $(1) || { [ $$? -ne 252 ] && $(BIN)/dvc repro $(1); }
report: $(INSTALLED)
	@echo "Analysing the articles in data/raw, as far as something has changed …"
	@$(call repro,--force --single-item model)
	@$(call repro)
	@echo "Done: reports/report.html to read, reports/html/index.html to check it against the texts."

test: lint browser
	$(BIN)/pytest

# Quick feedback after each change: style, types, and the fast tests.
check: lint
	$(BIN)/pytest -m "not (browser or notebook or docs or cluster or slow)"

# The reading page is tested in Chromium; if that is missing and cannot be installed, those tests are skipped.
browser:
	@for name in chromium chromium-browser google-chrome; do command -v $$name >/dev/null && exit; done; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  echo "Installing Chromium with apt-get, for the tests of the reading page (about a minute) …"; \
	  apt-get update -qq && apt-get install -qq -y --no-install-recommends chromium >/dev/null && exit; \
	fi; \
	echo "There is no Chromium, so the reading page is not tried in it. On Debian: sudo apt-get install chromium"

# The pictures in the docs: the reading page of the demo, the figure of the tutorial. A test fails when they are out of date.
screenshots: $(DEVELOPING) browser
	$(BIN)/python -m tests.screenshots

# The same tests with the lowest version of each dependency that pyproject.toml allows.
LOWEST := build/lowest
test-lowest: $(DEVELOPING)
	mkdir -p $(LOWEST)
	$(BIN)/uv venv --quiet --clear --python $(PYTHON) $(LOWEST)/venv
	$(BIN)/uv pip compile pyproject.toml --extra cluster --extra duckdb --extra dvc --resolution lowest-direct --quiet \
		--python $(LOWEST)/venv/bin/python --output-file $(LOWEST)/constraints.txt
	$(BIN)/uv pip install --quiet --python $(LOWEST)/venv/bin/python --constraints $(LOWEST)/constraints.txt \
		--editable '.[dev]'
	$(LOWEST)/venv/bin/python -m pytest

# Runs the whole pipeline on generated and damaged inputs, and records how many; see docs/quality.md.
MINUTES ?= 10
fuzz: $(DEVELOPING)
	$(BIN)/python -m tests.fuzz --minutes $(MINUTES) --record

# Tests the tests: changes the rules in a sample of places and checks whether a test fails; see docs/quality.md.
MUTANTS ?= 500
mutation: $(DEVELOPING)
	$(BIN)/python -m tests.mutation --mutants $(MUTANTS)

# Checks the locked packages for known vulnerabilities; a package that cannot be checked is a failure, too.
audit: $(DEVELOPING)
	$(BIN)/pip-audit --strict --require-hashes --disable-pip --requirement requirements.lock \
		--requirement requirements-dev.lock

# Lists the licences of all packages needed at run time: docs/licences.md.
licences: $(DEVELOPING)
	$(BIN)/python -m tests.licences

lint: $(DEVELOPING)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

format: $(DEVELOPING)
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

# Updates README, notebooks and reference pages from code and results, and builds the site in site/. Needs the tables.
docs: $(DEVELOPING) report
	$(BIN)/python -m tools.docs
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict --quiet

# Exact versions for every Python from 3.10 on. requirements.lock is complete; the others agree with it and hold what they
# need besides, so that each package is in one file, unless only some Pythons or systems need it in the first.
COMPILE := $(BIN)/uv pip compile pyproject.toml --universal --python-version 3.10 --generate-hashes --no-config \
	--custom-compile-command "make lock" --quiet --upgrade
BESIDES = $(COMPILE) $$($(NAMES) requirements.lock | sed 's/^/--no-emit-package /') --constraint requirements.lock
lock: $(DEVELOPING)
	$(COMPILE) --extra dvc --group build --output-file requirements.lock
	$(BESIDES) --extra dev --output-file requirements-dev.lock
	$(BESIDES) --constraint requirements-dev.lock --extra training --output-file training/requirements.lock
	$(BESIDES) --constraint requirements-dev.lock --extra benchmarks --output-file benchmarks/requirements.lock

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
	$(call update_messages,pipeline/wortlaut/validation)

# Measures each quotation rule on the reference corpora, for the column `confidence`.
confidence: $(INSTALLED)
	$(BIN)/python -m training.rule_precision

# Measures speed and memory, and writes benchmarks/results.json and docs/benchmarks.md. It takes about an hour on
# two otherwise idle cores; OPTIONS="--only speed,articles" measures parts, OPTIONS=--quick is a trial run.
benchmarks: $(INSTALLED)
	@echo "Installing $(call some,benchmarks/requirements.lock) more: what the benchmarks need …"
	@$(PIP_INSTALL) --require-hashes --requirement benchmarks/requirements.lock
	$(BIN)/python -m benchmarks $(OPTIONS)

clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis build dist site dvc_plots fuzz-failures mutants
	rm -rf data/cache data/interim data/processed
	find pipeline benchmarks training tests -name __pycache__ -prune -exec rm -rf {} +

# The packages of a lock that every Python and system takes, one a line.
NAMES := awk -F== '/^[a-z]/ && (++seen[$$1] == 2 || !/;/) {print $$1}'
some = some $$((($$($(NAMES) $(1) | wc -l) + 5) / 10 * 10)) packages

# The package itself is built with what the lock has, and so with nothing that is not in it.
$(INSTALLED): pyproject.toml requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(None if sys.version_info >= (3, 10) else "Wortlaut needs Python 3.10 or later.")'
	@echo "Installing $(call some,requirements.lock) into .venv: what Wortlaut and DVC need (a minute or two) …"
	@$(PYTHON) -m venv .venv
	@$(PIP_INSTALL) --require-hashes --requirement requirements.lock
	@$(PIP_INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(DEVELOPING): $(INSTALLED) requirements-dev.lock
	@echo "Installing $(call some,requirements-dev.lock) more: what tests, docs and tools need (a minute or two) …"
	@$(PIP_INSTALL) --require-hashes --requirement requirements-dev.lock
	@touch $@

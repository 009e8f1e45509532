# Everything that is done with Tilaa from a shell. Needs make, and Python 3.11 or newer.

PYTHON ?= python3
PORT ?= 8000
FORM ?=
LANGUAGES = fi sv en

VENV = .venv
BIN = $(VENV)/bin
TRANSLATIONS = ideas/translations
TEMPLATE = .cache/messages.pot
COMPILED = $(patsubst %.po,%.mo,$(wildcard $(TRANSLATIONS)/*/LC_MESSAGES/messages.po))
EXTRACT = $(BIN)/pybabel -q extract -F pyproject.toml -k _l -k lazy_gettext --ignore-dirs='.*' \
	--add-location=file --sort-by-file --project=Tilaa -o $(TEMPLATE) ideas templates
UPDATE = $(BIN)/pybabel -q update -N --ignore-obsolete --ignore-pot-creation-date -i $(TEMPLATE) -d $(TRANSLATIONS)
COMPILE_LOCK = uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header --no-annotate -q -o requirements.lock

export FLASK_APP = wsgi
# Empty, so that what one process compiled the next one finds.
export PYTHONDONTWRITEBYTECODE =
export PORT

.DELETE_ON_ERROR:
.PHONY: help run test install packages environment python lint types format compiled catalogues catalogues-check \
	test-sqlite test-postgresql test-faults test-browser faults look chromium demo-reset lock bench bench-situation

help: ## Show what there is to make
	@sed -n 's/^\([a-z-]*\):[^#]*## /\1\t/p' Makefile | expand -t 17

run: install compiled instance/settings.env ## Start Tilaa with demo data on http://127.0.0.1:8000 (PORT=…)
	@$(BIN)/flask prepare
	@$(BIN)/flask worker & worker=$$!; $(BIN)/gunicorn --config gunicorn.conf.py wsgi:app & web=$$!; \
	trap 'kill $$web $$worker 2>/dev/null' INT TERM EXIT; wait $$web

# Of a test with many cases PostgreSQL takes one of four and SQLite the others; FORM=--thorough takes all on both, and every long form.
test: install ## Check everything: style, types, catalogues, both databases, the browser
	@begun=$$(date +%s); \
	if $(MAKE) --no-print-directory -j 2 lint types catalogues-check test-sqlite && \
	$(MAKE) --no-print-directory test-postgresql test-faults test-browser; \
	then said=passed; else said=FAILED; fi; \
	echo "make test: $$said after $$(( $$(date +%s) - begun )) seconds"; [ $$said = passed ]

# The stamp is a copy of the lock, so only a lock that reads differently is installed again.
install: ## Install what requirements.lock names into .venv
	@{ cmp -s requirements.lock $(VENV)/.stamp && $(BIN)/python -c ''; } || $(MAKE) --no-print-directory packages

packages: environment
	@echo "Installing the packages of requirements.lock; this takes a minute or two, once."
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	@cp requirements.lock $(VENV)/.stamp

environment:
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(MAKE) --no-print-directory python

python:
	@command -v $(PYTHON) >/dev/null || { \
	echo "Tilaa needs Python 3.11 or newer; $(PYTHON) is not found." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	echo "Tilaa needs Python 3.11 or newer, not $$($(PYTHON) --version 2>&1): make run PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { \
	echo "$(PYTHON) has no ensurepip; on Debian and Ubuntu install the package python3-venv." >&2; exit 1; }
	@$(PYTHON) -m venv --clear $(VENV)

# Kept for every later command in this folder, so that it reads the same settings as the server.
instance/settings.env:
	@mkdir -p instance
	@umask 077 && echo "TILAA_DEMO=1" > $@

compiled: $(COMPILED)

%.mo: %.po
	@$(BIN)/pybabel -q compile -i $< -o $@

catalogues: install ## Bring the catalogues up to date with the texts in the code, and compile them
	@mkdir -p .cache $(TRANSLATIONS)
	@$(EXTRACT)
	@for language in $(LANGUAGES); do $(UPDATE) --init-missing -l $$language; done
	@$(MAKE) --no-print-directory compiled

catalogues-check: compiled
	@mkdir -p .cache
	@$(EXTRACT)
	@for language in $(LANGUAGES); do $(UPDATE) --check -l $$language 2>/dev/null || { \
	echo "The $$language catalogue lags behind the texts: run make catalogues" >&2; exit 1; }; done

lint:
	@$(BIN)/ruff check -q
	@$(BIN)/ruff format -q --check
	@$(BIN)/djlint templates --lint --quiet

types:
	@$(BIN)/mypy

format: install ## Write the code in the one style
	@$(BIN)/ruff check -q --fix
	@$(BIN)/ruff format -q

# Neighbours stay together, so that what several tests need is made by one worker; who is done helps the other.
test-sqlite: compiled
	@$(BIN)/pytest -q tests --ignore tests/browser --ignore tests/faults -n 2 --dist worksteal --database sqlite $(FORM)

# The rest of the tests touch no database.
test-postgresql: compiled
	@$(BIN)/pytest -q tests/models tests/features tests/stories -n 2 --dist worksteal --database postgresql $(FORM)

# Each database is put under fire by one worker, with processes of its own.
test-faults: compiled
	@$(BIN)/pytest -q tests/faults -n 2 --dist loadgroup $(FORM)

test-browser: compiled chromium
	@$(BIN)/pytest -q tests/browser -n 2 --dist loadgroup $(FORM)

look: install compiled chromium ## Look at every page in each language by every rule, and tell every story in each way
	@$(BIN)/pytest -q tests/browser -n 2 --dist loadgroup --thorough

chromium:
	@command -v chromium-headless-shell >/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && \
	apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium-headless-shell >/dev/null 2>&1; } || \
	command -v chromium >/dev/null || command -v chromium-browser >/dev/null || { \
	echo "The browser tests need Chromium: install the package chromium-headless-shell, or chromium." >&2; exit 1; }

demo-reset: install compiled instance/settings.env ## Throw the demo data away and begin anew
	@$(BIN)/flask demo-reset

lock: ## Write requirements.lock anew from pyproject.toml (needs uv)
	@command -v uv >/dev/null || { echo "make lock needs uv." >&2; exit 1; }
	@$(COMPILE_LOCK)

faults: install compiled ## Kill, restart, fill up and race at length; the figures go to benchmarks/faults.md
	@$(BIN)/pytest -q tests/faults -n 2 --dist loadgroup --thorough
	@for database in sqlite postgresql; do \
	$(BIN)/pytest -q tests/models/test_old_version.py -n 0 --thorough --database $$database || exit 1; done

bench: install compiled ## Measure the pages beside a bare one, with ten and a hundred thousand ideas
	@$(BIN)/python -m benchmarks.pages

bench-situation: install compiled ## Measure the situation view, up to a million ideas, on both databases
	@$(BIN)/python -m benchmarks.situation

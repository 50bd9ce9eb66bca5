# `make` sets up, checks the data and builds every output; `make test` sets up and runs the tests.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$p" && break; done)
BIN := .venv/bin
TOOL := $(BIN)/awesome-p2ti
NODE := tests/node/node_modules/.installed

.DEFAULT_GOAL := all
.PHONY: all setup check build test simweb mutants vendor lint format format-script links clean

all: check build
	@echo "Next: $(TOOL) --help shows what the tool can do, for example $(TOOL) find dreambooth"
	@echo "      make test runs the tests; CONTRIBUTING.md shows how to add a paper"

setup: .venv/.installed

check: .venv/.installed
	$(TOOL) check

build: .venv/.installed
	$(TOOL) build

# One worker more than there are processors: a test in five waits for a server or a pause. The tests
# of a file stay together, so that what they share is made once, and bytecode is kept even where that
# is forbidden: hundreds of processes start.
WORKERS = $(shell python3 -c 'import os; print(len(os.sched_getaffinity(0)) + 1)' 2>/dev/null || echo auto)

test: .venv/.installed-dev $(NODE)
	PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n $(WORKERS) --dist loadfile

# The link checker among thousands of links whose truth is known: needs Linux, and root or
# unprivileged user namespaces.
simweb: .venv/.installed-dev
	$(BIN)/python -m pytest tests/simweb/gate.py

# Which small changes of the code does no test notice? Takes minutes and is not part of the gate.
mutants: .venv/.installed-dev
	$(BIN)/python -m benchmarks.mutants

# What the site's script uses of others, byte for byte as npm has the version that tests/node locks.
MINISEARCH := tests/node/node_modules/minisearch
VENDOR := templates/site/vendor
vendor: $(NODE)
	cp $(MINISEARCH)/dist/umd/index.js $(VENDOR)/minisearch.js
	cp $(MINISEARCH)/LICENSE.txt $(VENDOR)/minisearch-license.txt
	node -p 'const p = require("./$(MINISEARCH)/package.json"); `$${p.name} $${p.version}, $${p.license}`' \
		> $(VENDOR)/minisearch.txt
	cd $(VENDOR) && sha256sum minisearch.js minisearch-license.txt >> minisearch.txt

lint: .venv/.installed-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

format: .venv/.installed-dev
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

# The site's script, which a test holds to the same format.
format-script: $(NODE)
	tests/node/node_modules/.bin/prettier --print-width=100 --write templates/site/script

links: .venv/.installed
	$(TOOL) links

clean:
	rm -rf .venv build tests/node/node_modules *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis

.venv/.installed: pyproject.toml constraints.txt | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

.venv/.installed-dev: .venv/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed and was not found." \
		"Name it: make PYTHON=/path/to/python3" >&2; exit 2; }
	$(PYTHON) -m venv .venv

# The tests that need Node tools are skipped, with a reason, where npm is missing or cannot install.
$(NODE): tests/node/package.json tests/node/package-lock.json
	@if command -v npm >/dev/null; then \
		npm ci --prefix tests/node --silent --no-audit --no-fund && touch $@ || \
		echo "npm could not install the tools in tests/node: their tests will be skipped" >&2; \
	else echo "npm was not found: the tests that need it will be skipped" >&2; fi

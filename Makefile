# Wortlaut: everything a desk or a CI machine does. Needs Python 3.11 and make, nothing else.
PYTHON ?= $(firstword $(shell command -v python3.11 python3 python))
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501

.PHONY: help install install-dev browser postgres run test check format bench gate screenshots train clean

help:  ## What can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

install: $(VENV)/installed  ## What Wortlaut needs to run, into .venv

install-dev: $(VENV)/installed-dev  ## … and what its tests need

$(VENV)/bin/python:
	@$(PYTHON) -c "import sys; sys.exit(sys.version_info[:2] != (3, 11))" || { echo "Python 3.11 is needed (make PYTHON=… names another)"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: requirements.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/installed-dev: tests/requirements.txt requirements.txt $(VENV)/installed | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r tests/requirements.txt
	@touch $@

run: install  ## The dashboard, in the browser
	$(BIN)/streamlit run app.py --server.port $(PORT)

serve: install  ## The dashboard for others (docs/hosting.md)
	$(BIN)/python -m components.server

browser:  ## Chromium for the browser tests (Debian, Ubuntu; needs root or sudo)
	.ci/browser

postgres:  ## PostgreSQL for the library's tests (the same)
	.ci/postgres

test: install-dev browser postgres  ## All tests
	$(BIN)/python -m pytest

check: install-dev browser postgres  ## Lint, formatting, types, tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest

format: install-dev  ## Formats the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

gate: install-dev  ## Accuracy on ../shared/data against tests/gate/floors.json
	$(BIN)/python -m pytest -s tests/gate

bench: install  ## Speed and memory
	$(BIN)/python -m tests.bench --long

load: install-dev  ## 50 and 100 readers at two servers while an article is analysed
	$(BIN)/python -m tests.load --servers 2

replicas: install-dev browser  ## Two servers behind HAProxy, one killed while browsers work (needs haproxy, postgresql)
	$(BIN)/python -m tests.load.replicas

hostile: install-dev  ## 10,000 hostile articles through everything
	$(BIN)/python -m tests.security.hostile

audit: install-dev  ## Known holes in what Wortlaut depends on (asks the package index)
	.ci/audit

screenshots: install-dev browser  ## The pictures of the README, from the real app
	$(BIN)/python -m tests.browser.screenshots

train:  ## The encoder anew (hours; see training/README.md)
	training/train.sh

clean:  ## Removes what was installed and cached, keeps your library in .data
	rm -rf $(VENV) .venv-train .mypy_cache .ruff_cache .pytest_cache .hypothesis

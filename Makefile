# The doors of this project. `make site` needs Python 3.11+ and the network once; `make test` also Chromium.
#
#   make site    build the archive of this folder into site/
#   make test    everything that must hold: style, types, tests, in a real browser too
#   make check   what should be mended before publishing
#   make serve   preview at http://127.0.0.1:8000/ while you edit
#   make bench   measure
#   make clean   remove what was made, but not your seeds and records

PYTHON ?= python3
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help site test check serve bench clean browser

help:
	@sed -n 's/^#   make/  make/p' Makefile

site: .venv/.site
	@$(BIN)/build

test: .venv/.test browser
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/pytest

check: .venv/.site
	@$(BIN)/builder check

serve: .venv/.site
	@$(BIN)/builder serve

bench: .venv/.bench
	@$(BIN)/python bench/run.py

clean:
	@if [ -x $(BIN)/builder ]; then $(BIN)/builder clean; fi
	@rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

# The environment. The stamps are made anew when pyproject.toml changes, so that nothing is installed twice.

.venv/.site: pyproject.toml | .venv/bin/python
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/.test: pyproject.toml .venv/.site
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[test]"
	@touch $@

.venv/.bench: pyproject.toml .venv/.test
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[test,bench]"
	@touch $@

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "error: Python 3.11 or newer is needed, $(PYTHON) is older; name another: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -m venv .venv \
	  || { rm -rf .venv; echo "error: no virtual environment could be made; on Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }

# The browser for the tests, from the system's packages where there is none.

browser:
	@for name in chromium chromium-browser google-chrome; do command -v $$name >/dev/null && exit 0; done; \
	  if [ "$$(id -u)" = 0 ]; then sudo=; else sudo=sudo; fi; \
	  command -v apt-get >/dev/null && { [ -z "$$sudo" ] || command -v sudo >/dev/null; } \
	    && $$sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -qq chromium fonts-noto-core \
	  || { echo "error: the tests need Chromium, and it could not be installed; install it, then run make test again" >&2; exit 1; }

# The doors of this project. `make site` needs Python 3.11+ and the network once; `make test` also Chromium.
#
#   make site    build the archive of this folder into site/
#   make test    everything that must hold: style, types, tests, in a real browser too
#   make check   what should be mended before publishing
#   make serve   preview at http://127.0.0.1:8000/ while you edit
#   make bench   measure
#   make picture take the picture in the README again
#   make clean   remove what was made, but not your seeds and records

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install -qq --disable-pip-version-check
KEY := $(shell cksum < pyproject.toml | cut -d' ' -f1)

.DEFAULT_GOAL := help
.PHONY: help site test check serve bench picture clean browser

help:
	@sed -n 's/^#   make/  make/p' Makefile

site: .venv/site-$(KEY)
	@$(BIN)/build

test: .venv/test-$(KEY) browser
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/pytest

check: .venv/site-$(KEY)
	@$(BIN)/builder check

serve: .venv/site-$(KEY)
	@$(BIN)/builder serve

bench: .venv/bench-$(KEY)
	@$(BIN)/python bench/run.py

picture: .venv/test-$(KEY) browser
	@$(BIN)/python bench/picture.py

clean:
	@if [ -x $(BIN)/builder ]; then $(BIN)/builder clean; fi
	@rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

# The environment. A stamp is named after what pyproject.toml holds: nothing is installed twice, and nothing asks the network
# for what is there already.

.venv/site-$(KEY): | .venv/bin/python
	@$(PIP) --editable .
	@touch $@

.venv/test-$(KEY): .venv/site-$(KEY)
	@$(PIP) --editable ".[test]"
	@touch $@

.venv/bench-$(KEY): .venv/test-$(KEY)
	@$(PIP) --editable ".[test,bench]"
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

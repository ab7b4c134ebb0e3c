# Two commands matter: `make demo` and `make test`. Nothing but Python 3.11+, git and make is needed.

SHELL := /bin/bash
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
COMPILED := $(VENV)/.bytecode
JOBS ?= 2
AT_A_TIME := --no-print-directory --jobs $(JOBS) $(if $(filter output-sync,$(.FEATURES)),--output-sync=target)
PIP := PIP_DISABLE_PIP_VERSION_CHECK=1 $(BIN)/python -m pip --quiet

.PHONY: help demo test checks install format lint types imports package tests compiled bytecode lock clean
.DEFAULT_GOAL := help

help:  ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: install  ## plan the example month and say where to look
	$(BIN)/rounds demo || test $$? -eq 3  # 3: planned, a visit without a day is explained

test: checks  ## the whole gate, the same for people and CI
	$(MAKE) --no-print-directory tests

checks: install  ## all of the gate but the tests
	$(MAKE) $(AT_A_TIME) types package compiled bytecode imports lint

install: $(INSTALLED)  ## create the environment from requirements.lock

$(INSTALLED): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed: install it, or name it with PYTHON=..."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed, $(PYTHON) is older: name another with PYTHON=..."; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) install --no-compile --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

format: install  ## put the code into the common form
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

lint: install  ## form and habits of the code
	$(BIN)/ruff format --check
	$(BIN)/ruff check

types: install  ## mypy, strict
	$(BIN)/mypy

imports: install  ## who may import whom
	$(BIN)/lint-imports --no-cache --no-logo

tests: install bytecode  ## pytest and the notebooks, warnings are errors
	$(BIN)/pytest -n $(JOBS) --dist worksteal -W error

compiled: install  # once and before the tests: else each of their processes compiles for itself
	$(BIN)/python -c 'from scheduler.solve.warm import warm_up; warm_up()'

# Before the tests, to whom every warning is an error, also one about the form of a package's source.
# As with pip, a file that is no Python of this version stays as it is.
bytecode: $(COMPILED)  # pip would do it on one core while all else waits

$(COMPILED): $(INSTALLED)
	$(BIN)/python -m compileall -q -j $(JOBS) $(VENV)/lib > /dev/null || true
	@touch $@

# The wheel as a stranger meets it: built, installed into a new environment with the locked
# versions but without the dev tools, started from outside the checkout.
WHEEL_VENV := build/wheel-venv
package: install  ## the wheel works on its own
	rm -rf build dist
	$(BIN)/python -m build --no-isolation --outdir dist . > /dev/null
	$(PYTHON) -m venv $(WHEEL_VENV)
	sed -n 's/^\([a-z0-9._-]*==[^\\]*\).*/\1/p' requirements.lock > build/constraints.txt
	PIP_DISABLE_PIP_VERSION_CHECK=1 $(WHEEL_VENV)/bin/python -m pip --quiet install --no-compile \
		--constraint build/constraints.txt dist/*.whl
	! $(WHEEL_VENV)/bin/python -c 'import pytest' 2> /dev/null
	cd / && $(CURDIR)/$(WHEEL_VENV)/bin/rounds --help > /dev/null
	cd / && $(CURDIR)/$(WHEEL_VENV)/bin/rounds policy > /dev/null
	cd / && $(CURDIR)/$(WHEEL_VENV)/bin/python -c \
		'import pathlib, scheduler; assert list((pathlib.Path(scheduler.__file__).parent / "example").glob("*.csv"))'
	cd build && $(CURDIR)/$(WHEEL_VENV)/bin/python -c \
		'from scheduler.store import open_database; open_database("sqlite:///wheel.db").close()'
	rm -rf $(WHEEL_VENV)

# uv only resolves; it lives in an environment of its own and is no dependency of the project.
lock:  ## remake requirements.lock from pyproject.toml
	rm -rf build/lock && $(PYTHON) -m venv build/lock && build/lock/bin/python -m pip --quiet install uv
	printf '%s\n' \
		'# Every package the demo and the gate use, for every platform, with the hashes of its files.' \
		'# Made by `make lock` from pyproject.toml (extras: places, postgres, dev). Do not edit by hand.' \
		> build/lock/requirements.lock
	build/lock/bin/uv pip compile pyproject.toml --extra places --extra postgres --extra dev --upgrade \
		--universal --python-version 3.11 --generate-hashes --quiet \
		--no-header --no-annotate --no-emit-index-url --no-emit-find-links \
		>> build/lock/requirements.lock
	mv build/lock/requirements.lock requirements.lock && rm -rf build/lock

clean:  ## remove what was built and planned here, and the environment
	rm -rf $(VENV) build dist out .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

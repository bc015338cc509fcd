# Needs python3 (3.11 or newer, with venv), git and make; everything else goes into .venv and .cache here.
PYTHON ?= python3
PORT   ?=
ARGS   ?=
VENV   := .venv
BIN    := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help run test test-all screenshots fuzz bench bench-ui real-sheets catalogue format clean

help: ## say what make can do here
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -e 's/:.*## /\t/' -e 's/^/  make /' | sort

run: $(VENV)/.ready-to-run ## start the app with the sample curricula (PORT=8600 for another port)
	@$(BIN)/curriculum-map serve --demo $(if $(PORT),--port $(PORT))

test: $(VENV)/.ready-to-test ## style, layers, types, then every test (ARGS="-k grid" goes to pytest)
	@echo "== ruff check" && $(BIN)/ruff check .
	@echo "== ruff format --check" && $(BIN)/ruff format --check .
	@echo "== lint-imports" && $(BIN)/lint-imports
	@echo "== mypy" && $(BIN)/mypy
	@echo "== pytest" && $(BIN)/python -m pytest -n 2 --dist loadgroup $(ARGS)

test-all: export CURRICULUM_MAP_FULL = 1
test-all: test ## the same with many more generated cases; takes minutes

screenshots: $(VENV)/.ready-to-test ## a picture of every page, in both languages, light and dark, wide and narrow (ARGS="gaps")
	@$(BIN)/python -m tests.browser.screenshots $(ARGS)

fuzz: $(VENV)/.ready-to-test ## read damaged and random files for an hour (N=500 for five hundred of each kind)
	@CURRICULUM_MAP_FUZZ=$(or $(N),20000) $(BIN)/python -m pytest tests/faults/test_fuzz.py -n 2 $(ARGS)

bench: $(VENV)/.ready-to-bench ## measure and print the ratios that the documents promise
	@$(BIN)/python -m tests.benchmarks

bench-ui: $(VENV)/.ready-to-test ## measure the app in a browser beside a bare Streamlit page (N=20 for twenty sessions)
	@CURRICULUM_MAP_SESSIONS=$(or $(N),20$(comma)100) $(BIN)/python -m tests.benchmarks.ui

real-sheets: $(VENV)/.ready-to-test ## compare how a folder of spreadsheets is read with what is expected (DIR=folder)
	@$(BIN)/python -m tests.real_sheets $(DIR)

catalogue: $(VENV)/.ready-to-run ## put new messages of the code in the .po files and take old ones out
	@$(BIN)/python -m tests.wording.catalogues

format: $(VENV)/.ready-to-test ## mend style where it can be mended
	@$(BIN)/ruff check --fix . ; $(BIN)/ruff format .

clean: ## remove everything that make made here, .venv included
	@rm -rf $(VENV) .cache .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis build dist test-results
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# uv is several times faster; where it cannot be had or cannot reach the packages, pip does the same work.
install = { test -x $(BIN)/uv && $(BIN)/uv pip install --quiet --python $(BIN)/python -c constraints.txt -e $(1); } \
	|| { echo "uv could not install; trying pip, which takes a minute" && $(BIN)/python -m pip install --quiet -c constraints.txt -e $(1); }

comma := ,
# By a name: a comma written in the call would end what is handed over.
MEASURED_AGAINST := '.[test,bench]'

$(VENV)/.ready-to-bench: $(VENV)/.ready-to-test
	@echo "== installing what is measured against" && $(call install,$(MEASURED_AGAINST))
	@touch $@

$(VENV)/.made:
	@command -v $(PYTHON) >/dev/null 2>&1 || { echo "Python is missing: install Python 3.11 or newer, then try again."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; this is $$($(PYTHON) --version). Name another one with PYTHON=python3.12."; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "Python's venv module is missing: apt install python3-venv, then try again."; exit 1; }
	@echo "== making $(VENV)" && $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv || echo "uv could not be had"
	@touch $@

$(VENV)/.ready-to-run: pyproject.toml constraints.txt | $(VENV)/.made
	@echo "== installing what the app needs" && $(call install,.)
	@touch $@

# What the tests need holds what the app needs, so both stamps are set.
$(VENV)/.ready-to-test: pyproject.toml constraints.txt | $(VENV)/.made
	@echo "== installing what the tests need" && $(call install,'.[test]')
	@touch $(VENV)/.ready-to-run $@

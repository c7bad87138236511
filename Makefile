# demo   read the bundled article: a table of triples, and out/demo.graphml
# test   run every test                 check  format, lint, types, import floors, tests
# docs   build the documentation into site/      notebooks  write their .ipynb again
# train  make models/ again (DATA=…)    bench  quality and speed, one table
# test-ftm  check FollowTheMoney files by their own schemata (needs libicu-dev and g++)
PYTHON ?= python3
VENV ?= .venv
DATA ?= ../shared/data
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: demo test test-ftm check lint docs notebooks train bench clean

demo: $(VENV)/.run
	@mkdir -p out
	@$(BIN)/entityx extract examples/article.txt --format table
	@$(BIN)/entityx graph examples/article.txt -o out/demo.graphml

test: $(VENV)/.dev
	$(BIN)/python -m pytest -q

test-ftm: $(VENV)-ftm/.made
	$(VENV)-ftm/bin/python -m pytest -q tests/export/test_ftm_schema.py

check: lint test

lint: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

docs: $(VENV)/.dev
	$(BIN)/python -m mkdocs build --strict

notebooks: $(VENV)/.dev
	$(BIN)/python -m jupytext --quiet --update --to ipynb notebooks/*.py

train: $(VENV)/.train
	$(BIN)/python -m spacy project run all training --vars.data "$(abspath $(DATA))"

bench: $(VENV)/.dev
	$(BIN)/python -m benchmarks

clean:
	rm -rf $(VENV) $(VENV)-ftm out build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("entityx needs Python 3.11 or newer, this is " + sys.version.split()[0] + "; try make PYTHON=python3.12")'
	@echo "creating $(VENV) and installing entityx, once"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run: pyproject.toml | $(BIN)/python
	@$(PIP) -e .
	@touch $@

$(VENV)/.dev: pyproject.toml | $(BIN)/python
	@$(PIP) -e '.[dev]'
	@touch $@ $(VENV)/.run

$(VENV)-ftm/.made: pyproject.toml
	@$(PYTHON) -m venv $(VENV)-ftm
	@$(VENV)-ftm/bin/python -m pip install --quiet --disable-pip-version-check -e '.[ftm-test]'
	@touch $@

# torch first and alone: spacy-transformers would otherwise bring gigabytes of CUDA
$(VENV)/.train: pyproject.toml | $(BIN)/python
	@$(PIP) torch==2.13.0
	@$(PIP) -e '.[dev,train]'
	@touch $@

# make nightly   install what is missing, then run the whole night over raw/
# make test      run the tests        make check   format, lint, types and every SQL file
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: setup nightly test check format sample bless bench soak clean

setup: $(VENV)/.installed

# Made anew only when the pins or the package's own needs change.
$(VENV)/.installed: constraints.txt pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing the pinned dependencies into $(VENV) (once, a minute or two) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[dev]"
	@touch $@

nightly: setup
	@$(BIN)/gongkai nightly

test: setup
	@$(BIN)/python -m pytest -n 2

check: setup
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/python -m gongkai.warehouse.explain

format: setup
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

sample: setup
	@$(BIN)/python -m tests.factory.county raw/sample

clean:
	rm -rf $(VENV) warehouse raw/*/vault raw/*/state

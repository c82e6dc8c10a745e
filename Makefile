# make nightly   install what is missing, then run the whole night over raw/
# make test      run the quick tests, minutes         make check      format, lint, types and every SQL file
# make test-deep run the long ones, with coverage     make coverage   both halves, with coverage
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: setup nightly test test-deep coverage check format sample bless bench bench-nation soak clean

setup: $(VENV)/.installed

# Rebuilt only when the pins or the package's own needs change. LOCKED=1: only files whose hash is known; the lock is
# whole, so pip looks for nothing beside it (what asks for sqlalchemy[asyncio] would have it pinned under that name).
$(VENV)/.installed: constraints.txt constraints.lock pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing the pinned dependencies into $(VENV) (once, a minute or two) ..."
ifdef LOCKED
	@$(PIP) --require-hashes --no-deps -r constraints.lock
	@$(PIP) --no-deps --no-build-isolation -e .
	@$(BIN)/python -m pip check
else
	@$(PIP) -c constraints.txt -e ".[dev]"
endif
	@touch $@

nightly: setup
	@$(BIN)/gongkai nightly

# With bytecode kept even where containers ask for none: the workers, and the commands that tests start, would
# each compile everything again.
TEST := PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n 2 --dist worksteal

# A sample of each kind; five minutes on two cores.
test: setup
	@$(TEST)

# Round trips at length, killed and disturbed nights, the lake, the browser; what they cover of the branches.
test-deep: setup
	@$(TEST) -m deep --cov

# Both, for the coverage of the whole.
coverage: setup
	@$(TEST) -m "not soak" --cov

check: setup
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/vulture
	@$(BIN)/python -m gongkai.build.explain_sql

format: setup
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

sample: setup
	@$(BIN)/python -m tests.factory.county raw/sample

# Re-writes the golden pairs of tests/golden; look at the difference before it is committed.
bless: setup
	@$(BIN)/python -m tests.golden.bless
	@$(BIN)/python -m tests.unit.audit.golden

# Minutes: each prints what it compares.
bench: setup
	@$(BIN)/python -m tests.bench.bench_readers
	@$(BIN)/python -m tests.bench.bench_contained
	@$(BIN)/python -m tests.bench.bench_ranking
	@$(BIN)/python -m tests.bench.bench_revisions
	@$(BIN)/python -m tests.bench.bench_originality
	@$(BIN)/python -m tests.bench.bench_pull
	@$(BIN)/python -m tests.bench.bench_pack
	@$(BIN)/python -m tests.bench.nation --units 2860

# 41,000 units x 7 years: an hour or more, and some 40 GB of disk.
bench-nation: setup
	@$(BIN)/python -m tests.bench.nation --units 41000

# Hours: 100,000 round trips, 20,000 damaged documents, killed pulls and nights.
soak: setup
	@$(BIN)/python -m pytest -m soak -n 2 -s
	@$(BIN)/python -m tests.soak.mutate_sql
	@$(BIN)/python -m tests.soak.chaos --nights 200 --prefect 10

clean:
	rm -rf $(VENV) raw/*/vault raw/*/state
	test ! -d warehouse || find warehouse -mindepth 1 -maxdepth 1 ! -name README.md -exec rm -rf {} +

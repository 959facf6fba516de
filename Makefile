# Everything a person does here. Each target first sets up what it needs in .venv, once, and again when a lock changed.
# A bare `make` lists the targets.

PY := .venv/bin/python
WORKERS ?= auto
ARGS ?=

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test check format-check lint types layers manifest-check coverage e2e pictures bench digests soak soak-short format lock clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' Makefile

run: .venv/run.installed ## try the bot: sample register, invented colleagues, a local Teams client
	@$(PY) -m bot demo $(ARGS)

test: .venv/dev.installed ## run the tests on SQLite and PostgreSQL (a few minutes)
	@echo "Tests: on SQLite, and on PostgreSQL where it is found. This takes a few minutes."
	@$(PY) -m pytest -n $(WORKERS) $(ARGS)

check: format-check lint types layers manifest-check test ## everything that must hold before a commit
	@echo "All checks passed."

format-check: .venv/dev.installed
	@echo "Format: is every file laid out as ruff would?"
	@$(PY) -m ruff format --check .

lint: .venv/dev.installed
	@echo "Lint: ruff's rules, the ban on reading the clock among them."
	@$(PY) -m ruff check .

types: .venv/dev.installed
	@echo "Types: mypy, strict. Half a minute the first time."
	@$(PY) -m mypy

layers: .venv/dev.installed
	@echo "Layers: who may import whom."
	@PYTHONPATH=. .venv/bin/lint-imports

manifest-check: .venv/dev.installed
	@echo "Manifest: is the Teams app package what the commands say?"
	@$(PY) -m manifest.build --check

coverage: .venv/dev.installed ## run the tests and list the lines that none of them reached
	@echo "Tests with coverage. This takes several minutes."
	@$(PY) -m pytest -n $(WORKERS) --cov --cov-report=term $(ARGS)

e2e: .venv/dev.installed build/e2e/fetched ## drive the bot in a real Teams client (needs Node and Chromium; a few minutes)
	@echo "End to end: the Agents Playground in headless Chromium. A few minutes; pictures go to build/e2e."
	@$(PY) -m pytest tests/e2e $(ARGS)

pictures: e2e ## take the pictures of the README and docs/ anew, in that same Teams client
	@$(PY) -m tests.e2e.album

bench: .venv/dev.installed ## measure answers, start and memory beside this machine's own floor
	@echo "Benchmarks: some minutes, on a machine that is doing nothing else."
	@$(PY) -m benchmarks $(ARGS)

digests: .venv/dev.installed ## play eight weeks of six directorates, and count each figure of each digest a second time
	@echo "Digests: eight weeks over Easter, restarted every day. A minute and a half."
	@$(PY) -m bot simulate --digests --owners 36 --pledges 360 --seed 3 $(ARGS)

soak: .venv/dev.installed ## kill the bot 20 times while it sends, then send 40,000 nudges at Teams' limits, on both databases
	@echo "Soak: twenty kills under load, then 20,000 nudges by one process and as many by four, on each database."
	@echo "About an hour and a quarter, on a machine that does nothing else; ARGS='--story kills' takes five minutes."
	@$(PY) -m tests.soak $(ARGS)

soak-short: .venv/dev.installed ## the same with 100 nudges and three kills, and 60 nudges by one process and by two
	@echo "Soak, the short form: three kills, then the pace of one process and of two, on each database. About a minute."
	@$(PY) -m tests.soak --short $(ARGS)

format: .venv/dev.installed ## lay out every file, and mend what ruff can mend
	@$(PY) -m ruff check --fix-only .
	@$(PY) -m ruff format .

lock: .venv/dev.installed ## write requirements/*.txt anew from pyproject.toml (ARGS=--upgrade for the newest)
	@echo "Locks: asking the package index for versions and hashes. Half a minute."
	@requirements/lock.sh $(ARGS)

clean: ## remove .venv and all that was built
	@rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .coverage*

.venv/run.installed: requirements/run.txt requirements/install.sh pyproject.toml
	@requirements/install.sh run
	@touch $@

.venv/dev.installed: requirements/dev.txt .venv/run.installed
	@requirements/install.sh dev
	@touch $@

build/e2e/fetched: tests/e2e/package.json tests/e2e/package-lock.json
	@command -v npm >/dev/null || { echo "The browser tests need Node: on Debian and Ubuntu, apt install nodejs npm" >&2; exit 1; }
	@echo "Fetching what draws the cards in the dark, with npm. Some seconds, once."
	@mkdir -p build/e2e
	@cp $^ build/e2e/
	@npm ci --prefix build/e2e --legacy-peer-deps --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null
	@touch $@

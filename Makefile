# Everything runs in an environment of its own: `make demo` needs Python 3.11 or later and a package index.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
FIXTURE ?= fixtures/spun/maraicher.txt
SECONDS ?= 60
# Marks of the tests that need more than Python and the package index, or minutes.
MORE := browser or hook or package or spark or heavy

.DEFAULT_GOAL := help
.PHONY: help demo test test-all fuzz coverage audit bench evaluate ablation evaluate-held-out figures floors signatures data train man lint format clean

help:  ## Show this list.
	@sed -n 's/^\([a-z-]*\):.*## /\1	/p' $(MAKEFILE_LIST) | expand -t 20

# Findings are what the demo is for, so the exit status 1 that announces them is a success here.
demo: $(VENV)/.stamp-run  ## Install, then check a spun document and show what comes out.
	$(BIN)/spin-detector check $(FIXTURE) || test $$? -eq 1

test: lint  ## Lint, check types, run the tests.
	$(BIN)/mypy
	$(BIN)/pytest -m 'not ($(MORE))'

test-all: $(VENV)/.stamp-train $(VENV)/.stamp-data $(VENV)/.stamp-browser $(VENV)/.stamp-hook $(VENV)/.stamp-package $(VENV)/.stamp-scale test  ## All of `make test`, and what needs more than Python and the package index.
	$(BIN)/pytest -m '$(MORE)'

coverage: $(VENV)/.stamp-dev $(VENV)/.stamp-train  ## Run the tests and say which branches of the package they leave out; fails under 95 %.
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest -m 'not ($(MORE))'
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

# What users get, in an environment of its own, without the tools of this one.
audit: $(VENV)/.stamp-audit  ## Write a bill of materials to build/sbom.cdx.json and look for known vulnerabilities.
	rm -rf build/runtime
	$(PYTHON) -m venv build/runtime
	build/runtime/bin/python -m pip install --quiet .
	$(BIN)/cyclonedx-py environment --pyproject pyproject.toml --output-reproducible --output-file build/sbom.cdx.json build/runtime/bin/python
	build/runtime/bin/python -m pip freeze --exclude spin-detector > build/runtime.txt
	$(BIN)/pip-audit --strict --disable-pip --no-deps --requirement build/runtime.txt

fuzz: $(VENV)/.stamp-dev $(VENV)/.stamp-fuzz  ## Look for input that breaks or holds up the package, each kind for SECONDS (60), and print the slowest.
	$(BIN)/python -m tests.fuzz $(SECONDS)
	$(BIN)/python -m tests.slowest $(SECONDS)

lint: $(VENV)/.stamp-dev  ## Check style and format.
	$(BIN)/ruff check
	$(BIN)/ruff format --check

format: $(VENV)/.stamp-dev  ## Mend style and format.
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: $(VENV)/.stamp-dev  ## Measure speed, memory, size, peers; BENCH="--only web --seconds 1" for less.
	$(BIN)/python -m tests.performance.bench $(BENCH)

evaluate: $(VENV)/.stamp-train $(VENV)/.stamp-bench  ## Print the FR-SPIN tables; EXTERNAL=DIR scores the documents of that folder instead.
	$(BIN)/python -m tests.quality.evaluate --articles $(if $(EXTERNAL),--external '$(EXTERNAL)')

ablation: $(VENV)/.stamp-train $(VENV)/.stamp-data  ## Fit without each kind of evidence on a quarter of the training documents, print what that costs.
	$(BIN)/python -m tests.quality.ablation

evaluate-held-out: $(VENV)/.stamp-train $(VENV)/.stamp-data  ## Train five models without a family or some sources (half an hour), measure what each never saw.
	$(BIN)/python -m tests.quality.held_out

floors: $(VENV)/.stamp-train $(VENV)/.stamp-data  ## Pin the figures that must not fall anew; LOWER=1 pins those that fell as well.
	$(BIN)/python -m tests.quality.floors $(if $(LOWER),--lower)

figures: $(VENV)/.stamp-train $(VENV)/.stamp-data $(VENV)/.stamp-bench  ## After training: measure anew what is pinned or quoted by program (floors, plot, model card, profiles, dossier).
	mkdir -p build
	$(BIN)/python -m tests.quality.evaluate --articles --json build/evaluate.json --plots tests/quality | tee build/evaluate.md
	$(BIN)/python -m tests.quality.card build/evaluate.json
	$(BIN)/python -m tests.quality.profiled build/evaluate.json
	$(BIN)/python -m tests.quality.measured
	$(BIN)/python -m tests.quality.floors $(if $(LOWER),--lower)

signatures: $(VENV)/.stamp-train  ## Print how well signatures find spins of one text, beside plain MinHash.
	$(BIN)/python -m tests.quality.signatures

data: $(VENV)/.stamp-data  ## Rebuild the tables of detector/data from their published sources.
	$(BIN)/python -m seeds.tables

train: $(VENV)/.stamp-train  ## Train the model on documents made by the simulator.
	$(BIN)/python -m seeds.train

man: $(VENV)/.stamp-run  ## Write the manual page to build/man.
	$(BIN)/python -m seeds.manual

clean:  ## Remove the environment and everything that tools left behind.
	rm -rf $(VENV) build dist .coverage .coverage.* .hypothesis .mypy_cache .pytest_cache .ruff_cache

# pip 25.1 is the first that reads dependency groups.
$(VENV)/.stamp-run: pyproject.toml seeds/compile.py $(wildcard detector/*.[ch])
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

$(VENV)/.stamp-dev $(VENV)/.stamp-data $(VENV)/.stamp-browser $(VENV)/.stamp-hook $(VENV)/.stamp-package $(VENV)/.stamp-audit $(VENV)/.stamp-scale $(VENV)/.stamp-bench $(VENV)/.stamp-fuzz: $(VENV)/.stamp-%: $(VENV)/.stamp-run
	$(BIN)/python -m pip install --quiet --group $*
	touch $@

$(VENV)/.stamp-train: $(VENV)/.stamp-run
	$(BIN)/python -m pip install --quiet --editable '.[train]'
	touch $@

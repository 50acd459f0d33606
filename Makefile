# make map    makes the map from the records: output/index.html
# make test   runs the whole test suite
# Both make .venv first if need be, and are quick the second time.
# Another Python: make map PYTHON=/path/to/python3.12

VENV = .venv
BIN = $(VENV)/bin
INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check
# What the commands install is known to the byte; tools that only make development easier, by version.
LOCKED = $(INSTALL) --require-hashes --requirement
ITSELF = $(INSTALL) --no-deps --no-build-isolation --editable .
TOOL = $(INSTALL) --constraint requirements/constraints.txt
NEW_ENOUGH = import sys; sys.exit(sys.version_info < (3, 11))
PYTHON = $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	if $$p -c '$(NEW_ENOUGH)' >/dev/null 2>&1; then echo $$p; break; fi; done)
# Each worker has half of the files, so that one makes what a file's tests share, until it helps the other.
TWO = --numprocesses 2 --dist worksteal
FOLDER = .
OUT =
# Compiled modules are kept, whatever the surroundings say: the tests start a hundred interpreters.
export PYTHONDONTWRITEBYTECODE =
ARGS =

.PHONY: help map check test test-more lint lint-page lint-page-now format messages screenshots bench browser clean coverage fuzz mutants lock licences problems sbom audit dist

help:
	@echo 'make map     make the map from the records: output/index.html'
	@echo 'make check   list everything that is wrong with the records'
	@echo 'make test    run the whole test suite   (ARGS="-k join" runs a part of it)'
	@echo 'make test-more  what repeats other tests at length: random kills, millions of problems, all examples'
	@echo 'make lint    ruff, the formatting, the types, the order of imports and the docstrings'
	@echo 'make lint-page  the same for the scripts and styles of the page (needs Node 18 or newer with npm)'
	@echo 'make format  bring the code into its form'
	@echo 'make messages  bring the catalogues in step with the words in the code'
	@echo 'make screenshots  take the pictures in docs/images anew'
	@echo 'make bench   measure the speed: see benchmarks/README.md'
	@echo 'make coverage  run the suite and say which lines and branches it never reaches'
	@echo 'make fuzz    feed the readers what no one would write: see tests/fuzz/README.md'
	@echo 'make mutants change the code a little at a time and see whether a test notices: docs/mutation.md'
	@echo 'make lock    write the locks anew from pyproject.toml and requirements/constraints.txt'
	@echo 'make problems  write docs/problems.md anew'
	@echo 'make licences  write docs/licences.md anew'
	@echo 'make dist    the wheel, the sdist and their SHA-256 in dist/: docs/releasing.md'
	@echo 'make sbom    list all parts of the program for other programs: output/mapgen.cdx.json'
	@echo 'make audit   ask the advisory data base about every pinned package (needs the network)'
	@echo 'make clean   remove .venv, output and what the tools keep'

map: $(VENV)/.installed
	@$(BIN)/mapgen build "$(FOLDER)" $(if $(OUT),-o "$(OUT)")

check: $(VENV)/.installed
	@$(BIN)/mapgen check "$(FOLDER)"

test: $(VENV)/.test browser
	$(BIN)/python -m pytest $(TWO) -m "not more" $(ARGS)

test-more: $(VENV)/.test browser
	MAPGEN_ALL_EXAMPLES=1 $(BIN)/python -m pytest $(TWO) -m "more or hypothesis" $(ARGS)

lint: $(VENV)/.lint
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m mypy --strict mapgen
	$(BIN)/lint-imports
	$(BIN)/python tools/docstrings.py

PAGE = tools/page
PAGE_BIN = $(PAGE)/node_modules/.bin
PAGE_STYLES = "mapgen/**/*.css"
PAGE_FILES = "mapgen/**/*.{js,css}" "tests/page/core/*.mjs" "$(PAGE)/*.{js,json}"

lint-page:
	@if command -v npm >/dev/null 2>&1; then $(MAKE) --no-print-directory lint-page-now; \
	else echo 'make lint-page: skipped, there is no Node with npm here'; fi

lint-page-now: $(PAGE)/node_modules/.package-lock.json $(VENV)/.lint
	$(PAGE_BIN)/eslint --config $(PAGE)/eslint.config.js mapgen tests tools
	$(PAGE_BIN)/tsc --project $(PAGE)/tsconfig.json
	$(BIN)/python tools/short_names.py
	$(PAGE_BIN)/stylelint --config $(PAGE)/stylelint.json $(PAGE_STYLES)
	$(PAGE_BIN)/prettier --config $(PAGE)/prettier.json --check $(PAGE_FILES)

$(PAGE)/node_modules/.package-lock.json: $(PAGE)/package-lock.json
	npm ci --prefix $(PAGE) --no-audit --no-fund

format: $(VENV)/.lint
	$(BIN)/python -m ruff check --fix .
	$(BIN)/python -m ruff format .
	@if [ -d $(PAGE)/node_modules ]; then $(PAGE_BIN)/prettier --config $(PAGE)/prettier.json --write $(PAGE_FILES); fi

messages: $(VENV)/.test
	@$(BIN)/python tools/messages.py

screenshots: $(VENV)/.test browser
	@$(BIN)/python tools/screenshots.py

bench: $(VENV)/.test browser
	@for script in benchmarks/bench_*.py; do echo "$$script"; $(BIN)/python "$$script" || exit 1; done

coverage: $(VENV)/.test browser
	@$(TOOL) pytest-cov
	$(BIN)/python -m pytest --cov=mapgen --cov-branch --cov-report=term-missing:skip-covered $(ARGS)

SECONDS = 60
TARGETS = dates claims markdown page csv csl geojson toml story events places memberships
fuzz: $(VENV)/.test
	@$(TOOL) atheris
	@for target in $(TARGETS); do for form in "" "+"; do \
		echo "$$target$$form"; \
		$(BIN)/python tests/fuzz/fuzz.py "$$target$$form" $(SECONDS) 2>&1 | tail -n 20 | grep -v '^#' || exit 1; \
	done; done

STRYKER = @stryker-mutator/core@9.6.1
mutants: $(VENV)/.test
	@$(TOOL) mutmut
	PYTEST_DISABLE_PLUGIN_AUTOLOAD=1 nice -n 19 $(BIN)/python -m mutmut run --max-children 1 $(ARGS)
	@$(BIN)/python -m mutmut results
	@command -v npx >/dev/null || { \
		echo 'The scripts of the page (filter.js) need Node 20 or newer with npx for this.'; exit 1; }
	@mkdir -p mutants
	nice -n 19 npx --yes --package $(STRYKER) stryker run tools/page/stryker.json

lock: $(VENV)/.installed
	@$(TOOL) uv
	@$(BIN)/python tools/lock.py

problems: $(VENV)/.installed
	@$(BIN)/python tools/problem_codes.py

licences: $(VENV)/.installed
	@$(BIN)/python tools/licences.py

sbom: $(VENV)/.installed
	@$(TOOL) cyclonedx-bom
	@mkdir -p output
	@$(BIN)/python -m cyclonedx_py requirements requirements/run.lock --pyproject pyproject.toml \
		--output-reproducible --output-format JSON --output-file output/mapgen.cdx.json
	@$(BIN)/python tools/licences.py output/mapgen.cdx.json
	@echo output/mapgen.cdx.json

audit: $(VENV)/.installed
	@$(TOOL) pip-audit
	@for lock in requirements/*.lock; do $(BIN)/python -m pip_audit --require-hashes --disable-pip \
		--requirement $$lock || exit 1; done

browser: $(VENV)/.test
	@$(BIN)/python tests/chromium.py

TAG =
REPOSITORY =

dist: $(VENV)/.installed
	$(BIN)/python tools/dist.py "$(TAG)" "$(REPOSITORY)"

clean:
	rm -rf $(VENV) output dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# A .venv that could not be made whole is removed again, or the next run would take it for one.
$(BIN)/python:
	@if [ -z '$(PYTHON)' ]; then \
		echo 'Python 3.11 or newer is needed and was not found.'; \
		echo 'If it is somewhere else: make map PYTHON=/path/to/python3'; \
		exit 1; fi
	@if $(PYTHON) -c 'import ensurepip' >/dev/null 2>&1; then :; \
	elif command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
		echo 'Installing python3-venv'; \
		apt-get update -qq && apt-get install -y -qq python3-venv >/dev/null; \
	elif command -v apt-get >/dev/null && sudo -n true 2>/dev/null; then \
		echo 'Installing python3-venv'; \
		sudo -n apt-get update -qq && sudo -n apt-get install -y -qq python3-venv >/dev/null; \
	else \
		echo 'This Python cannot make virtual environments (it lacks ensurepip).'; \
		echo 'On Debian and Ubuntu: sudo apt-get install python3-venv'; \
		exit 1; fi
	@echo 'Making $(VENV)'
	@rm -rf $(VENV)
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 1; }

$(VENV)/.installed: pyproject.toml requirements/run.lock | $(BIN)/python
	@echo 'Installing mapgen into $(VENV)'
	@$(LOCKED) requirements/run.lock
	@$(ITSELF)
	@touch $@

$(VENV)/.test: requirements/test.lock | $(VENV)/.installed
	@echo 'Installing what the tests need'
	@$(LOCKED) requirements/test.lock
	@touch $@

$(VENV)/.lint: requirements/lint.lock | $(VENV)/.installed
	@echo 'Installing what the checks need'
	@$(LOCKED) requirements/lint.lock
	@touch $@

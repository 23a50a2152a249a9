# Every target makes and uses .venv by itself. `make` alone lists them.

PYTHON  ?= python3
ARTICLE ?= seeds/volchansk/article.txt
# Linux, without CUDA: make setup TORCH="torch==2.13.0 --index-url https://download.pytorch.org/whl/cpu"
TORCH   ?= torch==2.13.0

SPLIT   ?= dev
NAME    ?= all

VENV  := .venv
BIN   := $(VENV)/bin
STAMP := $(VENV)/.ready

PORT    ?= 7860

.PHONY: help setup report app test check gate eval bench readme train clean

help:
	@echo "make report [ARTICLE=path]   a report of one article"
	@echo "make app [PORT=7860]         the demo in the browser"
	@echo "make test                    everything that CI runs: check, the tests, the gate"
	@echo "make check                   lint, types, and the README compared with the program"
	@echo "make gate                    score the dev seeds and fail if a figure falls below its floor"
	@echo "make eval [SPLIT=test]       score the seeds beside the baselines; writes eval/reports/SPLIT.html and .json"
	@echo "make bench DATA=path         every public benchmark whose data lies in its folder under the path; one alone: python -m eval bench NAME"
	@echo "make readme                  write the README's generated parts anew, the model's words too"
	@echo "make train DATA=path         train the attribution taggers on PolNeAR; with COFENET=path the taggers of names and words too,"
	@echo "                             with SETS=path of the folders of public data sets the classifiers"
	@echo "make setup                   only .venv, with everything in it"
	@echo "make clean                   remove .venv and caches"

setup: $(STAMP)

report: $(STAMP)
	@$(BIN)/python -m summarizer "$(ARTICLE)"

app: $(STAMP)
	@$(BIN)/python app.py --port $(PORT)

test: check
	$(BIN)/python -m pytest
	@$(MAKE) --no-print-directory gate

gate: $(STAMP)
	$(BIN)/python -m eval gate

eval: $(STAMP)
	$(BIN)/python -m eval run --split $(SPLIT) --json eval/reports/$(SPLIT).json --html eval/reports/$(SPLIT).html

check: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m scripts.readme --check

bench: $(STAMP)
	@test -n "$(DATA)" || { echo "error: make bench needs DATA=path of the folders with the benchmarks' data" >&2; exit 2; }
	$(BIN)/python -m eval bench $(NAME) --data "$(DATA)" --json eval/reports/bench.json

readme: $(STAMP)
	$(BIN)/python -m scripts.readme --record

train: $(STAMP)
	@test -n "$(DATA)" || { echo "error: make train needs DATA=path of a PolNeAR checkout" >&2; exit 2; }
	$(BIN)/python -m training.attribution --data "$(DATA)" --out summarizer/adapters/attribution.safetensors
	$(BIN)/python -m training.attribution --wide --data "$(DATA)" --out summarizer/adapters/attribution_wide.safetensors
	test -z "$(COFENET)" || $(BIN)/python -m training.syntax names --data "$(COFENET)" --out summarizer/adapters/names.safetensors
	test -z "$(COFENET)" || $(BIN)/python -m training.syntax words --data "$(COFENET)" --out summarizer/adapters/words.safetensors
	test -z "$(SETS)" || $(BIN)/python -m training.checkable --data "$(SETS)" --out summarizer/adapters/checkable.safetensors
	test -z "$(SETS)" || $(BIN)/python -m training.loaded --data "$(SETS)" --out summarizer/adapters/loaded.safetensors
	test -z "$(SETS)" || $(BIN)/python -m training.stance --data "$(SETS)" --out summarizer/adapters/stance.safetensors
	test -z "$(PAIRS)" || $(BIN)/python -m training.writer --data "$(PAIRS)" --out summarizer/adapters/writer.safetensors

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis

# torch goes first and alone, so that its source can be chosen; the rest then finds it in place.
$(STAMP): pyproject.toml constraints.txt summarizer/models/packages.py
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "error: Python 3.11 or later is needed; set PYTHON=python3.11")'
	@echo "Setting up $(VENV); the first time this takes a few minutes ..." >&2
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check $(TORCH)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@$(BIN)/python -m summarizer models install
	@touch $@

# `make` alone lists the targets. `make run` and `make test` are the two commands a newcomer needs.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON ?= python3
PORT ?= 8000
PY := .venv/bin/python
ROOMS := accounts base cms courses h5p h5p_django home self_assessment
FRONT_END := $(shell find static -path static/build -prune -o \( -name '*.css' -o -name '*.js' -o -name '*.svg' \) -print)
CATALOGUES := $(wildcard */locale/*/LC_MESSAGES/django.po)

.PHONY: help run test check bench messages lock
help:  ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /|/' | column -t -s '|'

# --- what the commands below need --------------------------------------------------------------------

.venv/installed: requirements.txt
	@$(PYTHON) -c 'import sys; assert sys.version_info >= (3, 11), "Python 3.11 or newer is needed"'
	@test -x $(PY) || $(PYTHON) -m venv .venv
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

.venv/installed-dev: requirements-dev.txt .venv/installed
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

node_modules/installed: package-lock.json
	npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

static/build/built: build.mjs node_modules/installed $(FRONT_END)
	node build.mjs
	@touch $@

var/trial.env:
	@mkdir -p var
	@printf 'DEMO=true\nSITE_URL=http://127.0.0.1:%s\nSECRET_KEY=%s\n' $(PORT) \
		"$$($(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(50))')" > $@

staticfiles/collected: static/build/built .venv/installed var/trial.env $(wildcard static/*)
	ENV_FILE=var/trial.env $(PY) manage.py collectstatic --noinput --verbosity 0
	@touch $@

# --- the commands ------------------------------------------------------------------------------------

run: staticfiles/collected $(CATALOGUES)  ## the whole site with real content and demo people on http://127.0.0.1:8000
	@ENV_FILE=var/trial.env $(PY) manage.py prepare_trial
	@echo "Byggestein is at http://127.0.0.1:$(PORT) (stop with Ctrl+C)"
	@ENV_FILE=var/trial.env exec .venv/bin/gunicorn cms.wsgi --bind 127.0.0.1:$(PORT) \
		--worker-class gthread --threads 4 --timeout 60 --log-level warning

check: .venv/installed-dev  ## the fast checks, for every save
	.venv/bin/ruff check .
	.venv/bin/ruff format --check --quiet .
	.venv/bin/mypy
	.venv/bin/lint-imports --no-cache | tail -n 12
	.venv/bin/djlint templates --lint --quiet
	@SECRET_KEY=check ENV_FILE=/dev/null $(PY) manage.py makemigrations --check --dry-run

test:  ## all that CI checks: the fast checks, unit tests and browser journeys, on SQLite and PostgreSQL
	@bash bin/test

bench: .venv/installed-dev static/build/built  ## measure against the budgets; also bench/out.json
	@bash bin/bench

messages: .venv/installed  ## add new interface texts to the catalogues and list what lacks a translation
	SECRET_KEY=messages ENV_FILE=/dev/null $(PY) manage.py messages

lock: .venv/installed-dev  ## compile requirements.in and requirements-dev.in to pinned, hashed files
	for name in requirements requirements-dev; do .venv/bin/pip-compile --quiet --generate-hashes \
		--strip-extras --allow-unsafe --no-emit-index-url --no-emit-trusted-host --no-emit-find-links \
		--output-file $$name.txt $$name.in; done

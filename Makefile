# `make` alone lists the targets.
SHELL := /bin/bash
PYTHON ?= python3
PY := .venv/bin/python
export DJANGO_SETTINGS_MODULE ?= cms.settings

.PHONY: help run test check bench messages lock
help:  ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

#!/bin/sh
# Creates the environment of the project in a new development container.
set -eu
cd "$(dirname "$0")/.."
<%_ if (manager === 'uv') { _%>
python -m pip install --user uv==<%- versions.uv %>
if [ -f uv.lock ]; then python -m uv sync --locked; else python -m uv sync; fi
<%_ } else { _%>
python -m venv .venv
.venv/bin/python -m pip install -r requirements.txt -r requirements_dev.txt
.venv/bin/python -m pip install --no-deps -e .
<%_ } _%>

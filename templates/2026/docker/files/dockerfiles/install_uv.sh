#!/bin/sh
# Installs the packages of a container: the dependencies of the project and the extras that are named.
#   sh install.sh serving
#   sh install.sh --only frontend    the packages of an extra, and not the dependencies of the project
# The versions are those of uv.lock, if there is one. PyTorch comes from TORCH_INDEX: the default build brings gigabytes of CUDA.
# Packages in WITHOUT are left out, with what only they need.
set -eu

only=""
if [ "${1:-}" = --only ]; then
    only=yes
    shift
fi
extras=""
for extra in "$@"; do extras="$extras --extra $extra"; done
locked=""
if [ -f uv.lock ]; then locked="--locked"; fi

list() {
    # shellcheck disable=SC2086  # one word for each option
    uv export --quiet $locked --no-default-groups $extras --no-emit-project --no-hashes --no-annotate --no-header "$@"
}

if [ -n "$only" ]; then
    python - "$@" > packages.txt << 'PYTHON'
import sys
import tomllib

with open("pyproject.toml", "rb") as file:
    project = tomllib.load(file)["project"]
print(*(package for extra in sys.argv[1:] for package in project["optional-dependencies"][extra]), sep="\n")
PYTHON
    list > versions.txt
    uv pip install --constraint versions.txt --requirement packages.txt
    exit
fi
# Everything except PyTorch and what only PyTorch needs, then PyTorch by its version, whichever build that is.
without=""
for package in ${WITHOUT:-}; do without="$without --prune $package"; done
# shellcheck disable=SC2086  # one word for each option
list --prune torch $without > packages.txt
# shellcheck disable=SC2086
list $without | sed -n '/^torch==/{s/+[^ ;]*//;p;}' >> packages.txt
uv pip install ${TORCH_INDEX:+--index "$TORCH_INDEX" --index-strategy unsafe-best-match} --requirement packages.txt

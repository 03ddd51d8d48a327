#!/bin/sh
# Installs the packages of a container: those that the project always needs, and the groups that are named.
#   sh install.sh api
# In the versions of uv.lock where it is there. PyTorch comes from TORCH_INDEX: the ordinary build brings gigabytes of CUDA.
set -eu

groups=""
for group in "$@"; do groups="$groups --group $group"; done
locked=""
if [ -f uv.lock ]; then locked="--locked"; fi

list() {
    # shellcheck disable=SC2086  # one word for each option
    uv export --quiet $locked --no-default-groups $groups --no-emit-project --no-hashes --no-annotate --no-header "$@"
}

# All but PyTorch and what only PyTorch needs, then PyTorch by its version, whichever build that is.
list --prune torch > packages.txt
list | sed -n '/^torch==/{s/+[^ ;]*//;p;}' >> packages.txt
uv pip install --index "$TORCH_INDEX" --index-strategy unsafe-best-match --requirement packages.txt

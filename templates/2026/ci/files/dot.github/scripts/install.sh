#!/bin/sh
# Installs the project and all that its development needs, for every workflow that runs its code.
<%_ if (accelerator === 'default') { _%>
# PyTorch comes without CUDA: a runner has no GPU, and on Linux the default build takes 3.2 GB.
<%_ } _%>
<%_ if (accelerator === 'cuda' && manager === 'uv') { _%>
# PyTorch comes without CUDA: a runner has no GPU.
<%_ } _%>
set -eu
cd "$(dirname "$0")/../.."

<%_ if (manager === 'uv') { _%>
# The versions of uv.lock, if there is one. An outdated lock file is an error.
locked=""
if [ -f uv.lock ]; then locked="--locked"; fi
<%_ if (accelerator === 'cpu') { _%>
# shellcheck disable=SC2086  # no word where there is no lock file
uv sync $locked
<%_ } else { _%>

list() {
    # shellcheck disable=SC2086  # no word where there is no lock file
    uv export --quiet $locked --no-emit-project --no-hashes --no-annotate --no-header "$@"
}

# Everything except PyTorch and what only PyTorch needs, then PyTorch by its version, whichever build that is.
list --prune torch > packages.txt
list | sed -n '/^torch==/{s/+[^ ;]*//;p;}' >> packages.txt
uv venv --allow-existing
uv pip install --index https://download.pytorch.org/whl/cpu --index-strategy unsafe-best-match --requirement packages.txt
rm packages.txt
uv pip install --no-deps --editable .
<%_ } _%>
<%_ } else { _%>
<%_ if (accelerator === 'default') { _%>
export PIP_EXTRA_INDEX_URL=https://download.pytorch.org/whl/cpu
<%_ } _%>
python -m pip install -r requirements.txt -r requirements_dev.txt
python -m pip install --no-deps -e .
<%_ } _%>

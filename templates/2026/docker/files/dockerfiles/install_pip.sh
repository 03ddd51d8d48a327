#!/bin/sh
# Installs the packages of a container: those that the project always needs, and the groups that are named.
#   sh install.sh api
# In the versions of requirements.txt. PyTorch comes from TORCH_INDEX: the ordinary build brings gigabytes of CUDA.
set -eu

groups=""
for group in "$@"; do groups="$groups --group $group"; done

python -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["project"]["dependencies"], sep="\n")' > packages.txt
sed '/^--/d' requirements.txt > versions.txt
# shellcheck disable=SC2086  # one word for each option
python -m pip install --extra-index-url "$TORCH_INDEX" --constraint versions.txt --requirement packages.txt $groups

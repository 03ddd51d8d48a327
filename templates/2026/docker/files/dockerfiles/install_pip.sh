#!/bin/sh
# Installs the packages of a container: the dependencies of the project and the extras that are named.
#   sh install.sh serving
#   sh install.sh --only frontend    the packages of an extra, and not the dependencies of the project
# The versions are those of requirements.txt. PyTorch comes from TORCH_INDEX: the default build brings gigabytes of CUDA.
# Packages in WITHOUT are left out, with what only they need.
set -eu

# An extra may name others, as in "demo[config,lightning]". They are resolved here, before the project itself is copied into the image.
python - "$@" > packages.txt << 'PYTHON'
import os
import re
import sys
import tomllib

with open("pyproject.toml", "rb") as file:
    project = tomllib.load(file)["project"]
only = sys.argv[1:2] == ["--only"]
packages = [] if only else list(project["dependencies"])
extras = sys.argv[2 if only else 1 :]
for extra in extras:
    for package in project["optional-dependencies"][extra]:
        if package.startswith(project["name"] + "["):
            extras += package[len(project["name"]) + 1 : -1].split(",")
        else:
            packages.append(package)
without = os.environ.get("WITHOUT", "").split()
print(*(package for package in packages if re.split("[^a-zA-Z0-9_.-]", package)[0] not in without), sep="\n")
PYTHON
sed '/^--/d' requirements.txt > versions.txt
python -m pip install ${TORCH_INDEX:+--extra-index-url "$TORCH_INDEX"} --constraint versions.txt --requirement packages.txt

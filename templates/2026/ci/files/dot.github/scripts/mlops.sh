#!/bin/sh
# Starts the generator of this project, from an empty folder: npx would start what lies in a node_modules here.
#   sh .github/scripts/mlops.sh check --markdown
# The variable MLOPS names another command than the published one:
#   MLOPS="node /home/ada/generator-mlops/dist/mlops.cjs" sh .github/scripts/mlops.sh check
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)

empty=$(mktemp -d)
trap 'rm -rf "$empty"' EXIT
cd "$empty"
# A newer release brings newer revisions of the pack; one that is not compatible any more has another first number.
# shellcheck disable=SC2086  # several words
${MLOPS:-npx --yes generator-mlops@0} "$@" --into "$root"

#!/bin/sh
# Gets the processed data of this commit and describes them in reports/data_statistics.md, beside those of the commit before.
# The workflow data_change.yaml calls it. There, the commit before is the newest one of the branch that is merged into.
#   sh .github/scripts/data_report.sh <address of the run>
set -eu
cd "$(dirname "$0")/../.."
<%_ if (manager === 'uv') { _%>
PATH="$PWD/.venv/bin:$PATH"
<%_ } _%>

note="These are the data that the remote has for this commit."
if ! dvc pull preprocess || [ ! -f data/processed/metadata.json ]; then
    note="The remote does not have the data of this commit, or cannot be reached, so \`dvc repro\` made the data again."
    dvc repro preprocess
    # Data of your own cannot be made again: then these are other data, such as the sample.
    if ! git diff --quiet -- dvc.lock; then note="$note They are not those that dvc.lock records: did you run \`dvc push\`?"; fi
    echo "::warning::$note"
fi

work=$(mktemp -d)
finish() {
    git worktree remove --force "$work/before" 2> /dev/null || true
    rm -rf "$work"
}
trap finish EXIT
before=""
if git worktree add --quiet --detach "$work/before" HEAD^1 && (cd "$work/before" && dvc pull preprocess); then
    before=$work/before/data/processed
else
    echo "there are no data to compare with"
fi
if [ -f "$before/metadata.json" ]; then
    python -m pkgname.data_report --note "$note" --run-url "$1" --before "$before"
else
    python -m pkgname.data_report --note "$note" --run-url "$1"
fi

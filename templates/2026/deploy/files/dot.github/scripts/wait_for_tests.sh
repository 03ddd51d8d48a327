#!/bin/sh
# Waits until the workflow of the tests has ended for this commit, and fails if they failed. It needs GH_TOKEN and GH_REPO.
# Its output `green` is `yes` where they succeeded; without it, nothing is built.
#   sh .github/scripts/wait_for_tests.sh [SECONDS between two looks]
set -eu

pause=${1:-15}
looks=0
while [ "$looks" -lt 120 ]; do
    # No line: the run has not begun yet.
    state=$(gh run list --workflow tests.yaml --commit "$GITHUB_SHA" --limit 1 \
        --json status,conclusion --jq '.[] | .status + " " + .conclusion')
    case "$state" in
        "completed success")
            echo "the tests of $GITHUB_SHA are green"
            echo "green=yes" >> "${GITHUB_OUTPUT:-/dev/null}"
            exit 0
            ;;
        "completed cancelled")
            # A push that comes before the tests of the last one have ended cancels them.
            echo "::notice::the tests of $GITHUB_SHA were cancelled, so no image is built; a newer push builds its own"
            exit 0
            ;;
        "completed "*)
            echo "::error::the tests of $GITHUB_SHA ended with ${state#completed }: no image is built"
            exit 1
            ;;
    esac
    looks=$((looks + 1))
    sleep "$pause"
done
echo "::error::the tests of $GITHUB_SHA did not end in time: no image is built"
exit 1

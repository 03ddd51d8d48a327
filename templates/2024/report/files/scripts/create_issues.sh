#!/bin/sh
# Creates an issue on GitHub for each task in reports/contributions.md that has none yet. A task is known by its number, so that you can change
# the rest of a title.
#   sh scripts/create_issues.sh --dry-run    only says what it would do
#   sh scripts/create_issues.sh
set -eu
cd "$(dirname "$0")/.."

dry=""
case "${1:-}" in
    --dry-run) dry=yes ;;
    "") ;;
    *)
        echo "usage: sh scripts/create_issues.sh [--dry-run]" >&2
        exit 2
        ;;
esac

if [ -z "$dry" ] && ! command -v gh > /dev/null; then
    echo "\`gh\` is not here: install it with: sudo apt install gh (macOS: brew install gh, Windows: winget install GitHub.cli), then: gh auth login" >&2
    exit 1
fi

# A line for each task: its number, its stage and its title, with bars between them.
tasks=$(tr -d '\r' < reports/contributions.md |
    sed -n 's/^- \([0-9][0-9]*\), \([a-z0-9_]*\): \(.*\)\. Done by .*, reviewed by .*$/\1|\2|\3/p')
if [ -z "$tasks" ]; then
    echo "reports/contributions.md has no line such as: - 1, project: Put the project under git. Done by ?, reviewed by ?" >&2
    exit 1
fi

titles=""
if [ -z "$dry" ]; then
    titles=$(gh issue list --state all --limit 1000 --json title --jq '.[].title')
fi

printf '%s\n' "$tasks" | while IFS='|' read -r number stage title; do
    if printf '%s\n' "$titles" | grep -q "^Task $number: "; then
        continue
    fi
    if [ -n "$dry" ]; then
        echo "would create Task $number: $title"
    else
        gh issue create --title "Task $number: $title" --body "The page docs/$stage.md says what there is, and how it is run." < /dev/null
    fi
done

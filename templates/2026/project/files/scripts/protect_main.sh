#!/bin/sh
# Puts the rules of .github/rulesets/ on GitHub, one a file. A rule that is there by its name is replaced.
#   sh scripts/protect_main.sh --dry-run    only says what it would do
#   sh scripts/protect_main.sh
set -eu
cd "$(dirname "$0")/.."

dry=""
case "${1:-}" in
    --dry-run) dry=yes ;;
    "") ;;
    *)
        echo "usage: sh scripts/protect_main.sh [--dry-run]" >&2
        exit 2
        ;;
esac

if [ -z "$dry" ] && ! command -v gh > /dev/null; then
    echo "\`gh\` is not here: install it with: sudo apt install gh (macOS: brew install gh, Windows: winget install GitHub.cli), then: gh auth login" >&2
    exit 1
fi
for file in .github/rulesets/*.json; do
    name=$(sed -n 's/^  "name": "\(.*\)",$/\1/p' "$file")
    if [ -n "$dry" ]; then
        echo "would set: $name ($file)"
        continue
    fi
    known=$(gh api "repos/{owner}/{repo}/rulesets" --jq ".[] | select(.name == \"$name\") | .id")
    if [ -n "$known" ]; then
        gh api --silent --method PUT "repos/{owner}/{repo}/rulesets/$known" --input "$file"
    else
        gh api --silent --method POST "repos/{owner}/{repo}/rulesets" --input "$file"
    fi
    echo "set: $name"
done

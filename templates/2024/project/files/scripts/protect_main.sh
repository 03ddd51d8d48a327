#!/bin/sh
# Puts the rules of .github/rulesets/ on GitHub. A rule of the same name is replaced.
# The checks that a pull request has to pass are the jobs of the workflows that run for every pull request, by their names.
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

# A workflow that GitHub starts for some pull requests only has something below `pull_request:`. A check that never comes would
# block the others, and so would the name of a job that a matrix completes.
required_checks() {
    for workflow in .github/workflows/*.yml .github/workflows/*.yaml; do
        if [ -f "$workflow" ] && sed -n '/^  pull_request:/{n;p;q;}' "$workflow" | grep -qv '^    '; then
            sed -n '/^jobs:/,$s/^    name: //p' "$workflow" | grep -v '[$]{{' || true
        fi
    done
}

# put <file> <rule>: the rule on GitHub, whether or not one of its name is there.
put() {
    name=$(sed -n 's/^  "name": "\(.*\)",$/\1/p' "$1")
    if [ -n "$dry" ]; then
        echo "would set: $name ($1)"
        return
    fi
    known=$(gh api "repos/{owner}/{repo}/rulesets" --jq ".[] | select(.name == \"$name\") | .id")
    if [ -n "$known" ]; then
        printf '%s\n' "$2" | gh api --silent --method PUT "repos/{owner}/{repo}/rulesets/$known" --input -
    else
        printf '%s\n' "$2" | gh api --silent --method POST "repos/{owner}/{repo}/rulesets" --input -
    fi
    echo "set: $name"
}

put .github/rulesets/main.json "$(cat .github/rulesets/main.json)"
checks=$(required_checks)
if [ -z "$checks" ]; then
    echo "no workflow runs for every pull request, so no check is required"
    exit
fi
list=$(printf '%s\n' "$checks" | sed 's/.*/{ "context": "&" }/' | paste -sd , -)
put .github/rulesets/checks.json "$(sed "s|\(\"required_status_checks\": \)\[\]|\1[$list]|" .github/rulesets/checks.json)"
printf '%s\n' "$checks" | sed 's/^/  required: /'

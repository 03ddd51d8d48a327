#!/bin/sh
# Gives the members in .github/members.txt write access to the repository on GitHub, and makes them its code owners.
#   sh scripts/add_collaborators.sh --dry-run    only says what it would do
#   sh scripts/add_collaborators.sh
set -eu
cd "$(dirname "$0")/.."

dry=""
case "${1:-}" in
    --dry-run) dry=yes ;;
    "") ;;
    *)
        echo "usage: sh scripts/add_collaborators.sh [--dry-run]" >&2
        exit 2
        ;;
esac

names=$(sed 's/[[:space:]]*#.*$//; s/^[[:space:]]*@\{0,1\}//; s/[[:space:]]*$//; /^$/d' .github/members.txt)
if [ -z "$names" ]; then
    echo ".github/members.txt is empty: add the GitHub user names of the members, one per line" >&2
    exit 1
fi
wrong=$(printf '%s\n' "$names" | grep -Ev '^[A-Za-z0-9]([A-Za-z0-9-]{0,37}[A-Za-z0-9])?$' || true)
if [ -n "$wrong" ]; then
    printf 'these are not GitHub user names, correct them in .github/members.txt:\n%s\n' "$wrong" >&2
    exit 1
fi

if [ -z "$dry" ] && ! command -v gh > /dev/null; then
    echo "\`gh\` is not here: install it with: sudo apt install gh (macOS: brew install gh, Windows: winget install GitHub.cli), then: gh auth login" >&2
    exit 1
fi
for name in $names; do
    if [ -n "$dry" ]; then
        echo "would invite $name"
    else
        gh api --silent --method PUT "repos/{owner}/{repo}/collaborators/$name" --field permission=push
        echo "invited $name"
    fi
done

# The line for everything, in .github/CODEOWNERS. Lines for single folders stay.
owners=""
for name in $names; do owners="$owners @$name"; done
if [ -n "$dry" ]; then
    echo "would write .github/CODEOWNERS"
elif [ -f .github/CODEOWNERS ]; then
    sed "s/^\*[[:space:]].*/*$owners/" .github/CODEOWNERS > .github/CODEOWNERS.new
    mv .github/CODEOWNERS.new .github/CODEOWNERS
else
    printf '# Who is asked to review a pull request. scripts/add_collaborators.sh writes the line from .github/members.txt.\n*%s\n' "$owners" \
        > .github/CODEOWNERS
fi

#!/bin/sh
# Gives every member of .github/members.txt write access to the repository on GitHub, and makes them owners of its code.
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
    echo "nobody is in .github/members.txt: write the user names of the members on GitHub there, one a line" >&2
    exit 1
fi
wrong=$(printf '%s\n' "$names" | grep -Ev '^[A-Za-z0-9]([A-Za-z0-9-]{0,37}[A-Za-z0-9])?$' || true)
if [ -n "$wrong" ]; then
    printf 'these are no user names of GitHub, correct them in .github/members.txt:\n%s\n' "$wrong" >&2
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

owners=""
for name in $names; do owners="$owners @$name"; done
if [ -n "$dry" ]; then
    echo "would write .github/CODEOWNERS"
else
    printf '# Who is asked to look at a pull request. Made by scripts/add_collaborators.sh from .github/members.txt.\n*%s\n' "$owners" \
        > .github/CODEOWNERS
fi

#!/bin/sh
# Publishes everything: creates the repository on GitHub if needed, and pushes main, its tags and the data.
# You can run it again at any time. What counts in the exam is the branch main.
set -eu
cd "$(dirname "$0")/.."

need() {
    if ! command -v "$1" > /dev/null; then
        echo "\`$1\` is not here: install it with: $2" >&2
        exit 1
    fi
}

need git "sudo apt install git (macOS: brew install git)"
branch=$(git branch --show-current)
if [ "$branch" != main ]; then
    echo "the current branch is '$branch': merge it first, then: git switch main" >&2
    exit 1
fi
if [ -n "$(git status --porcelain)" ]; then
    echo "there are uncommitted changes: git status shows them" >&2
    exit 1
fi

if ! git remote get-url origin > /dev/null 2>&1; then
    need gh "sudo apt install gh (macOS: brew install gh, Windows: winget install GitHub.cli), then: gh auth login"
    gh repo create --private --source=. --remote=origin
fi
<%_ if (tasks.includes('data-version-control')) { _%>

# The data first: a commit whose data nobody can fetch helps nobody.
need dvc "make requirements"
dvc push
<%_ } _%>

git push --set-upstream origin main
git push origin --tags

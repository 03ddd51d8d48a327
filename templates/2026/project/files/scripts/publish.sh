#!/bin/sh
# Puts everything on GitHub: the repository, if it is not there yet, the branch main with its tags, and the data.
# Run it again at any time: what is there already stays as it is.
set -eu
cd "$(dirname "$0")/.."

branch=$(git branch --show-current)
if [ "$branch" != main ]; then
    echo "this is the branch '$branch': merge it first, then: git switch main" >&2
    exit 1
fi
if [ -n "$(git status --porcelain)" ]; then
    echo "there are changes without a commit: git status shows them" >&2
    exit 1
fi

if ! git remote get-url origin > /dev/null 2>&1; then
    if ! command -v gh > /dev/null; then
        echo "there is no remote 'origin', and \`gh\` is not here to make one: get it from https://cli.github.com" >&2
        exit 1
    fi
    gh repo create --private --source=. --remote=origin
fi

if [ -d .dvc ]; then
<%_ if (manager === 'uv') { _%>
    uv run --no-sync dvc push
<%_ } else { _%>
    dvc push
<%_ } _%>
fi
git push --set-upstream origin main
git push origin --tags

#!/bin/sh
# Puts the upgrade that project_upgrade.sh has made on its branch on GitHub, and opens a pull request or renews the open one.
#   sh .github/scripts/project_pull_request.sh <folder of the results>
# It needs GH_TOKEN, GH_REPO, and BASE: the branch that is merged into.
set -eu
results=$(cd "$1" && pwd)
cd "$(dirname "$0")/../.."

branch=mlops-upgrade
title=$(cat "$results/title.txt")
git fetch --quiet "$results/upgrade.bundle" "refs/heads/$branch"
commit=$(git rev-parse FETCH_HEAD)

number=$(gh pr list --head "$branch" --base "$BASE" --state open --json number --jq '.[0].number // empty')
if [ -z "$number" ]; then
    declined=$(gh pr list --head "$branch" --base "$BASE" --state closed --json title,mergedAt \
        --jq '.[] | select(.mergedAt == null) | .title')
    if printf '%s\n' "$declined" | grep -qxF -e "$title"; then
        echo "::notice::You closed the pull request of this upgrade, so none is opened again: $title"
        exit
    fi
fi

heads=$(git ls-remote origin "refs/heads/$branch")
old=${heads%%[!0-9a-f]*}
if [ -n "$old" ] && [ -n "$number" ]; then
    git fetch --quiet --depth 1 origin "refs/heads/$branch"
    if [ "$(git log -1 --format=%ce "$old")" != "$(git log -1 --format=%ce "$commit")" ]; then
        echo "::error::The branch $branch has commits of yours. Merge or close pull request $number first; nothing was pushed." >&2
        exit 1
    fi
fi
# The same files on the same commit are there already: a push would only start every check again.
if [ -z "$old" ] || ! git diff --quiet "$old" "$commit" 2> /dev/null; then
    if ! git push --quiet --force-with-lease="refs/heads/$branch:$old" origin "$commit:refs/heads/$branch"; then
        echo "::error::The branch could not be pushed. GitHub takes changed workflows only from a token of yours: see docs/ci.md." >&2
        exit 1
    fi
fi

if [ -n "$number" ]; then
    gh pr edit "$number" --title "$title" --body-file "$results/text.md"
    echo "renewed pull request $number"
else
    gh pr create --head "$branch" --base "$BASE" --title "$title" --body-file "$results/text.md"
    echo "opened a pull request"
fi

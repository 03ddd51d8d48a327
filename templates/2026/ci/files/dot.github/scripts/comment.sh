#!/bin/sh
# Puts a text into a comment on a pull request. A comment of an earlier run, known by its marker, is replaced.
#   sh .github/scripts/comment.sh <number> <file> <marker>
# It needs GH_TOKEN and GH_REPO.
set -eu
number=$1
file=$2
marker=$3

body=$(mktemp)
trap 'rm -f "$body"' EXIT
cat "$file" > "$body"
if ! grep -qF -e "$marker" "$body"; then printf '\n%s\n' "$marker" >> "$body"; fi

# Only what a workflow has written: somebody may quote the marker.
own=".[] | select(.user.login == \"github-actions[bot]\" and (.body | contains(\"$marker\"))) | .id"
known=$(gh api --paginate "repos/{owner}/{repo}/issues/$number/comments" --jq "$own")
first=$(printf '%s\n' "$known" | sed -n 1p)
if [ -n "$first" ]; then
    gh api --silent --method PATCH "repos/{owner}/{repo}/issues/comments/$first" --field "body=@$body"
    echo "edited the comment of the last run"
else
    gh api --silent --method POST "repos/{owner}/{repo}/issues/$number/comments" --field "body=@$body"
    echo "commented on the pull request"
fi

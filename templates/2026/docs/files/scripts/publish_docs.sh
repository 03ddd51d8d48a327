#!/bin/sh
# Publishes the documentation in site/ on the branch gh-pages, from which GitHub Pages serves it.
# You can run it again at any time: nothing is pushed where nothing has changed, and no earlier state is lost.
#   mkdocs build && sh scripts/publish_docs.sh
set -eu
cd "$(dirname "$0")/.."

if ! command -v git > /dev/null; then
    echo "\`git\` is not here: install it with: sudo apt install git (macOS: brew install git)" >&2
    exit 1
fi
if [ ! -f site/index.html ]; then
    echo "there is no site/index.html: build the documentation first: mkdocs build" >&2
    exit 1
fi
if ! git remote get-url origin > /dev/null 2>&1; then
    echo "the repository has no remote: git remote add origin URL" >&2
    exit 1
fi

touch site/.nojekyll # GitHub serves the files as they are
# The commit is made beside the work in this folder: with an index of its own, on top of what is published.
GIT_INDEX_FILE=$(git rev-parse --absolute-git-dir)/publish_docs.index
export GIT_INDEX_FILE
trap 'rm -f "$GIT_INDEX_FILE"' EXIT
rm -f "$GIT_INDEX_FILE"
git --work-tree=site add --all --force .
tree=$(git write-tree)

heads=$(git ls-remote origin refs/heads/gh-pages)
commit=${heads%%[!0-9a-f]*}
if [ -n "$commit" ]; then
    git fetch --quiet origin refs/heads/gh-pages
    if [ "$(git rev-parse "$commit^{tree}")" = "$tree" ]; then
        echo "this documentation is published already"
        exit
    fi
fi
source=$(git rev-parse --short HEAD)
# shellcheck disable=SC2086  # two words, or none
commit=$(git commit-tree "$tree" ${commit:+-p $commit} -m "Documentation of $source")
git push --quiet origin "$commit:refs/heads/gh-pages"
echo "published on the branch gh-pages of $(git remote get-url origin)"

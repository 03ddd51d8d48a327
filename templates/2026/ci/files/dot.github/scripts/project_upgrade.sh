#!/bin/sh
# Moves the project to the newest revision of its pack, in a folder and on a branch of their own, and describes that for a pull request.
# Where nothing is newer it ends. Where your changes and the new ones meet in the same lines it fails, and commits nothing.
#   sh .github/scripts/project_upgrade.sh <folder for the results>
# A pack that did not come with the generator is named by the variable MLOPS_PACK: the address of one with its digest, or npm:<package>.
set -eu
cd "$(dirname "$0")/../.."

branch=mlops-upgrade
describe="$PWD/.github/scripts/describe_upgrade.py"
mkdir -p "$1"
results=$(cd "$1" && pwd)
work=$(mktemp -d)
finish() {
    git worktree remove --force "$work/project" 2> /dev/null || true
    rm -rf "$work"
}
trap finish EXIT
git worktree add --quiet --detach "$work/project" HEAD

# upgrade <file for what it says> [option...]: mlops itself says on standard error what it refuses.
upgrade() {
    said=$1
    shift
    sh "$work/project/.github/scripts/mlops.sh" upgrade --defaults --json ${MLOPS_PACK:+--pack "$MLOPS_PACK"} "$@" > "$said"
}

# verify <status> <what it said>: goes on only where nothing waits for a person.
verify() {
    case "$1" in
        0) ;;
        2)
            echo "::error::The upgrade needs a person: run \`mlops upgrade\` on a branch of your own. Nothing was committed." >&2
            python3 "$describe" waiting "$2" >&2
            exit 1
            ;;
        *)
            echo "::error::mlops upgrade failed; the lines above say why. Nothing was committed." >&2
            exit 1
            ;;
    esac
}

status=0
upgrade "$work/plan.json" --plan || status=$?
verify "$status" "$work/plan.json"
if [ "$(python3 "$describe" newer "$work/plan.json")" = no ]; then
    echo "nothing is newer"
    exit
fi
upgrade "$work/result.json" || status=$?
verify "$status" "$work/result.json"

python3 "$describe" title "$work/result.json" > "$results/title.txt"
python3 "$describe" text "$work/result.json" > "$results/text.md"
cd "$work/project"
git add --all
git add --force .yo-rc.json .mlops/pack
if git diff --cached | grep -q '^+<<<<<<< '; then
    echo "::error::A conflict marker was left in a file. Nothing was committed." >&2
    exit 1
fi
git -c user.name="github-actions[bot]" -c user.email="41898282+github-actions[bot]@users.noreply.github.com" \
    commit --quiet --no-verify --no-gpg-sign --file "$results/title.txt"
git branch --quiet --force "$branch" HEAD
git bundle create --quiet "$results/upgrade.bundle" "HEAD^..$branch"
echo "newer=yes" >> "${GITHUB_OUTPUT:-/dev/null}"
echo "the branch $branch has it: $(cat "$results/title.txt")"

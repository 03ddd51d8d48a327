# What the scripts of this folder share: each reads it from the root of the repository, with `. scripts/gcp/common.sh "$@"`.
# --dry-run only says what would be done.
# shellcheck shell=sh disable=SC2034  # the scripts use what is set here

dry=""
case "${1:-}" in
    --dry-run)
        dry=yes
        shift
        ;;
esac

fail() {
    echo "error: $*" >&2
    exit 1
}

run() {
    if [ -n "$dry" ]; then
        echo "would run: $*"
    else
        echo "+ $*" >&2
        "$@"
    fi
}

# there <command>: whether what the command describes exists. In a dry run nothing does.
there() {
    [ -z "$dry" ] && "$@" > /dev/null 2>&1
}

. scripts/gcp/cloud.env
if [ -n "$dry" ]; then
    PROJECT=${PROJECT:-PROJECT}
    NUMBER=NUMBER
else
    command -v gcloud > /dev/null || fail "gcloud is not here: https://cloud.google.com/sdk/docs/install says how to install it"
    [ -n "$PROJECT" ] || fail "write the id of your project into scripts/gcp/cloud.env: gcloud projects list shows it"
    NUMBER=$(gcloud projects describe "$PROJECT" --format 'value(projectNumber)') ||
        fail "there is no project $PROJECT, or you are not logged in: gcloud auth login"
fi
# Every command is about this project, whatever `gcloud config` says, and none stops to ask a question.
export CLOUDSDK_CORE_PROJECT="$PROJECT" CLOUDSDK_CORE_DISABLE_PROMPTS=1
BUCKET=${BUCKET:-$PROJECT-models}
# The registry takes 63 letters.
REPOSITORY=$(printf '%s' "$REPOSITORY" | cut -c 1-63 | sed 's/-*$//')
IMAGES=$REGION-docker.pkg.dev/$PROJECT/$REPOSITORY
# The account that builds, trains and serves, unless you give each one of its own.
ACCOUNT=$NUMBER-compute@developer.gserviceaccount.com

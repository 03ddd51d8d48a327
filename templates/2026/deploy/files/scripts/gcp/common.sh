#!/bin/sh
# What the scripts in this folder share. They read it with:
#   cd "$(dirname "$0")/../.."
#   . scripts/gcp/common.sh
# `dry` is `yes` in a dry run: commands are only printed, and nobody is called.
# shellcheck disable=SC2034  # the scripts use what is set here
dry=${dry:-}

# fail <words>: says what is missing, and ends.
fail() {
    echo "error: $*" >&2
    exit 1
}

# shown <command>: the command as one can type it.
shown() {
    for word in "$@"; do
        case "$word" in
            *[!A-Za-z0-9_@%+=:,./~-]* | "") printf '"%s" ' "$word" ;;
            *) printf '%s ' "$word" ;;
        esac
    done | sed 's/ $//'
    echo
}

# run <command>: shows a command and runs it.
run() {
    if [ -n "$dry" ]; then
        echo "would run: $(shown "$@")"
    else
        echo "+ $(shown "$@")" >&2
        "$@"
    fi
}

# there <command>: whether what the command describes exists. In a dry run nothing does.
there() {
    [ -z "$dry" ] && "$@" > /dev/null 2>&1
}

# load_cloud: reads cloud.env and checks that gcloud is installed, logged in and has a project.
load_cloud() {
    if [ -z "$dry" ] && ! command -v gcloud > /dev/null; then
        fail "\`gcloud\` is not here: install it with: curl https://sdk.cloud.google.com | bash" \
            "(macOS: brew install --cask google-cloud-sdk, Windows: winget install Google.CloudSDK), then: gcloud auth login"
    fi
    # gcloud must not stop to ask a question that nobody reads.
    export CLOUDSDK_CORE_DISABLE_PROMPTS=1
    # A build in the cloud has them in its environment.
    PROJECT=${PROJECT:-$(setting PROJECT)}
    REGION=${REGION:-$(setting REGION)}
    REGION=${REGION:-europe-west1}
    BUCKET=${BUCKET:-$(setting BUCKET)}
    REPOSITORY=${REPOSITORY:-$(setting REPOSITORY)}
    NUMBER=
    [ -n "$dry" ] || check_access
    # Every command below is about this project, whatever `gcloud config` says.
    export CLOUDSDK_CORE_PROJECT="$PROJECT"
    name_things
}

# setting <name>: its value in cloud.env.
setting() {
    sed -n "s/^$1=[\"']\{0,1\}\([^\"' #]*\).*/\1/p" scripts/gcp/cloud.env | tail -n 1 | tr -d '\r'
}

check_access() {
    who=$(gcloud auth list --filter status:ACTIVE --format 'value(account)' 2> /dev/null)
    [ -n "$who" ] || fail "nobody is logged in to Google Cloud: gcloud auth login"
    gcloud auth print-access-token > /dev/null 2>&1 || fail "the login of $who has expired: gcloud auth login"
    if [ -z "$PROJECT" ]; then PROJECT=$(gcloud config get project 2> /dev/null); fi
    if [ -z "$PROJECT" ] || [ "$PROJECT" = "(unset)" ]; then
        fail "no project of Google Cloud is chosen: write its id into scripts/gcp/cloud.env (gcloud projects list shows them)"
    fi
    if ! NUMBER=$(gcloud projects describe "$PROJECT" --format 'value(projectNumber)' 2> /dev/null); then
        fail "there is no project $PROJECT, or you have no access to it:" \
            "correct PROJECT in scripts/gcp/cloud.env (gcloud projects list shows those of $who)"
    fi
}

# name_things: the names that follow from the settings.
name_things() {
    PROJECT=${PROJECT:-PROJECT}
    NUMBER=${NUMBER:-NUMBER}
    if [ -z "$BUCKET" ] && [ -f .dvc/config ]; then
        BUCKET=$(sed -n 's|^ *url = gs://\([^/]*\).*|\1|p' .dvc/config | head -n 1)
    fi
    if [ -z "$BUCKET" ]; then BUCKET=$(printf '%s' "$PROJECT-<%- distribution %>" | cut -c 1-63 | sed 's/-*$//'); fi
    if [ -z "$REPOSITORY" ]; then REPOSITORY=$(printf '%s' "<%- distribution %>" | cut -c 1-63 | sed 's/-*$//'); fi
    IMAGES=$REGION-docker.pkg.dev/$PROJECT/$REPOSITORY
    BUILDER=builder@$PROJECT.iam.gserviceaccount.com
    RUNTIME=runtime@$PROJECT.iam.gserviceaccount.com
}

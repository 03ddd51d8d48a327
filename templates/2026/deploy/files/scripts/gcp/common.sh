#!/bin/sh
# What the scripts in this folder share. They read it with:
#   cd "$(dirname "$0")/../.."
#   . scripts/gcp/common.sh
# shellcheck disable=SC2034  # the scripts use what is set here

# `yes` in a dry run: commands are only printed, and nobody is called. What the environment says does not count.
dry=

# fail <words>: says what is missing, and ends.
fail() {
    echo "error: $*" >&2
    exit 1
}

# shown <command>: the command as one can type it. In single quotes, the shell replaces nothing.
shown() {
    blank=
    for word in "$@"; do
        case "$word" in
            *[!A-Za-z0-9_@%+=:,./-]* | "") word="'$(printf '%s' "$word" | sed "s/'/'\\\\''/g")'" ;;
        esac
        printf '%s%s' "$blank" "$word"
        blank=' '
    done
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
    check_form
    # cloudbuild.yaml passes in the environment what the build was started with.
    PROJECT=${CLOUD_PROJECT:-$(setting PROJECT)}
    REGION=${CLOUD_REGION:-$(setting REGION)}
    REGION=${REGION:-europe-west1}
    BUCKET=$(setting BUCKET)
    REPOSITORY=${CLOUD_REPOSITORY:-$(setting REPOSITORY)}
    NUMBER=
    check_settings
    [ -n "$dry" ] || check_access
    # Every command below is about this project, whatever `gcloud config` says.
    export CLOUDSDK_CORE_PROJECT="$PROJECT"
    name_things
}

# setting <name>: its value in cloud.env, without quotes around it and without a comment after it.
setting() {
    tr -d '\r' < scripts/gcp/cloud.env | sed -n "s/^$1=//p" | tail -n 1 |
        sed -e 's/[[:space:]]\{1,\}#.*//' -e 's/[[:space:]]*$//' -e 's/^"\(.*\)"$/\1/' -e "s/^'\(.*\)'\$/\1/"
}

# check_form: cloud.env is there, and each of its lines is a setting, a comment or empty.
check_form() {
    [ -f scripts/gcp/cloud.env ] || fail "there is no scripts/gcp/cloud.env: get it back with: git checkout HEAD scripts/gcp/cloud.env"
    wrong=$(tr -d '\r' < scripts/gcp/cloud.env | grep -v -e '^[A-Z][A-Z_]*=' -e '^[^=]*#' -e '^[[:space:]]*$' | head -n 1)
    [ -z "$wrong" ] || fail "in scripts/gcp/cloud.env, \`$wrong\` is no setting: write NAME=value, with no blank before or after the ="
}

# check_settings: what cloud.env says has the form that Google Cloud takes.
check_settings() {
    around='(north|south|east|west|central|northeast|northwest|southeast|southwest)'
    fits PROJECT "$PROJECT" '([a-z][a-z0-9.-]+:)?[a-z][a-z0-9-]+' "an id like digits-4711, no name and no number (gcloud projects list shows it)"
    fits REGION "$REGION" "[a-z]+-${around}[0-9]+" "a region like europe-west1 (https://cloud.google.com/about/locations lists them)"
    fits BUCKET "$BUCKET" '[a-z0-9][a-z0-9._-]+' "the name alone, like digits-data, without gs://"
    fits REPOSITORY "$REPOSITORY" '[a-z][a-z0-9-]*' "the name alone, like digits"
    fits BUDGET "$(setting BUDGET)" '[0-9]+' "a whole number, like 20"
}

# fits <name> <value> <pattern> <form>: a value that is there matches the pattern.
fits() {
    [ -z "$2" ] || printf '%s\n' "$2" | grep -Eqx -e "$3" || fail "in scripts/gcp/cloud.env, $1 is \`$2\`: write $4"
}

check_access() {
    who=$(gcloud auth list --filter status:ACTIVE --format 'value(account)' 2> /dev/null) ||
        fail "gcloud does not work here: gcloud auth list shows why"
    [ -n "$who" ] || fail "nobody is logged in to Google Cloud: gcloud auth login"
    gcloud auth print-access-token > /dev/null 2>&1 || fail "the login of $who has expired: gcloud auth login"
    if [ -z "$PROJECT" ]; then PROJECT=$(gcloud config get project 2> /dev/null || true); fi
    if [ -z "$PROJECT" ] || [ "$PROJECT" = "(unset)" ]; then
        fail "no project of Google Cloud is chosen: write its id into scripts/gcp/cloud.env (gcloud projects list shows them)"
    fi
    # That of `gcloud config` may be a number.
    check_settings
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

#!/bin/sh
# Makes Google Cloud build the images after each push to main. You can run it again at any time: an old trigger is brought up to date.
#   sh scripts/gcp/create_trigger.sh --dry-run    only says what it would do
#   sh scripts/gcp/create_trigger.sh
# Options:
#   --repository OWNER/NAME   the repository on GitHub; the default is that of the git remote `origin`
set -eu
cd "$(dirname "$0")/../.."
. scripts/gcp/common.sh
. scripts/gcp/state.sh

usage="usage: sh scripts/gcp/create_trigger.sh [--dry-run] [--repository OWNER/NAME]"
repository=""
while [ $# -gt 0 ]; do
    case "$1" in
        --dry-run) dry=yes ;;
        --repository)
            [ $# -gt 1 ] || fail "$usage"
            repository=$2
            shift
            ;;
        *) fail "$usage" ;;
    esac
    shift
done
load_cloud
if [ -z "$repository" ]; then
    name_github
    repository=$GITHUB
fi
if [ -z "$repository" ]; then
    fail "the repository is not on GitHub yet: publish it first, or name it with --repository OWNER/NAME"
fi

# Cloud Build replaces $SHORT_SHA by the commit of the push.
<%_ if (tasks.includes('cloud-deploy')) { _%>
values="_REGION=$REGION,_REPOSITORY=$REPOSITORY,_TAG=\$SHORT_SHA,_DEPLOY=yes"
<%_ } else { _%>
values="_REGION=$REGION,_REPOSITORY=$REPOSITORY,_TAG=\$SHORT_SHA"
<%_ } _%>
set -- create github --name images --substitutions "$values"
if there gcloud builds triggers describe images; then set -- update github images --update-substitutions "$values"; fi
run gcloud builds triggers "$@" --repo-owner "${repository%%/*}" --repo-name "${repository#*/}" --branch-pattern '^main$' \
    --build-config cloudbuild.yaml --service-account "projects/$PROJECT/serviceAccounts/$BUILDER" ||
    fail "the trigger was not created: if $repository is not connected to the project yet, connect it once in the browser," \
        "https://console.cloud.google.com/cloud-build/triggers/connect?project=$PROJECT, and run this again"
[ -n "$dry" ] || echo "each push to main builds the images: https://console.cloud.google.com/cloud-build/builds?project=$PROJECT"

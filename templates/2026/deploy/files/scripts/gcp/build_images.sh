#!/bin/sh
# Builds the images on Google Cloud and pushes them to the registry, as cloudbuild.yaml says.
#   sh scripts/gcp/build_images.sh --dry-run    only says what it would do
#   sh scripts/gcp/build_images.sh
# Options:
#   --tag TAG    a name for this version of the images; the default is the commit, with -dirty where files differ from it
<%_ if (tasks.includes('cloud-deploy')) { _%>
#   --deploy     deploys this version when all images are there
<%_ } _%>
set -eu
cd "$(dirname "$0")/../.."
. scripts/gcp/common.sh

<%_ if (tasks.includes('cloud-deploy')) { _%>
usage="usage: sh scripts/gcp/build_images.sh [--dry-run] [--tag TAG] [--deploy]"
deploy=no
<%_ } else { _%>
usage="usage: sh scripts/gcp/build_images.sh [--dry-run] [--tag TAG]"
<%_ } _%>
tag=""
while [ $# -gt 0 ]; do
    case "$1" in
        --dry-run) dry=yes ;;
<%_ if (tasks.includes('cloud-deploy')) { _%>
        --deploy) deploy=yes ;;
<%_ } _%>
        --tag)
            [ $# -gt 1 ] || fail "$usage"
            tag=$2
            shift
            ;;
        *) fail "$usage" ;;
    esac
    shift
done
load_cloud
if [ -z "$tag" ]; then
    tag=$(git rev-parse --short HEAD 2> /dev/null) ||
        fail "there is no commit to name the images after: commit first, or name them with --tag TAG"
    if [ -n "$(git status --porcelain)" ]; then
        tag=$tag-dirty
        echo "files here differ from the commit, so the tag is $tag: git status shows them"
    fi
fi

# What is uploaded is the folder as it is, without what .gitignore names: no data, no weights, no keys.
values="_REGION=$REGION,_REPOSITORY=$REPOSITORY,_TAG=$tag"
<%_ if (tasks.includes('cloud-deploy')) { _%>
values="$values,_DEPLOY=$deploy"
<%_ } _%>
run gcloud builds submit . --config cloudbuild.yaml --substitutions "$values" \
    --service-account "projects/$PROJECT/serviceAccounts/$BUILDER" --gcs-source-staging-dir "gs://$BUCKET/builds" ||
    fail "the images were not built: the log is at https://console.cloud.google.com/cloud-build/builds?project=$PROJECT"
[ -n "$dry" ] || echo "the images are in $IMAGES, with the tags $tag and latest"

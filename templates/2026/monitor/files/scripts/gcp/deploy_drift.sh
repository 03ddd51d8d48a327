#!/bin/sh
# Deploys the drift API to Cloud Run, with the reference that it compares with. You can run it again, after each new model.
#   sh scripts/gcp/deploy_drift.sh --dry-run    only says what it would do
#   sh scripts/gcp/deploy_drift.sh
# Options:
#   --tag TAG    the version of the image; the default is latest
set -eu
cd "$(dirname "$0")/../.."
# shellcheck source=scripts/gcp/common.sh
. scripts/gcp/common.sh

usage="usage: sh scripts/gcp/deploy_drift.sh [--dry-run] [--tag TAG]"
tag=latest
while [ $# -gt 0 ]; do
    case "$1" in
        --dry-run) dry=yes ;;
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

reference=models/drift_reference.json
if [ -n "$dry" ] && [ ! -f "$reference" ]; then
    echo "there is no $reference here; unless it is in the bucket, create it first with: python -m pkgname.drift.reference"
elif [ -f "$reference" ]; then
    run gcloud storage cp "$reference" "gs://$BUCKET/$reference" ||
        fail "the reference was not uploaded: the lines above say why, or: sh scripts/gcp/cloud_doctor.sh"
elif ! there gcloud storage objects describe "gs://$BUCKET/$reference"; then
    fail "there is no reference to compare with: create it with: python -m pkgname.drift.reference"
fi
if [ -n "$dry" ]; then set -- --dry-run; fi
exec sh scripts/gcp/deploy_run.sh --only drift_api --tag "$tag" "$@"

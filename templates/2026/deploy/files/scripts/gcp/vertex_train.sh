#!/bin/sh
# Trains on Vertex AI with the image `train`, and shows the log until the job ends; its machine goes away by itself.
#   sh scripts/gcp/vertex_train.sh --dry-run    only says what it would do
#   sh scripts/gcp/vertex_train.sh
# Options:
#   --gpu    trains as deploy/vertex/config_gpu.yaml says, and not as config_cpu.yaml does
set -eu
cd "$(dirname "$0")/../.."
. scripts/gcp/common.sh

machine=cpu
for word in "$@"; do
    case "$word" in
        --dry-run) dry=yes ;;
        --gpu) machine=gpu ;;
        *) fail "usage: sh scripts/gcp/vertex_train.sh [--dry-run] [--gpu]" ;;
    esac
done
load_cloud
. scripts/gcp/training.sh
check_training

name=train-$(date +%Y%m%d-%H%M%S)
values="_MACHINE=$machine,_NAME=$name,_REGION=$REGION,_IMAGE=$image,_BUCKET=$BUCKET,_RUNTIME=$RUNTIME"
run gcloud builds submit . --config vertex_ai_train.yaml --substitutions "$values" \
    --service-account "projects/$PROJECT/serviceAccounts/$BUILDER" --gcs-source-staging-dir "gs://$BUCKET/builds" ||
    fail "the job was not created: the log is at https://console.cloud.google.com/cloud-build/builds?project=$PROJECT"

job=JOB
if [ -z "$dry" ]; then
    job=$(gcloud ai custom-jobs list --region "$REGION" --filter "displayName=$name" --format 'value(name)') || job=""
    [ -n "$job" ] || fail "the job $name was created and may run, but is not found: gcloud ai custom-jobs list --region $REGION shows it"
fi
# Stopping this script does not stop the job: gcloud ai custom-jobs cancel JOB does.
run gcloud ai custom-jobs stream-logs "$job" --region "$REGION" ||
    echo "its log is not shown any more: gcloud ai custom-jobs stream-logs $job --region $REGION shows it again"
if [ -n "$dry" ]; then exit; fi
state=$(gcloud ai custom-jobs describe "$job" --region "$REGION" --format 'value(state)') || state=unknown
case "$state" in
    JOB_STATE_SUCCEEDED) say_where ;;
    JOB_STATE_QUEUED | JOB_STATE_PENDING | JOB_STATE_RUNNING | unknown)
        fail "the job goes on, and costs: gcloud ai custom-jobs describe $job --region $REGION shows how it is," \
            "gcloud ai custom-jobs cancel $job --region $REGION stops it"
        ;;
    *) fail "the job ended as $state: the lines above say why, or gcloud ai custom-jobs describe $job --region $REGION" ;;
esac

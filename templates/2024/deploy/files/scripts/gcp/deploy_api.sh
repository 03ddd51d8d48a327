#!/bin/sh
# Deploys the API on Cloud Run, with the model of the bucket.
#   sh scripts/gcp/deploy_api.sh --dry-run
#   sh scripts/gcp/deploy_api.sh
set -eu
cd "$(dirname "$0")/../.."
. scripts/gcp/common.sh "$@"

if [ -f models/model.pt ]; then
    run gcloud storage cp models/model.pt "gs://$BUCKET/models/model.pt"
elif ! there gcloud storage objects describe "gs://$BUCKET/models/model.pt"; then
    [ -n "$dry" ] || fail "there is no model, neither here nor in the bucket: make train"
fi
# The bucket is a folder of the container. No more instances than three, whatever comes: it bounds the bill.
<%_ if (tasks.includes('performance-monitoring')) { _%>
variables="MODEL_PATH=/bucket/models/model.pt,PREDICTIONS_DIR=/bucket/predictions"
<%_ } else { _%>
variables="MODEL_PATH=/bucket/models/model.pt"
<%_ } _%>
run gcloud run deploy api --image "$IMAGES/api:latest" --region "$REGION" --allow-unauthenticated --memory 2Gi \
    --max-instances 3 --cpu-boost --service-account "$ACCOUNT" --set-env-vars "$variables" \
    --add-volume "name=bucket,type=cloud-storage,bucket=$BUCKET" --add-volume-mount volume=bucket,mount-path=/bucket
if [ -z "$dry" ]; then
    address=$(gcloud run services describe api --region "$REGION" --format 'value(status.url)')
    echo "the API is at $address/docs. Take it away with: gcloud run services delete api --region $REGION"
fi

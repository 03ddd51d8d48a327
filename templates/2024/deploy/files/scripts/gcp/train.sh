#!/bin/sh
# Trains on Vertex AI: copies data/processed to the bucket, and submits the job of deploy/vertex.yaml.
#   sh scripts/gcp/train.sh --dry-run
#   sh scripts/gcp/train.sh
set -eu
cd "$(dirname "$0")/../.."
. scripts/gcp/common.sh "$@"

if [ -z "$dry" ] && [ ! -f data/processed/train.pt ]; then fail "there are no data: make data"; fi
run gcloud storage cp --recursive data/processed "gs://$BUCKET/data/"
job=$(mktemp)
trap 'rm -f "$job"' EXIT
sed -e "s|\$IMAGE|$IMAGES/train_model:latest|" -e "s|\$BUCKET|$BUCKET|" deploy/vertex.yaml > "$job"
run gcloud ai custom-jobs create --region "$REGION" --display-name train_model --config "$job"
echo "the model comes into gs://$BUCKET/models/model.pt"

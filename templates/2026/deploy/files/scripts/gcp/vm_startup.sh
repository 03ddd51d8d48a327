#!/bin/sh
# Runs on the machine that create_vm.sh makes, as root: trains with the image, keeps weights and metrics in the bucket, and deletes the
# machine, also where something fails.
set -eu

about() {
    curl --silent --fail --header "Metadata-Flavor: Google" "http://metadata.google.internal/computeMetadata/v1/instance/$1"
}

image=$(about attributes/image)
bucket=gs://$(about attributes/bucket)
gpu=$(about attributes/gpu)
name=$(about name)
zone=$(about zone)
work=${WORK:-/srv/train}

finish() {
    gcloud storage cp "$work/vm.log" "$bucket/reports/vm.log" || true
    gcloud compute instances delete "$name" --zone "${zone##*/}" --quiet
}
trap finish EXIT

train() {
    mkdir -p "$work/data/processed" "$work/models" "$work/reports"
    if ! command -v docker > /dev/null; then
        apt-get update
        apt-get install --yes --no-install-recommends docker.io
    fi
    gcloud auth configure-docker "${image%%/*}" --quiet
    gcloud storage rsync "$bucket/data/processed" "$work/data/processed" --recursive
    chown -R 1000 "$work" # the user of the container
<%_ if (tasks.includes('wandb')) { _%>
    # The key goes to the container through the environment, so that it is in no command and no log.
    WANDB_API_KEY=$(gcloud secrets versions access latest --secret WANDB_API_KEY)
    export WANDB_API_KEY WANDB_MODE=online
<%_ } _%>
    if [ -n "$gpu" ]; then set -- --gpus all; else set --; fi
<%_ if (tasks.includes('wandb')) { _%>
    docker run --name train "$@" --env WANDB_API_KEY --env WANDB_MODE \
        -v "$work/data:/app/data" -v "$work/models:/app/models" -v "$work/reports:/app/reports" "$image"
<%_ } else { _%>
    docker run --name train "$@" \
        -v "$work/data:/app/data" -v "$work/models:/app/models" -v "$work/reports:/app/reports" "$image"
<%_ } _%>
    gcloud storage cp "$work/models/model.pth" "$bucket/models/model.pth"
    gcloud storage cp --recursive "$work/reports/*" "$bucket/reports/"
}

# Everything that is printed goes to the serial port, which create_vm.sh shows, and into the log.
mkdir -p "$work"
train 2>&1 | tee "$work/vm.log"

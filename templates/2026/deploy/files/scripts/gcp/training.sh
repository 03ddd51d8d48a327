#!/bin/sh
# What a training on Vertex AI and one on a virtual machine share. Both scripts read it after common.sh.
# shellcheck disable=SC2034  # they use what is set here
. scripts/gcp/images.sh

# check_training: what the training reads is in the cloud. Data of this machine are uploaded; `image` is what trains.
check_training() {
    image=$(find_image train latest)
<%_ if (tasks.includes('wandb')) { _%>
    if [ -z "$dry" ] && [ -z "$(gcloud secrets versions list WANDB_API_KEY --format 'value(name)' 2> /dev/null)" ]; then
        fail "the key of Weights & Biases is not in the cloud: write it into .env, then: sh scripts/gcp/setup.sh"
    fi
<%_ } _%>
    if [ -n "$(find data/processed -type f ! -name '.*' 2> /dev/null | head -n 1)" ]; then
        run gcloud storage rsync data/processed "gs://$BUCKET/data/processed" --recursive
    elif [ -z "$dry" ] && ! there gcloud storage ls "gs://$BUCKET/data/processed/"; then
        fail "there are no data, here or in gs://$BUCKET/data/processed: create them with: python -m pkgname.data fetch," \
            "then: python -m pkgname.data preprocess"
    fi
}

# say_where: where the weights are, and what to do next.
say_where() {
    echo "the weights are at gs://$BUCKET/models/model.pth, the metrics in gs://$BUCKET/reports"
    echo "to use them here: gcloud storage cp gs://$BUCKET/models/model.pth models/model.pth"
}

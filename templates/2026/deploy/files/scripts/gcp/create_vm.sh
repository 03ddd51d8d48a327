#!/bin/sh
# Trains on a virtual machine of Compute Engine with the image `train`, and shows what it prints. The machine deletes itself at the end.
#   sh scripts/gcp/create_vm.sh --dry-run    only says what it would do
#   sh scripts/gcp/create_vm.sh
# Options:
#   --gpu          a machine with a GPU; needs an image that was built for one, and quota
#   --zone ZONE    the default is zone b of the region
#   --hours N      the machine is deleted after so many hours whatever happens; the default is 3
set -eu
cd "$(dirname "$0")/../.."
. scripts/gcp/common.sh

usage="usage: sh scripts/gcp/create_vm.sh [--dry-run] [--gpu] [--zone ZONE] [--hours N]"
gpu=""
zone=""
hours=3
while [ $# -gt 0 ]; do
    case "$1" in
        --dry-run) dry=yes ;;
        --gpu) gpu=yes ;;
        --zone | --hours)
            [ $# -gt 1 ] || fail "$usage"
            if [ "$1" = --zone ]; then zone=$2; else hours=$2; fi
            shift
            ;;
        *) fail "$usage" ;;
    esac
    shift
done
case "$hours" in "" | *[!0-9]* | 0*) fail "--hours is $hours: use a whole number, 1 or more" ;; esac
load_cloud
zone=${zone:-$REGION-b}
. scripts/gcp/training.sh

if there gcloud compute instances describe train --zone "$zone"; then
    fail "the machine train is there already: wait until it has deleted itself, or: gcloud compute instances delete train --zone $zone"
fi
# Images of Google for deep learning have a version in the name of their family, and old families disappear.
if [ -n "$gpu" ]; then
    family=pytorch-2-9-cu129-ubuntu-2404-nvidia-580
    source=deeplearning-platform-release
    set -- --machine-type n1-standard-8 --accelerator type=nvidia-tesla-t4,count=1 --maintenance-policy TERMINATE
else
    family=debian-12
    source=debian-cloud
    set -- --machine-type e2-standard-4
fi
if [ -z "$dry" ] && ! there gcloud compute images describe-from-family "$family" --project "$source"; then
    fail "there is no image family $family any more: put another one into scripts/gcp/create_vm.sh, from the list of" \
        "gcloud compute images list --project $source --no-standard-images"
fi
check_training

# generation: which version of the weights is in the bucket; nothing where there are none.
generation() {
    gcloud storage objects describe "gs://$BUCKET/models/model.pth" --format 'value(generation)' 2> /dev/null || true
}

if [ -n "$dry" ]; then before=""; else before=$(generation); fi
run gcloud compute instances create train --zone "$zone" "$@" --image-family "$family" --image-project "$source" \
    --boot-disk-size 100GB --service-account "$RUNTIME" --scopes cloud-platform \
    --max-run-duration "${hours}h" --instance-termination-action DELETE \
    --metadata "image=$image,bucket=$BUCKET,gpu=$gpu" \
    --metadata-from-file startup-script=scripts/gcp/vm_startup.sh ||
    fail "the machine was not created: the lines above say why; where a zone has no room or no quota, try another one with --zone"
# It may delete itself, and nothing else.
run gcloud compute instances add-iam-policy-binding train --zone "$zone" \
    --member "serviceAccount:$RUNTIME" --role roles/compute.instanceAdmin.v1 ||
    fail "the machine runs and may not delete itself, because you may not give rights on it (an owner of the project may):" \
        "delete it with: gcloud compute instances delete train --zone $zone"

# Ends with the machine. Ctrl+C ends only this; the machine goes on.
run gcloud compute instances tail-serial-port-output train --zone "$zone" || true
if [ -n "$dry" ]; then exit; fi
# A machine that deletes itself is STOPPING for a while.
case "$(gcloud compute instances describe train --zone "$zone" --format 'value(status)' 2> /dev/null || true)" in
    PROVISIONING | STAGING | RUNNING)
        fail "the machine goes on, and only the showing has ended: gcloud compute instances tail-serial-port-output train --zone $zone" \
            "shows it again, and gcloud compute instances delete train --zone $zone ends it"
        ;;
esac
if [ "$(generation)" = "$before" ]; then
    fail "there are no new weights in gs://$BUCKET: the log says why: gcloud storage cat gs://$BUCKET/reports/vm.log"
fi
say_where

#!/bin/sh
# Lists what costs money in the project, and deletes it when asked.
#   sh scripts/gcp/teardown.sh             lists, with the commands that delete it; asks Google Cloud what is there, and changes nothing
#   sh scripts/gcp/teardown.sh --delete    lists, asks, and deletes: services, trainings, machines, disks, images
# Options:
#   --dry-run     only lists, whatever else is said
#   --with-data   also the bucket of cloud.env: data, weights, predictions, and all their versions
#   --yes         does not ask
set -eu
cd "$(dirname "$0")/../.."
. scripts/gcp/common.sh

delete=
list_only=
data=
yes=
for word in "$@"; do
    case "$word" in
        --delete) delete=yes ;;
        --dry-run) list_only=yes ;;
        --with-data) data=yes ;;
        --yes) yes=yes ;;
        *) fail "usage: sh scripts/gcp/teardown.sh [--dry-run | --delete] [--with-data] [--yes]" ;;
    esac
done
[ -z "$list_only" ] || delete=
load_cloud
errors=$(mktemp)
trap 'rm -f "$errors"' EXIT
trap 'exit 130' INT TERM
unknown=
found=

# find_all <kind> <command>: adds what the command lists, `name place size` a line. Where a service is off, there is nothing of it.
find_all() {
    kind=$1
    shift
    if ! lines=$("$@" 2> "$errors" < /dev/null); then
        grep -q -e SERVICE_DISABLED -e 'has not been used' -e 'not enabled' "$errors" || unknown="$unknown
  $kind: $(head -n 1 "$errors")"
        return 0
    fi
    [ -z "$lines" ] || found="$found$(printf '%s\n' "$lines" | sed "s/^/$kind	/")
"
}

list_everything() {
    find_all service gcloud run services list --format 'value(metadata.name,metadata.labels."cloud.googleapis.com/location")'
    find_all training gcloud ai custom-jobs list --region "$REGION" \
        --filter 'state:(JOB_STATE_QUEUED JOB_STATE_PENDING JOB_STATE_RUNNING)' --format 'value(name.basename(),name.segment(3))'
    find_all machine gcloud compute instances list --format 'value(name,zone.basename(),status)'
    find_all disk gcloud compute disks list --filter='-users:*' --format 'value(name,zone.basename(),sizeGb)'
    find_all images gcloud artifacts repositories list --format 'value(name.basename(),name.segment(3),sizeBytes)'
    find_all bucket gcloud storage buckets list --format 'value(name,location)'
}

# removal <kind> <name> <place>: the words after `gcloud` that delete it. A machine takes its disks with it.
removal() {
    case "$1" in
        service) echo "run services delete $2 --region $3" ;;
        training) echo "ai custom-jobs cancel $2 --region $3" ;;
        machine) echo "compute instances delete $2 --zone $3 --delete-disks all" ;;
        disk) echo "compute disks delete $2 --zone $3" ;;
        images) echo "artifacts repositories delete $2 --location $3" ;;
        bucket) echo "storage rm --recursive gs://$2" ;;
    esac
}

# stays <kind> <name>: no bucket is deleted but that of cloud.env, and that only with --with-data.
stays() {
    [ "$1" = bucket ] && { [ "$2" != "$BUCKET" ] || [ -z "$data" ]; }
}

# size <kind> <name> <size>
size() {
    case "$1" in
        bucket) gcloud storage du --summarize --all-versions "gs://$2" 2> /dev/null < /dev/null | awk '{ printf "%.1f MB", $1 / 1e6 }' ;;
        images) printf '%s' "$3" | awk '{ printf "%.1f MB", $1 / 1e6 }' ;;
        disk) echo "$3 GB" ;;
        *) echo "$3" ;;
    esac
}

# each <command>: calls it with kind, name, place and size of each thing.
each() {
    while IFS='	' read -r kind name place more; do
        [ -z "$kind" ] || "$1" "$kind" "$name" "$place" "$more"
    done << FOUND
$found
FOUND
}

show() {
    if stays "$1" "$2"; then end="stays"; else end="gcloud $(removal "$1" "$2" "$3") --project $PROJECT"; fi
    more=$(size "$1" "$2" "$4")
    printf '%-9s %s, %s%s\n          -> %s\n' "$1" "$2" "$3" "${more:+, $more}" "$end"
}

remove() {
    if stays "$1" "$2"; then return; fi
    # shellcheck disable=SC2046  # the words of a command
    run gcloud $(removal "$1" "$2" "$3") < /dev/null || failed="$failed $2"
}

confirm() {
    [ -z "$yes" ] || return 0
    printf 'This deletes all of the above that does not stay. Type the name of the project to go on: '
    read -r answer || answer=
    [ "$answer" = "$PROJECT" ] || fail "nothing was deleted: the name of the project is $PROJECT"
}

list_everything
echo "What costs money in $PROJECT:"
each show
[ -n "$found" ] || echo "nothing of the kinds below"
echo "Looked at: services of Cloud Run, trainings in $REGION, machines, disks that no machine uses, images, buckets; at nothing else."
if [ -n "$unknown" ]; then echo "Could not be listed, so look there yourself:$unknown"; fi
if [ -n "$delete" ] && [ -n "$found" ]; then
    confirm
    failed=
    each remove
    [ -z "$failed" ] || fail "these are still there:$failed. Run it again: sh scripts/gcp/teardown.sh --delete"
fi
echo "What stays costs nothing, or cents: accounts, roles, secret, identity, budget alarm, and the variables on GitHub."
[ -n "$data" ] || echo "The bucket gs://$BUCKET stays with its data, unless you say --delete --with-data."
echo "To end all of it at once, with everything in the project: gcloud projects delete $PROJECT"

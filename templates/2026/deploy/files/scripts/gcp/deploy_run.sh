#!/bin/sh
# Deploys what is described in deploy/ to Cloud Run: first the API, then the services that need its address.
#   sh scripts/gcp/deploy_run.sh --dry-run    only says what it would do, and shows the services with everything filled in
#   sh scripts/gcp/deploy_run.sh
# Options:
#   --tag TAG     the version of the images; the default is latest
#   --only NAME   only deploy/NAME.yaml
#   --address     only prints the address of the API
set -eu
cd "$(dirname "$0")/../.."
. scripts/gcp/common.sh
. scripts/gcp/images.sh

usage="usage: sh scripts/gcp/deploy_run.sh [--dry-run] [--tag TAG] [--only NAME] [--address]"
tag=latest
only=""
ask=""
while [ $# -gt 0 ]; do
    case "$1" in
        --dry-run) dry=yes ;;
        --address) ask=yes ;;
        --tag | --only)
            [ $# -gt 1 ] || fail "$usage"
            if [ "$1" = --tag ]; then tag=$2; else only=$2; fi
            shift
            ;;
        *) fail "$usage" ;;
    esac
    shift
done
load_cloud
if [ -z "$dry$ask" ] && ! command -v curl > /dev/null; then
    fail "\`curl\` is not here, and this asks each service with it: install it with: sudo apt-get install curl (macOS has it)"
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM # with dash, Ctrl+C alone ends a script without the line above

# address <service>: where it can be reached.
address() {
    if [ -n "$dry" ]; then echo "https://$1-$NUMBER.$REGION.run.app"; else
        gcloud run services describe "$1" --region "$REGION" --format 'value(status.url)' 2> /dev/null
    fi
}

# find_weights <file>: which version of the weights is in the bucket, for a service that reads them there. The first ones are uploaded from
# this machine.
find_weights() {
    weights=gs://$BUCKET/models/model.pth
    grep -q '^ *value: .*/models/model\.pth' "deploy/$1.yaml" || return 0
    if [ -z "$dry" ]; then
        if gcloud storage objects describe "$weights" --format 'value(generation)' 2> "$work/problem"; then return; fi
        grep -q -i -e 'not found' -e 'NOT_FOUND' -e ' 404' -e 'matched no objects' "$work/problem" ||
            fail "it is not known whether there are weights at $weights: run this again; gcloud says: $(tail -n 1 "$work/problem")"
        [ -f models/model.pth ] || fail "there are no weights at $weights, and no models/model.pth here: train with:" \
<%_ if (tasks.includes('cloud-training')) { _%>
            "sh scripts/gcp/vertex_train.sh"
<%_ } else { _%>
            "python -m pkgname.train"
<%_ } _%>
    fi
    # Only where none are there: weights of somebody else, uploaded meanwhile, stay.
    run gcloud storage cp models/model.pth "$weights" --if-generation-match=0 >&2 ||
        fail "the weights were not uploaded: the lines above say why; if somebody else has just uploaded some, run this again"
    [ -n "$dry" ] || gcloud storage objects describe "$weights" --format 'value(generation)'
}

# wait_until_well <url> <file>: asks the path that Cloud Run asks too, from outside.
wait_until_well() {
    path=$(sed -n 's|.*httpGet: { path: \([^ ]*\) }.*|\1|p' "deploy/$2.yaml")
    tries=0
    until curl --silent --fail --max-time 20 --output /dev/null "$1$path"; do
        tries=$((tries + 1))
        if [ "$tries" -ge 10 ]; then
            fail "$1$path does not answer: gcloud run services logs read $service --region $REGION --project $PROJECT shows why"
        fi
        sleep "${PAUSE:-3}"
    done
}

# deploy <file>: fills in a description, deploys it, waits until it answers, and prints its address.
deploy() {
    service=$(sed -n 's/^  name: //p' "deploy/$1.yaml")
    if [ -z "$api" ] && grep -q '^ .*[$]API' "deploy/$1.yaml"; then
        fail "$service needs the address of the API, which is not deployed: sh scripts/gcp/deploy_run.sh"
    fi
    image=$(find_image "$1" "$tag")
    version=$(find_weights "$1")
    # With a collector of its metrics, if there is one, and cloud.env says so.
    description=deploy/$1.yaml
    if [ "$(setting COLLECTOR)" = yes ] && [ -f "deploy/$1_with_collector.yaml" ]; then description=deploy/$1_with_collector.yaml; fi
    sed -e "s|\$IMAGE|$image|" -e "s|\$RUNTIME|$RUNTIME|" -e "s|\$BUCKET|$BUCKET|" -e "s|\$API|$api|" \
        -e "s|\$WEIGHTS|$version|" "$description" > "$work/$1.yaml"
    if [ -n "$dry" ]; then cat "$work/$1.yaml"; fi
    run gcloud run services replace "$work/$1.yaml" --region "$REGION" ||
        fail "Cloud Run did not take $service, and what ran before goes on: the lines above say why," \
            "or: gcloud run services logs read $service --region $REGION --project $PROJECT"
    url=$(address "$service") || fail "Cloud Run does not know $service: is REGION in scripts/gcp/cloud.env right?"
    if [ -z "$dry" ]; then wait_until_well "$url" "$1"; fi
    echo "$service: $url"
}

# first_by <file>: the command that has to deploy a description for the first time, where it names one that has not run yet.
first_by() {
    [ -z "$dry" ] || return 0
    command=$(sed -n 's/^# The first time it is deployed by: //p' "deploy/$1.yaml")
    [ -n "$command" ] || return 0
    [ -n "$(address "$(sed -n 's/^  name: //p' "deploy/$1.yaml")" || true)" ] || echo "$command"
}

api=$(address api || true)
if [ -n "$ask" ]; then
    [ -n "$api" ] || fail "the API is not deployed: sh scripts/gcp/deploy_run.sh"
    echo "$api"
    exit
fi
if [ -n "$only" ]; then
    [ -f "deploy/$only.yaml" ] || fail "there is no deploy/$only.yaml: $usage"
    deploy "$only"
    exit
fi
deploy api
api=$url
for file in deploy/*.yaml; do
    name=$(basename "$file" .yaml)
    case "$name" in
        api | *_with_collector) ;;
        *)
            first=$(first_by "$name")
            if [ -n "$first" ]; then echo "deploy/$name.yaml is left out until you run: $first"; else deploy "$name"; fi
            ;;
    esac
done
echo "try it: curl $api/model/info"
<%_ if (tasks.includes('load-test')) { _%>
echo "load test it: gh workflow run load_test.yaml -f url=$api"
<%_ } _%>

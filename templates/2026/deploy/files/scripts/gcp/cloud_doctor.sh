#!/bin/sh
# Looks at everything that the project has on Google Cloud, names what is missing and the command that mends it.
#   sh scripts/gcp/cloud_doctor.sh
# It changes nothing. It ends with the status 1 if something is missing.
set -u # no -e: it goes on where a question is not answered
cd "$(dirname "$0")/../.." || exit
. scripts/gcp/common.sh
. scripts/gcp/state.sh
. scripts/gcp/causes.sh

[ $# = 0 ] || fail "usage: sh scripts/gcp/cloud_doctor.sh"
SETUP="sh scripts/gcp/setup.sh"
BUILD="sh scripts/gcp/build_images.sh"
DEPLOY="sh scripts/gcp/deploy_run.sh"
missing=0

ok() {
    echo "ok       $*"
}

# missing <what> <command that mends it>
missing() {
    missing=$((missing + 1))
    printf 'MISSING  %s\n         -> %s\n' "$1" "$2"
}

check_project() {
    chosen=$(unset CLOUDSDK_CORE_PROJECT && ask gcloud config get project)
    if [ -n "$chosen" ] && [ "$chosen" != "$PROJECT" ]; then
        missing "scripts/gcp/cloud.env says project $PROJECT, and what you type goes to $chosen" "gcloud config set project $PROJECT"
    else
        ok "project $PROJECT, as $who"
    fi
    case "$(ask gcloud billing projects describe "$PROJECT" --format 'value(billingEnabled)')" in
        True) ok "billing" ;;
        False)
            no_billing
            missing "$FACT" "$MEND"
            ;;
        *) echo "unknown  whether somebody pays for it: $who may not see that" ;;
    esac
}

check_services() {
    off=$(missing_services) || off=serviceusage.googleapis.com
    off=$(printf '%s' "$off" | tr '\n' ' ')
    if [ -z "$off" ]; then
        ok "services"
    else
        missing "services that are off: $off" "gcloud services enable $off --project $PROJECT"
    fi
}

# check <what> <command that describes it>: whether it is there.
check() {
    what=$1
    shift
    if there "$@"; then ok "$what"; else missing "$what is not there" "$SETUP"; fi
}

# Everything is in one region: what is in another one is not found, and moving data between them costs.
check_repository() {
    if there gcloud artifacts repositories describe "$REPOSITORY" --location "$REGION"; then
        ok "repository for images $REPOSITORY in $REGION"
        return
    fi
    elsewhere=$(ask gcloud artifacts repositories list --format 'value(name)' |
        sed -n "s|.*/locations/\([^/]*\)/repositories/$REPOSITORY\$|\1|p" | head -n 1)
    if [ -n "$elsewhere" ]; then
        missing "the repository for images $REPOSITORY is in $elsewhere, and cloud.env says REGION=$REGION" \
            "sed 's/^REGION=.*/REGION=$elsewhere/' scripts/gcp/cloud.env > cloud.env.new && mv cloud.env.new scripts/gcp/cloud.env"
    else
        missing "the repository for images $REPOSITORY in $REGION is not there" "$SETUP"
    fi
}
<%_ if (tasks.includes('wandb')) { _%>

check_key() {
    if [ -n "$(ask gcloud secrets versions list WANDB_API_KEY --filter state=ENABLED --format 'value(name)')" ]; then
        ok "secret WANDB_API_KEY"
    else
        missing "the secret WANDB_API_KEY has no value" "write the key from https://wandb.ai/authorize into .env, then: $SETUP"
    fi
}
<%_ } _%>

check_roles() {
    before=$missing
    for where in $(places); do
        if ! lacking=$(missing_roles "$where"); then
            missing "who may do what on the $where cannot be read: it is not there, or $who may not see it" "$SETUP"
            continue
        fi
        while read -r account role; do
            [ -n "$role" ] || continue
            condition=
            if [ "$where" = project ]; then condition=" --condition None"; fi
            missing "$account does not have $role on the $where, and an owner of the project can give it" \
                "gcloud $(policy add-iam-policy-binding "$where") --member serviceAccount:$(email "$account") --role $role$condition --project $PROJECT"
        done << ROLES
$lacking
ROLES
    done
    [ "$missing" != "$before" ] || ok "roles"
    for account in builder runtime; do
        for role in roles/owner roles/editor; do
            granted project | grep -Fqx "serviceAccount:$(email "$account") $role" || continue
            echo "too much $account has $role, which opens the whole project to whoever gets hold of it"
            echo "         -> gcloud projects remove-iam-policy-binding $PROJECT --member serviceAccount:$(email "$account") --role $role"
        done
    done
}

check_github() {
    if [ -z "$GITHUB" ]; then
        echo "unknown  whether GitHub Actions may work here: the repository is not on GitHub yet"
    elif granted builder | grep -Fqx "$WORKFLOWS roles/iam.workloadIdentityUser"; then
        check "identity of GitHub Actions for $GITHUB" \
            gcloud iam workload-identity-pools providers describe "$PROVIDER" --location global --workload-identity-pool github
    else
        missing "the workflows of $GITHUB may not act as builder" "$SETUP"
    fi
}

check_alarm() {
    account=$(bill)
    if [ -z "$account" ] || ! alarm=$(budgets "$account"); then
        echo "unknown  whether there is a budget alarm: $who may not see that"
    elif [ -n "$alarm" ]; then
        ok "budget alarm"
    else
        missing "there is no budget alarm" "$SETUP"
    fi
}

# Those that cloudbuild.yaml builds.
check_images() {
    there_are=$(ask gcloud artifacts docker images list "$IMAGES" --format 'value(package)')
    for file in dockerfiles/*.dockerfile; do
        grep -q -e "- $file\$" cloudbuild.yaml 2> /dev/null || continue
        image=$(basename "$file" .dockerfile)
        if printf '%s\n' "$there_are" | grep -qx "$IMAGES/$image"; then
            ok "image $image"
        else
            missing "there is no image $image in $IMAGES" "$BUILD"
        fi
    done
}

# log <filter>: what went wrong in the last day, the newest first. What a container prints may have no severity.
log() {
    ask gcloud logging read "$1 AND (severity>=ERROR OR textPayload:\"no weights at\")" --freshness 1d --limit 20 \
        --format 'value(textPayload,jsonPayload.message,protoPayload.status.message)' | tr -s '\t' ' ' | grep -v '^ *$' | cut -c 1-500
}

# report <what> <words> <command>: the cause, if Google's words name one that we know; else the words, and the command that shows more.
report() {
    said=$(printf '%s\n' "$2" | grep -v '^[;[:space:]]*$' | head -n 1 | cut -c 1-200)
    said=${said:-nothing}
    if explain "$1" "$2"; then
        missing "$1: $FACT. It says: $said" "$MEND"
    else
        missing "$1 has failed. It says: $said" "$3"
    fi
}

check_service() {
    if ! state=$(ask gcloud run services describe "$1" --region "$REGION" \
        --format 'value(status.latestCreatedRevisionName,status.conditions[].status)'); then
        find_service "$1"
        return
    fi
    words="$(ask gcloud run services describe "$1" --region "$REGION" --format 'value(status.conditions[].message)')
$(log "resource.type=cloud_run_revision AND resource.labels.revision_name=$(printf '%s' "$state" | cut -f 1)")"
    case "$state" in
        *False*) report "$1" "$words" "gcloud run services logs read $1 --project $PROJECT --region $REGION" ;;
        *) if explain "$1" "$words"; then report "$1" "$words"; else ok "service $1"; fi ;;
    esac
}

# find_service <name>: it is not in our region. Is it in another one?
find_service() {
    elsewhere=$(ask gcloud run services list --filter "metadata.name=$1" \
        --format 'value(metadata.labels."cloud.googleapis.com/location")' | head -n 1)
    if [ -n "$elsewhere" ]; then
        missing "the service $1 runs in $elsewhere, and scripts/gcp/cloud.env says REGION=$REGION" \
            "deploy it in $REGION, then: gcloud run services delete $1 --project $PROJECT --region $elsewhere"
    else
        missing "the service $1 is not deployed" "$DEPLOY"
    fi
}

# The newest build and the newest training: what failed before and was mended is of no interest.
check_build() {
    last=$(ask gcloud builds list --limit 1 --format 'value(id,status)')
    case "$last" in
        *FAILURE* | *INTERNAL_ERROR* | *TIMEOUT*)
            id=$(printf '%s' "$last" | cut -f 1)
            words="$(ask gcloud builds describe "$id" --format 'value(failureInfo.detail,statusDetail)')
$(log "resource.type=build AND resource.labels.build_id=$id")"
            report build "$words" "gcloud builds log $id --project $PROJECT"
            ;;
        *SUCCESS*) ok "newest build" ;;
    esac
}
<%_ if (tasks.includes('cloud-training')) { _%>

check_training() {
    last=$(ask gcloud ai custom-jobs list --region "$REGION" --limit 1 --sort-by '~createTime' --format 'value(name,state)')
    case "$last" in
        *FAILED*)
            id=$(printf '%s' "$last" | cut -f 1 | sed 's|.*/||')
            words="$(ask gcloud ai custom-jobs describe "$id" --region "$REGION" --format 'value(error.message)')
$(log "resource.type=ml_job AND resource.labels.job_id=$id")"
            report training "$words" "gcloud ai custom-jobs stream-logs $id --project $PROJECT --region $REGION"
            ;;
        *SUCCEEDED*) ok "newest training" ;;
    esac
}
<%_ } _%>

load_cloud
name_github
echo "Project $PROJECT, region $REGION, bucket gs://$BUCKET, images in $IMAGES"
check_project
check_services
check "bucket gs://$BUCKET" gcloud storage buckets describe "gs://$BUCKET"
check_repository
for account in builder runtime; do check "account $account" gcloud iam service-accounts describe "$(email "$account")"; done
<%_ if (tasks.includes('wandb')) { _%>
check_key
<%_ } _%>
check_roles
check_github
check_alarm
check_images
check_build
<%_ if (tasks.includes('cloud-training')) { _%>
check_training
<%_ } _%>
<%_ if (tasks.includes('cloud-deploy')) { _%>
for file in deploy/*.yaml; do
    case "$file" in
        *_with_collector.yaml) ;;
        *) check_service "$(sed -n 's/^  name: //p' "$file" | head -n 1)" ;;
    esac
done
<%_ } _%>
if [ "$missing" -gt 0 ]; then
    echo "$missing missing. Mend the first, and run this again: the others may follow from it."
    exit 1
fi
echo "Nothing is missing."

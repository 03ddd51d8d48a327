#!/bin/sh
# Creates on Google Cloud what the project needs. You can run it again at any time: what is there already stays.
#   sh scripts/gcp/setup.sh --dry-run    only says what it would do
#   sh scripts/gcp/setup.sh
# Fill in scripts/gcp/cloud.env first.
set -eu
cd "$(dirname "$0")/../.."
. scripts/gcp/common.sh
. scripts/gcp/state.sh

preflight() {
    load_cloud
    name_github
    [ -z "$dry" ] || return 0
    if [ "$(ask gcloud billing projects describe "$PROJECT" --format 'value(billingEnabled)')" = False ]; then
        fail "nobody pays for the project $PROJECT:" \
            "gcloud billing projects link $PROJECT --billing-account ACCOUNT (gcloud billing accounts list shows yours)"
    fi
    there gcloud projects get-iam-policy "$PROJECT" || no_owner
    refuse_others
}

# Google Cloud lets nobody make a private account an owner by a command.
no_owner() {
    fail "$who may not give roles in $PROJECT: an owner has to run: sh scripts/gcp/setup.sh" \
        "(or makes $who an owner at https://console.cloud.google.com/iam-admin/iam?project=$PROJECT)"
}

enable_services() {
    services=$(missing_services) || fail "$who may not see which services are on in $PROJECT: an owner has to run this"
    # shellcheck disable=SC2086  # one word for each service
    [ -z "$services" ] || run gcloud services enable $services
}

# Access is given for the whole bucket, never for single files and never to everybody. Versions protect from deleting by mistake.
create_bucket() {
    if ! there gcloud storage buckets describe "gs://$BUCKET"; then
        run gcloud storage buckets create "gs://$BUCKET" --location "$REGION" --public-access-prevention ||
            fail "gs://$BUCKET cannot be created: if the name is taken, write another one into scripts/gcp/cloud.env"
    fi
    run gcloud storage buckets update "gs://$BUCKET" --uniform-bucket-level-access --versioning
}

# Images are large: only the five newest of each are kept.
create_repository() {
    if ! there gcloud artifacts repositories describe "$REPOSITORY" --location "$REGION"; then
        run gcloud artifacts repositories create "$REPOSITORY" --location "$REGION" --repository-format docker
    fi
    run gcloud artifacts repositories set-cleanup-policies "$REPOSITORY" --location "$REGION" \
        --policy scripts/gcp/cleanup_policy.json --no-dry-run
}

create_accounts() {
    for account in builder runtime; do
        there gcloud iam service-accounts describe "$(email "$account")" || run gcloud iam service-accounts create "$account"
    done
}
<%_ if (tasks.includes('wandb')) { _%>

# The key goes from .env, or from the environment, through a pipe: it is in no command and in no output.
store_key() {
    there gcloud secrets describe WANDB_API_KEY || run gcloud secrets create WANDB_API_KEY --replication-policy automatic
    key=${WANDB_API_KEY:-}
    if [ -z "$key" ] && [ -f .env ]; then
        key=$(sed -n 's/^WANDB_API_KEY=//p' .env | tail -n 1 | sed 's/[[:space:]]#.*//' | tr -d "\"'[:space:]")
    fi
    if [ -z "$key" ]; then
        notes="$notes
- the secret WANDB_API_KEY is empty: write the key from https://wandb.ai/authorize into .env, and run this again"
    elif [ "$key" != "$(ask gcloud secrets versions access latest --secret WANDB_API_KEY)" ]; then
        printf '%s' "$key" | run gcloud secrets versions add WANDB_API_KEY --data-file=-
    fi
}
<%_ } _%>

# give <where> <member> <role>: Google Cloud may need a moment to know a new account, so it is tried twice.
give() {
    condition=
    if [ "$1" = project ]; then condition="--condition None"; fi
    place=$1
    # shellcheck disable=SC2046,SC2086  # the words of a command
    set -- gcloud $(policy add-iam-policy-binding "$1") --member "$2" --role "$3" $condition --format none
    if try "$@"; then return; fi
    # Of an account that it does not know yet, Google Cloud also says that one may not change it.
    case "$place" in builder | runtime) ;; *) check_denied ;; esac
    echo "Google Cloud may not know a new account yet: once more in 20 seconds" >&2
    sleep 20
    if try "$@"; then return; fi
    check_denied
    echo "$said" >&2
    return 1
}

# try <command>: runs it, and shows what it says if it succeeds; `said` is what it says.
try() {
    if [ -n "$dry" ]; then
        run "$@"
    else
        said=$(run "$@" 2>&1 < /dev/null) && echo "$said" >&2
    fi
}

check_denied() {
    case "$said" in *setIamPolicy* | *PERMISSION_DENIED* | *"access denied"*) no_owner ;; esac
}

give_roles() {
    for where in $(places); do
        lacking=$(missing_roles "$where") || fail "$who cannot read who may do what on the $where"
        printf '%s\n' "$lacking" | while read -r account role; do
            [ -z "$role" ] || give "$where" "serviceAccount:$(email "$account")" "$role"
        done
    done
}

# GitHub vouches for a run of this repository, and Google believes it: there is no key that somebody could steal.
trust_github() {
    if [ -z "$GITHUB" ]; then
        notes="$notes
- the repository is not on GitHub, so GitHub Actions cannot work in the cloud: publish it, and run this again"
        return
    fi
    if ! there gcloud iam workload-identity-pools describe github --location global; then
        run gcloud iam workload-identity-pools create github --location global --display-name "GitHub Actions"
    fi
    if ! there gcloud iam workload-identity-pools providers describe "$PROVIDER" --location global --workload-identity-pool github; then
        run gcloud iam workload-identity-pools providers create-oidc "$PROVIDER" --location global --workload-identity-pool github \
            --issuer-uri https://token.actions.githubusercontent.com \
            --attribute-mapping "google.subject=assertion.sub,attribute.repository=assertion.repository" \
            --attribute-condition "assertion.repository == '$GITHUB'"
    fi
    granted builder | grep -Fqx "$WORKFLOWS roles/iam.workloadIdentityUser" || give builder "$WORKFLOWS" roles/iam.workloadIdentityUser
    tell_github GCP_WORKLOAD_IDENTITY_PROVIDER "$POOL/providers/$PROVIDER"
    tell_github GCP_SERVICE_ACCOUNT "$BUILDER"
}

# tell_github <name> <value>: a variable of the repository. It is no secret.
tell_github() {
    set -- gh variable set "$1" --body "$2" --repo "$GITHUB"
    if [ -z "$dry" ] && ! command -v gh > /dev/null || ! run "$@"; then
        notes="$notes
- somebody who administers $GITHUB has to run, where \`gh\` is installed and logged in: $(shown "$@")"
    fi
}

# Credits do not count, or the alarm would come when they are gone.
set_alarm() {
    account=$(bill)
    budget=$(setting BUDGET)
    if [ -n "$account" ] && [ -n "$(budgets "$account")" ]; then return; fi
    set -- gcloud billing budgets create --billing-account "${account:-ACCOUNT}" --display-name "$PROJECT" \
        --filter-projects "projects/$PROJECT" --budget-amount "${budget:-20}" --credit-types-treatment exclude-all-credits \
        --threshold-rule percent=0.5 --threshold-rule percent=0.9 --threshold-rule percent=1.0
    if [ -z "$dry$account" ] || ! run "$@"; then
        notes="$notes
- there is no budget alarm yet. Who pays for the project has to run: $(shown "$@")"
    fi
}

stopped() {
    [ "$?" = 0 ] || echo "the set-up is not complete. Look for the cause, then run it again: sh scripts/gcp/cloud_doctor.sh" >&2
}

case "${1:-}" in
    --dry-run) dry=yes ;;
    "") ;;
    *) fail "usage: sh scripts/gcp/setup.sh [--dry-run]" ;;
esac
notes=
preflight
trap stopped EXIT
trap 'exit 130' INT TERM
enable_services
create_bucket
create_repository
create_accounts
<%_ if (tasks.includes('wandb')) { _%>
store_key
<%_ } _%>
give_roles
trust_github
set_alarm

[ -z "$notes" ] || echo "Still open:$notes"
[ -z "$dry" ] || exit 0
echo "$PROJECT has now the bucket gs://$BUCKET, a place for images, $IMAGES, and the accounts builder and runtime."
if [ -z "$(setting PROJECT)" ]; then
    echo "Write PROJECT=$PROJECT into scripts/gcp/cloud.env and commit it, so that all of you work in the same project."
fi
echo "Next: sh scripts/gcp/cloud_doctor.sh"

#!/bin/sh
# Creates a bucket of Google Cloud Storage for the data and makes it the DVC remote. GitHub Actions may read it.
# You can run it again at any time: what is there already stays.
#   sh scripts/gcp/create_bucket.sh --dry-run    only says what it would do
#   sh scripts/gcp/create_bucket.sh
# Options:
<%_ if (stages.includes('deploy')) { _%>
#   --bucket NAME             the default is the bucket in cloud.env or in .dvc/config, else the project's name with that of the repository
<%_ } else { _%>
#   --bucket NAME             the default is the bucket in .dvc/config, else the project's name with that of the repository
<%_ } _%>
<%_ if (stages.includes('deploy')) { _%>
#   --region REGION           the default is the region in cloud.env
<%_ } else { _%>
#   --region REGION           the default is europe-west1
<%_ } _%>
#   --repository OWNER/NAME   the repository on GitHub; the default is that of the git remote `origin`
#   --key                     GitHub logs in with a key instead of workload identity
set -eu
cd "$(dirname "$0")/../.."
<%_ if (stages.includes('deploy')) { _%>
# The project, the names and the account are those of scripts/gcp/cloud.env and setup.sh.
. scripts/gcp/common.sh
. scripts/gcp/state.sh
<%_ } else { _%>

fail() {
    echo "$*" >&2
    exit 1
}
<%_ } _%>

usage="usage: sh scripts/gcp/create_bucket.sh [--dry-run] [--bucket NAME] [--region REGION] [--repository OWNER/NAME] [--key]"
bucket=""
region=""
repository=""
dry=""
key=""
while [ $# -gt 0 ]; do
    case "$1" in
        --dry-run) dry=yes ;;
        --key) key=yes ;;
        --bucket | --region | --repository)
            [ $# -gt 1 ] || fail "$usage"
            case "$1" in
                --bucket) bucket=$2 ;;
                --region) region=$2 ;;
                *) repository=$2 ;;
            esac
            shift
            ;;
        *) fail "$usage" ;;
    esac
    shift
done

# What is missing, before anything is created.
<%_ if (stages.includes('deploy')) { _%>
load_cloud
name_github
repository=${repository:-$GITHUB}
<%_ } else { _%>
if [ -n "$dry" ]; then
    project=PROJECT
    number=NUMBER
else
    if ! command -v gcloud > /dev/null; then
        fail "\`gcloud\` is not here: install it with: curl https://sdk.cloud.google.com | bash" \
            "(macOS: brew install --cask google-cloud-sdk, Windows: winget install Google.CloudSDK), then: gcloud auth login"
    fi
    who=$(gcloud auth list --filter status:ACTIVE --format 'value(account)' 2> /dev/null) ||
        fail "gcloud does not work here: gcloud auth list shows why"
    [ -n "$who" ] || fail "nobody is logged in to Google Cloud: gcloud auth login"
    project=$(gcloud config get-value project 2> /dev/null || true)
    if [ -z "$project" ] || [ "$project" = "(unset)" ]; then
        fail "no project of Google Cloud is chosen: gcloud config set project PROJECT_ID (gcloud projects list shows them)"
    fi
    if ! number=$(gcloud projects describe "$project" --format 'value(projectNumber)' 2> /dev/null); then
        fail "there is no project $project, or you have no access to it: gcloud config set project PROJECT_ID"
    fi
fi
if [ -z "$repository" ]; then
    # Also github.com-work:owner/name, as SSH knows it by an alias, and ssh.github.com:443/owner/name.
    repository=$(git config --get remote.origin.url | sed -e 's|/*$||' -e 's|\.git$||' |
        sed -n 's|^\(.*[/@.]\)\{0,1\}github\.com[^:/]*\(:[0-9]*\)\{0,1\}[:/]\([^:/]*/[^:/]*\)$|\3|p')
fi
if [ -z "$repository" ] && [ -n "$dry" ]; then repository=OWNER/NAME; fi
<%_ } _%>
if [ -z "$repository" ] && [ -z "$key" ]; then
    fail "the repository is not on GitHub yet: publish it first, or name it with --repository OWNER/NAME"
fi
<%_ if (stages.includes('deploy')) { _%>
project=$PROJECT
number=$NUMBER
bucket=${bucket:-$BUCKET}
region=${region:-$REGION}
GITHUB=$repository
refuse_others
<%_ } else { _%>
region=${region:-europe-west1}
if [ -z "$bucket" ]; then bucket=$(sed -n 's|^ *url = gs://\([^/]*\).*|\1|p' .dvc/config | head -n 1); fi
if [ -z "$bucket" ]; then bucket=$(printf '%s' "$project-<%- distribution %>" | cut -c 1-63 | sed 's/-*$//'); fi
<%_ } _%>
bucket=${bucket#gs://}
<%_ if (stages.includes('deploy')) { _%>
reader=builder # that of setup.sh: the workflows have one account
<%_ } else { _%>
reader=data-reader
<%_ } _%>
account=$reader@$project.iam.gserviceaccount.com
<%_ if (!stages.includes('deploy')) { _%>

# run <command>: in a dry run it is only printed.
run() {
    if [ -n "$dry" ]; then echo "would run: $*"; else "$@"; fi
}

# there <command>: whether what the command describes exists. A dry run asks nobody.
there() {
    [ -z "$dry" ] && "$@" > /dev/null 2>&1
}
<%_ } _%>

run gcloud services enable storage.googleapis.com iam.googleapis.com iamcredentials.googleapis.com sts.googleapis.com --project "$project"

# Access is given for the whole bucket, never for single files and never to everybody. Versions protect from deleting by mistake.
if ! there gcloud storage buckets describe "gs://$bucket"; then
    run gcloud storage buckets create "gs://$bucket" --project "$project" --location "$region" --public-access-prevention ||
        fail "gs://$bucket cannot be created: if the name is taken, choose another one with --bucket NAME"
fi
run gcloud storage buckets update "gs://$bucket" --uniform-bucket-level-access --versioning

<%_ if (stages.includes('deploy')) { _%>
# Who reads in the workflows.
<%_ } else { _%>
# Who reads in the workflows: an account that can do nothing else.
<%_ } _%>
if ! there gcloud iam service-accounts describe "$account" --project "$project"; then
    run gcloud iam service-accounts create "$reader" --project "$project" --display-name "Reads the data of <%- distribution %>"
fi
run gcloud storage buckets add-iam-policy-binding "gs://$bucket" --member "serviceAccount:$account" --role roles/storage.objectViewer

# tell_github <kind> <name> <value>: a variable or a secret of the repository on GitHub.
tell_github() {
    set -- gh "$1" set "$2" --body "$3" --repo "$repository"
    if [ -n "$dry" ]; then
        run "$@"
    elif ! command -v gh > /dev/null || ! gh auth status > /dev/null 2>&1; then
        echo "run this where \`gh\` is installed and logged in: $*"
    elif ! "$@"; then
        echo "somebody who administers $repository has to run this: $*"
    fi
}

if [ -n "$key" ]; then
    # A key works for whoever has it, until it is deleted. Many organisations forbid them.
    if [ ! -f gcp_key.json ]; then
        run gcloud iam service-accounts keys create gcp_key.json --iam-account "$account"
    fi
    echo "give the key to GitHub, then delete the file: gh secret set GCP_SERVICE_ACCOUNT_KEY < gcp_key.json"
else
    # GitHub vouches for a run of this repository, and Google believes it: there is no key that somebody could steal.
    pool=projects/$number/locations/global/workloadIdentityPools/github
    # At most 32 characters. The checksum tells repositories apart whose names begin alike.
    provider=$(printf 'repo-%s' "$repository" | tr 'A-Z_./' 'a-z---' | cut -c 1-21)-$(printf '%s' "$repository" | cksum | cut -d ' ' -f 1)
    if ! there gcloud iam workload-identity-pools describe github --project "$project" --location global; then
        run gcloud iam workload-identity-pools create github --project "$project" --location global --display-name "GitHub Actions"
    fi
    if ! there gcloud iam workload-identity-pools providers describe "$provider" \
        --project "$project" --location global --workload-identity-pool github; then
        run gcloud iam workload-identity-pools providers create-oidc "$provider" \
            --project "$project" --location global --workload-identity-pool github \
            --issuer-uri https://token.actions.githubusercontent.com \
            --attribute-mapping "google.subject=assertion.sub,attribute.repository=assertion.repository" \
            --attribute-condition "assertion.repository == '$repository'"
    fi
    run gcloud iam service-accounts add-iam-policy-binding "$account" --project "$project" --role roles/iam.workloadIdentityUser \
        --member "principalSet://iam.googleapis.com/$pool/attribute.repository/$repository"
    tell_github variable GCP_WORKLOAD_IDENTITY_PROVIDER "$pool/providers/$provider"
    tell_github variable GCP_SERVICE_ACCOUNT "$account"
fi

<%_ if (manager === 'uv') { _%>
PATH="$PWD/.venv/bin:$PWD/.venv/Scripts:$PATH"
install="uv sync"
<%_ } else { _%>
install="python -m pip install -r requirements_dev.txt"
<%_ } _%>
<%_ if (remote === 'bucket') { _%>
name=storage
<%_ } else { _%>
name=bucket
<%_ } _%>
if [ -z "$dry" ] && ! command -v dvc > /dev/null; then
    fail "the bucket is ready, and \`dvc\` is not here: install it with: $install"
fi
if [ -z "$dry" ] && grep -q "remote \"$name\"" .dvc/config; then
    run dvc remote modify "$name" url "gs://$bucket/dvc"
else
    run dvc remote add "$name" "gs://$bucket/dvc"
fi
run dvc remote default "$name"
echo "the DVC remote is gs://$bucket/dvc: commit .dvc/config, log in with \`gcloud auth application-default login\`, then: dvc push"

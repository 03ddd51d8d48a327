#!/bin/sh
# What is there on Google Cloud, and what is missing: for setup.sh, which mends it, and cloud_doctor.sh, which names it.
# They read common.sh before.
# shellcheck disable=SC2034  # they use what is set here

# ask <command>: what it answers. In a dry run nobody is asked.
ask() {
    [ -n "$dry" ] || "$@" 2> /dev/null < /dev/null
}

# rows <file>: the lines of a table in this folder.
rows() {
    tr -d '\r' < "scripts/gcp/$1" | grep -v -e '^#' -e '^ *$'
}

# missing_services: one a line.
missing_services() {
    enabled=$(ask gcloud services list --enabled --format 'value(config.name)') || return
    rows services.txt | while read -r service _; do
        printf '%s\n' "$enabled" | grep -qx "$service" || echo "$service"
    done
}

email() {
    echo "$1@$PROJECT.iam.gserviceaccount.com"
}

# policy <verb> <where>: the words after `gcloud` that read or change who may do what there.
policy() {
    case "$2" in
        project) echo "projects $1 $PROJECT" ;;
        bucket) echo "storage buckets $1 gs://$BUCKET" ;;
        repository) echo "artifacts repositories $1 $REPOSITORY --location $REGION" ;;
        secret) echo "secrets $1 WANDB_API_KEY" ;;
        *) echo "iam service-accounts $1 $(email "$2")" ;;
    esac
}

# granted <where>: who may do what there, `member role` a line. It fails where that cannot be read.
granted() {
    # shellcheck disable=SC2046  # the words of a command
    bindings=$(ask gcloud $(policy get-iam-policy "$1") --flatten 'bindings[].members' --format 'value(bindings.members,bindings.role)') || return
    printf '%s\n' "$bindings" | tr '\t' ' '
}

# missing_roles <where>: those of roles.txt that are not given there, `account role` a line.
missing_roles() {
    given=$(granted "$1") || return
    rows roles.txt | while read -r account where role _; do
        [ "$where" = "$1" ] || continue
        printf '%s\n' "$given" | grep -Fqx "serviceAccount:$(email "$account") $role" || echo "$account $role"
    done
}

# places: where roles are given, in the order of the table. It begins with the project, where only an owner may give them.
places() {
    rows roles.txt | awk '!seen[$2]++ { print $2 }'
}

# name_github: the repository on GitHub, and how Google Cloud recognises its workflows. GITHUB is empty where there is none.
# create_bucket.sh makes the same names.
name_github() {
    # Also github.com-work:owner/name, as SSH knows it by an alias, and ssh.github.com:443/owner/name.
    GITHUB=$(git config --get remote.origin.url | sed -e 's|/*$||' -e 's|\.git$||' |
        sed -n 's|^\(.*[/@.]\)\{0,1\}github\.com[^:/]*\(:[0-9]*\)\{0,1\}[:/]\([^:/]*/[^:/]*\)$|\3|p')
    if [ -z "$GITHUB" ] && [ -n "$dry" ]; then GITHUB=OWNER/NAME; fi
    POOL=projects/$NUMBER/locations/global/workloadIdentityPools/github
    # At most 32 characters. The checksum tells repositories apart whose names begin alike.
    PROVIDER=$(printf 'repo-%s' "$GITHUB" | tr 'A-Z_./' 'a-z---' | cut -c 1-21)-$(printf '%s' "$GITHUB" | cksum | cut -d ' ' -f 1)
    WORKFLOWS=principalSet://iam.googleapis.com/$POOL/attribute.repository/$GITHUB
}

# refuse_others: a project is for one repository. A second one would overwrite the secret, the images and the services of the first.
refuse_others() {
    other=$(granted builder | sed -n 's|.*/attribute\.repository/\(.*\) roles/iam\.workloadIdentityUser$|\1|p' | grep -Fvx "$GITHUB" | head -n 1)
    [ -z "$other" ] || fail "the project $PROJECT belongs to the repository $other: write the id of another project into scripts/gcp/cloud.env," \
        "or, if $other is no longer in use, first: gcloud $(policy remove-iam-policy-binding builder) --project $PROJECT" \
        "--role roles/iam.workloadIdentityUser --member principalSet://iam.googleapis.com/$POOL/attribute.repository/$other"
}

# bill: the billing account that pays for the project; empty where there is none, or where you may not see it.
bill() {
    ask gcloud billing projects describe "$PROJECT" --format 'value(billingAccountName)' | sed 's|.*/||'
}

# budgets <billing account>: our alarm, if it is there.
budgets() {
    ask gcloud billing budgets list --billing-account "$1" --filter "displayName='$PROJECT'" --format 'value(name)'
}

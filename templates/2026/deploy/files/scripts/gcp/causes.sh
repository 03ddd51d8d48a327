#!/bin/sh
# What the messages of Google Cloud mean, and what mends it, for cloud_doctor.sh.
# shellcheck disable=SC2034  # cloud_doctor.sh reads FACT and MEND

# explain <what> <message>: sets FACT and MEND; fails where the message is none that we know. `what` is a service of Cloud Run,
# `build` or `training`. The order matters: a container without weights, memory or a permission does not listen on its port either.
explain() {
    FACT=
    MEND="sh scripts/gcp/setup.sh"
    case "$2" in
        *SERVICE_DISABLED* | *"has not been used in project"* | *"API is not enabled"*) FACT="a service of Google Cloud is off" ;;
        *"no weights at"*) no_weights ;;
        *[Bb]illing*disabled* | *"requires billing"* | *BILLING_DISABLED*) no_billing ;;
        *[Pp]ermission*denied* | *PERMISSION_DENIED* | *"does not have"*access* | *"must have permission"* | *actAs*)
            FACT="a permission is missing"
            MEND="sh scripts/gcp/setup.sh (if all roles are given: add the one that the message names to scripts/gcp/roles.txt first)"
            ;;
        *Image*"not found"* | *MANIFEST_UNKNOWN* | *"manifest unknown"*) no_image "$1" ;;
        *[Qq]uota* | *RESOURCE_EXHAUSTED* | *"no available instance"*) no_quota "$1" "$2" ;;
        *[Mm]"emory limit"* | *OOMKilled* | *"out of memory"* | *"Out of memory"*) no_memory "$1" "$2" ;;
        *"listen on the port"* | *"failed to start and listen"*) not_listening "$1" ;;
        *) return 1 ;;
    esac
}

no_billing() {
    FACT="nobody pays for the project"
    MEND="gcloud billing projects link $PROJECT --billing-account ACCOUNT (gcloud billing accounts list shows yours)"
}

# deploy_run.sh uploads models/model.pth where there are none in the bucket.
no_weights() {
    FACT="its weights are not where it looks for them"
<%_ if (tasks.includes('cloud-training')) { _%>
    MEND="sh scripts/gcp/vertex_train.sh && $DEPLOY"
<%_ } else { _%>
    MEND="python -m pkgname.train && $DEPLOY"
<%_ } _%>
}

no_image() {
    FACT="the image is not in $IMAGES"
    MEND=$BUILD
}

no_quota() {
    case "$1:$2" in
        *GPU* | *[Aa]ccelerator* | training:*)
            FACT="the quota for this machine is used up, or you have none; Google takes days to grant one"
            MEND="train on a CPU meanwhile, and ask at https://console.cloud.google.com/iam-admin/quotas?project=$PROJECT"
            ;;
        build:*)
            FACT="too many builds at once"
            MEND="gcloud builds list --ongoing, wait for them or gcloud builds cancel ID"
            ;;
        *)
            FACT="the quota of Cloud Run in $REGION is used up"
            change "$1" maxScale '"1"' "--max-instances 1"
            ;;
    esac
}

# Twice as much as it has. Cloud Run gives 512 MiB where nobody asks for more.
no_memory() {
    limit=$(printf '%s\n' "$2" | sed -n 's/.*emory limit of \([0-9]*\) MiB.*/\1/p' | head -n 1)
    FACT="its memory of ${limit:-512} MiB is not enough"
    more=$((${limit:-512} * 2))Mi
    case "$1" in
        build) MEND="write machineType: E2_HIGHCPU_8 below options: in cloudbuild.yaml, then: $BUILD" ;;
<%_ if (tasks.includes('cloud-training')) { _%>
        training) MEND="choose a larger machineType in deploy/vertex/config_cpu.yaml, then: sh scripts/gcp/vertex_train.sh" ;;
<%_ } _%>
        *) change "$1" "memory of the container $1" "$more" "--memory $more" ;;
    esac
}

# Our images read PORT, so the container has nearly always ended before, and its log says why.
not_listening() {
    FACT="its container ended before it took requests, or does not listen on the port in PORT"
    MEND="gcloud run services logs read $1 --project $PROJECT --region $REGION"
}

# change <service> <what> <value> <flag>: sets MEND to a change of its file in deploy/, or of the service where it has none.
change() {
    name=$(grep -l "^  name: $1\$" deploy/*.yaml 2> /dev/null | grep -v _with_collector | head -n 1)
    name=$(basename "$name" .yaml)
    if [ -z "$name" ]; then
        MEND="gcloud run services update $1 --project $PROJECT --region $REGION $4"
        return
    fi
    file=deploy/$name.yaml
    # deploy_run.sh chooses in the same way.
    if [ "$(setting COLLECTOR)" = yes ] && [ -f "deploy/${name}_with_collector.yaml" ]; then file=deploy/${name}_with_collector.yaml; fi
    MEND="set $2 in $file to $3, then: $DEPLOY --only $name"
}

#!/bin/sh
# What the scripts of the alerts share. They read common.sh before.

# find_name <words of gcloud ...> <display name>: the name that Google Cloud gave the thing. In a dry run there is none.
find_name() {
    [ -z "$dry" ] || return 0
    words=""
    while [ $# -gt 1 ]; do
        words="$words $1"
        shift
    done
    # shellcheck disable=SC2086  # one word each
    $words --filter "displayName=\"$1\"" --format 'value(name)' | head -n 1
}

# title_of <file>: the display name in it, by which it is found again.
title_of() {
    sed -n 's/^displayName: "\(.*\)"$/\1/p' "$1"
}

# find_channel: who hears of the alerts, in `channel`. Google writes to a new address once, and each alert after that.
find_channel() {
    description=monitoring/notification_channel.yaml
    channel=$(find_name gcloud beta monitoring channels list "$(title_of $description)")
    if [ -n "$channel" ] && [ -n "${address:-}" ]; then
        run gcloud beta monitoring channels update "$channel" --update-channel-labels "email_address=$address"
    elif [ -z "$channel" ]; then
        if [ -z "${address:-}" ]; then
            if [ -n "$dry" ]; then address=ADDRESS; else address=$(gcloud config get-value account 2> /dev/null); fi
        fi
        case "$address" in
            *gserviceaccount.com | "") fail "there is nobody to write to: name an address with --email ADDRESS" ;;
        esac
        run gcloud beta monitoring channels create --channel-content-from-file $description --channel-labels "email_address=$address"
        channel=CHANNEL
        if [ -z "$dry" ]; then channel=$(find_name gcloud beta monitoring channels list "$(title_of $description)"); fi
        [ -n "$channel" ] || fail "the channel for the e-mails was not created: run this again"
    fi
}

# put_policy <file>: creates an alert, or changes the one that is there.
put_policy() {
    policy=$(find_name gcloud monitoring policies list "$(title_of "$1")")
    if [ -z "$policy" ]; then
        run gcloud monitoring policies create --policy-from-file "$1" --notification-channels "$channel"
    else
        run gcloud monitoring policies update "$policy" --policy-from-file "$1" --set-notification-channels "$channel"
    fi
}

# api_host: the host of the deployed API.
api_host() {
    if [ -n "$dry" ]; then
        echo HOST
        return
    fi
    url=$(gcloud run services describe api --region "$REGION" --format 'value(status.url)' 2> /dev/null || true)
    [ -n "$url" ] || fail "the API is not deployed in $REGION: sh scripts/gcp/deploy_run.sh"
    echo "${url#https://}"
}

#!/bin/sh
# The images in the registry. Other scripts read it after common.sh.

# find_image <name> <tag>: an image by the checksum of its content, which stays the same when the tag moves on. Cloud Run needs it: where
# the name of the image is the same as before, it changes nothing.
find_image() {
    if [ -n "$dry" ]; then
        echo "$IMAGES/$1:$2"
        return
    fi
    digest=$(gcloud artifacts docker tags list "$IMAGES/$1" --format 'value(tag.basename(),version.basename())' 2> /dev/null |
        awk -v tag="$2" '$1 == tag { print $2 }')
    [ -n "$digest" ] || fail "there is no image $1:$2 in $IMAGES: build it with: sh scripts/gcp/build_images.sh"
    echo "$IMAGES/$1@$digest"
}

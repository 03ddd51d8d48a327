#!/bin/sh
# Builds the images and tests them: a training of one epoch, predictions<% if (stages.includes('api')) { %>, and a request to the API<% } %>.
# Data and model are in a temporary folder, which is removed at the end.
set -eu
cd "$(dirname "$0")/.."

if ! command -v docker > /dev/null; then
    echo "\`docker\` is not here: install it with: curl -fsSL https://get.docker.com | sh" \
        "(macOS: brew install --cask docker, Windows: winget install Docker.DockerDesktop)" >&2
    exit 1
fi

work=$(mktemp -d)
server=""
finish() {
    if [ -n "$server" ]; then docker rm --force "$server" > /dev/null; fi
    rm -rf "$work"
}
trap finish EXIT
mkdir "$work/data" "$work/models" "$work/reports"

build() {
    printf '\n== build %s\n' "$1"
    docker build -f "dockerfiles/$1.dockerfile" -t "$1:latest" .
}

# As the user who runs this script, so that the files belong to that user.
run() {
    docker run --rm --user "$(id -u):$(id -g)" -v "$work/data:/app/data" -v "$work/models:/app/models" \
        -v "$work/reports:/app/reports" "$@"
}

expect() {
    if [ ! -s "$work/$1" ]; then
        echo "the containers did not write $1" >&2
        exit 1
    fi
}

build train_model
run --entrypoint python train_model:latest -m pkgname.data.make_dataset fetch
run --entrypoint python train_model:latest -m pkgname.data.make_dataset process
<%_ if (tasks.includes('hydra')) { _%>
run train_model:latest epochs=1
<%_ } else { _%>
run train_model:latest --epochs 1
<%_ } _%>
expect models/model.pt

build predict_model
run predict_model:latest
expect reports/predictions.csv
<%_ if (stages.includes('api')) { _%>

build api
# Not the default port: the server has to use PORT.
server=$(docker run --detach --env PORT=8123 --health-interval 2s -v "$work/models:/app/models:ro" api:latest)
state=starting
tries=0
while [ "$state" != healthy ] && [ "$tries" -lt 60 ]; do
    sleep 2
    tries=$((tries + 1))
    state=$(docker inspect --format '{{.State.Health.Status}}' "$server")
done
if [ "$state" != healthy ]; then
    docker logs "$server" >&2
    echo "the container of the API is $state" >&2
    exit 1
fi
<%_ } _%>
printf '\n== the images work\n'

#!/bin/sh
# Builds the images and tests them: one epoch of training, an evaluation, and a request to the API.
# Data and model are in a temporary folder, which is removed at the end.
set -eu
cd "$(dirname "$0")/.."

if ! command -v docker > /dev/null; then
    echo "\`docker\` is not here: install it with: curl -fsSL https://get.docker.com | sh" \
        "(macOS: brew install --cask docker, Windows: winget install Docker.DockerDesktop)" >&2
    exit 1
fi

work=$(mktemp -d)
api=""
finish() {
    if [ -n "$api" ]; then docker rm --force "$api" > /dev/null; fi
    rm -rf "$work"
}
trap finish EXIT
mkdir "$work/data" "$work/models" "$work/reports"

say() { printf '\n== %s\n' "$*"; }

build() {
    say "build $1"
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

build train
say "train one epoch"
run --entrypoint python train:latest -m pkgname.data fetch
run --entrypoint python train:latest -m pkgname.data preprocess
if [ -d configs ]; then run train:latest epochs=1; else run train:latest --epochs 1; fi
expect models/model.pth

build evaluate
say "evaluate"
run evaluate:latest
expect reports/evaluation.json

if [ -f dockerfiles/api.dockerfile ]; then
    build api
    say "serve"
    # Not the default port: the server has to use PORT.
    api=$(docker run --detach --env PORT=8123 --health-interval 2s -v "$work/models:/app/models:ro" api:latest)
    state=starting
    tries=0
    while [ "$state" != healthy ] && [ "$tries" -lt 60 ]; do
        sleep 2
        tries=$((tries + 1))
        state=$(docker inspect --format '{{.State.Health.Status}}' "$api")
    done
    if [ "$state" != healthy ]; then
        docker logs "$api" >&2
        echo "the API is $state" >&2
        exit 1
    fi
    docker exec -i "$api" python - << 'PYTHON'
import json
import urllib.request

url = "http://127.0.0.1:8123"
item = json.load(urllib.request.urlopen(f"{url}/model/info"))["example_item"]
body = json.dumps({"items": [item]}).encode()
request = urllib.request.Request(f"{url}/predict", body, {"content-type": "application/json"})
print(urllib.request.urlopen(request).read().decode())
PYTHON
fi
say "the images work"

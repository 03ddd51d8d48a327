#!/bin/sh
# Builds the images and tests them: one epoch of training, an evaluation, and a request to each server.
# Data and model are in a temporary folder, which is removed at the end.
set -eu
cd "$(dirname "$0")/.."

if ! command -v docker > /dev/null; then
    echo "\`docker\` is not here: install it with: curl -fsSL https://get.docker.com | sh" \
        "(macOS: brew install --cask docker, Windows: winget install Docker.DockerDesktop)" >&2
    exit 1
fi

work=$(mktemp -d)
servers=""
finish() {
    for server in $servers; do docker rm --force "$server" > /dev/null; done
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

# Starts a server from its image, and waits until it is healthy; $server is its container.
serve() {
    name=$1
    shift
    say "serve $name"
    server=$(docker run --detach --health-interval 2s "$@" "$name:latest")
    servers="$server $servers"
    state=starting
    tries=0
    while [ "$state" != healthy ] && [ "$tries" -lt 60 ]; do
        sleep 2
        tries=$((tries + 1))
        state=$(docker inspect --format '{{.State.Health.Status}}' "$server")
    done
    if [ "$state" != healthy ]; then
        docker logs "$server" >&2
        echo "the container of $name is $state" >&2
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
    # Not the default port: the server has to use PORT.
    serve api --env PORT=8123 -v "$work/models:/app/models:ro"
    api=$server
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

if [ -f dockerfiles/onnx_api.dockerfile ]; then
    say "export to ONNX"
    run --entrypoint python train:latest -m pkgname.serving.export_onnx
    expect models/model.onnx
    build onnx_api
    serve onnx_api --env PORT=8125 -v "$work/models:/app/models:ro"
    docker exec -i "$server" python - << 'PYTHON'
import json
import urllib.request
from importlib.util import find_spec

url = "http://127.0.0.1:8125"
item = json.load(urllib.request.urlopen(f"{url}/model/info"))["example_item"]
body = json.dumps({"items": [item]}).encode()
request = urllib.request.Request(f"{url}/predict", body, {"content-type": "application/json"})
print(urllib.request.urlopen(request).read().decode(), "PyTorch is here" if find_spec("torch") else "without PyTorch")
PYTHON
fi

if [ -f dockerfiles/frontend.dockerfile ]; then
    build frontend
    # In the network of the API, which it reaches without a port of this machine.
    serve frontend --env PORT=8124 --env BACKEND=http://127.0.0.1:8123 --network "container:$api"
    docker exec -i "$server" python - << 'PYTHON'
import urllib.request

from streamlit.testing.v1 import AppTest

from pkgname.frontend_app import app

page = urllib.request.urlopen("http://127.0.0.1:8124/").read().decode()
assert "<title>" in page, page
seen = AppTest.from_file(app.__file__, default_timeout=60).run()
assert not seen.error and not seen.exception, seen
print(seen.caption[-1].value)
PYTHON
fi
if [ -f dockerfiles/drift_api.dockerfile ]; then
    say "the reference of the drift"
    run --entrypoint python train:latest -m pkgname.drift.reference
    expect models/drift_reference.json
    build drift_api
    mkdir "$work/predictions"
    serve drift_api --env PORT=8126 -v "$work/models:/app/models:ro" -v "$work/predictions:/app/predictions:ro"
    docker exec -i "$server" python - << 'PYTHON'
import json
import urllib.request
from importlib.util import find_spec

verdict = json.load(urllib.request.urlopen("http://127.0.0.1:8126/verdict"))
assert verdict["reference_rows"] > 0, verdict
assert find_spec("evidently"), "Evidently is not here"
print(verdict["status"], "PyTorch is here" if find_spec("torch") else "without PyTorch")
PYTHON
fi
say "the images work"

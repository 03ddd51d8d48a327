#!/bin/sh
# Runs an image on this machine as Cloud Run would: with its port, its user and its memory. What fails here would fail there, after minutes.
#   sh scripts/local_cloud_run.sh          builds the image of the API, asks it for a prediction, and stops it
#   sh scripts/local_cloud_run.sh NAME     does it for deploy/NAME.yaml
# Options:
#   --keep       leaves it running until Ctrl+C
#   --dry-run    only says what it would do
# In the environment, MODEL_URI names other weights than models/model.pth, and BACKEND another API for the page than the one that --keep runs.
set -eu
cd "$(dirname "$0")/.."

fail() {
    echo "error: $*" >&2
    exit 1
}

usage="usage: sh scripts/local_cloud_run.sh [NAME] [--keep] [--dry-run]"
name=api
keep=""
dry=""
for word in "$@"; do
    case "$word" in
        --keep) keep=yes ;;
        --dry-run) dry=yes ;;
        -*) fail "$usage" ;;
        *) name=$word ;;
    esac
done
file=deploy/$name.yaml
if [ ! -f "$file" ]; then fail "there is no $file: $usage"; fi
# All that is missing is said before minutes are spent on a build.
if [ -z "$dry" ] && ! command -v docker > /dev/null; then
    fail "\`docker\` is not here: install it with: curl -fsSL https://get.docker.com | sh" \
        "(macOS: brew install --cask docker, Windows: winget install Docker.DockerDesktop)"
fi
if [ -z "$dry" ] && ! command -v curl > /dev/null; then
    fail "\`curl\` is not here, and this asks the container with it: install it with: sudo apt-get install curl (macOS has it)"
fi
if [ -z "$dry" ] && [ -z "${MODEL_URI:-}" ] && grep -q 'name: MODEL_URI' "$file" && [ ! -f models/model.pth ]; then
    fail "there is no models/model.pth for $name to load: train with: python -m pkgname.train (or name other weights in MODEL_URI)"
fi

run() {
    if [ -n "$dry" ]; then echo "would run: $*"; else "$@"; fi
}

# The limits are those of the file that is deployed. Cloud Run counts 1Gi as Docker counts 1g.
port=$(sed -n 's/.*containerPort: \([0-9]*\).*/\1/p' "$file")
memory=$(sed -n 's/.* memory: \([0-9]*\)\([GM]\)i.*/\1\2/p' "$file" | tr GM gm)
cpus=$(sed -n 's/.* cpu: "\(.*\)".*/\1/p' "$file")
path=$(sed -n 's|.*httpGet: { path: \([^ ]*\) }.*|\1|p' "$file")

# The processor of Cloud Run, also on a Mac with Apple silicon.
run docker build --platform linux/amd64 -f "dockerfiles/$name.dockerfile" -t "$name:cloud" .
network=local-cloud-run
container=$network-$name
# On this machine, the others have another port than the API, so that they can run beside it.
outside=$port
if [ "$name" != api ]; then outside=$((port + 1)); fi
finish() {
    docker rm --force "$container" > /dev/null 2>&1 || true
    docker network rm "$network" > /dev/null 2>&1 || true # it stays while another container is in it
}
if [ -z "$dry" ]; then
    trap finish EXIT
    trap 'exit 130' INT TERM # with dash, Ctrl+C alone ends a script without the line above
    finish
    docker network create "$network" > /dev/null 2>&1 || true # it may be there already
fi
# Cloud Run's files are writable and in memory: what a container writes counts.
run docker run --detach --name "$container" --platform linux/amd64 --user 1000:1000 --memory "$memory" --memory-swap "$memory" \
    --cpus "$cpus" --env "PORT=$port" --env "MODEL_URI=${MODEL_URI:-file:models/model.pth}" \
    --env WANDB_API_KEY --env "BACKEND=${BACKEND:-http://$network-api:8080}" --network "$network" --add-host host:host-gateway \
    -v "$PWD/models:/app/models:ro" -p "127.0.0.1:$outside:$port" "$name:cloud"
if [ -n "$dry" ]; then exit; fi

tries=0
until curl --silent --fail --max-time 5 --output /dev/null "http://127.0.0.1:$outside$path"; do
    tries=$((tries + 1))
    # The exit status 137 is that of a container that took more memory than it has.
    if [ "$tries" -ge 100 ] || [ -z "$(docker ps --quiet --filter "name=$container")" ]; then
        docker logs "$container" >&2 || true
        fail "the container of $name does not answer $path on port $port: the lines above say why; it has $memory of memory"
    fi
    sleep "${PAUSE:-2}"
done
if [ "$name" = api ]; then
    docker exec -i "$container" python - << 'PYTHON'
import json
import os
import urllib.request

url = f"http://127.0.0.1:{os.environ['PORT']}"
item = json.load(urllib.request.urlopen(f"{url}/model/info"))["example_item"]
body = json.dumps({"items": [item]}).encode()
request = urllib.request.Request(f"{url}/predict", body, {"content-type": "application/json"})
print(urllib.request.urlopen(request).read().decode())
PYTHON
fi
docker stats --no-stream --format "{{.Name}} uses {{.MemUsage}}" "$container"
echo "$name works on port $port as user 1000, with $memory of memory"
if [ -n "$keep" ]; then
    echo "it is at http://127.0.0.1:$outside until Ctrl+C"
    if grep -q 'name: BACKEND' "$file"; then echo "its API runs with: sh scripts/local_cloud_run.sh --keep, in another terminal"; fi
    docker logs --follow "$container"
fi

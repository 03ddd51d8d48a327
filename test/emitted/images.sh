#!/usr/bin/env bash
# Builds the images of an emitted repository for real, without an engine and without an image registry, and lets the
# repository's own script see them train, evaluate and serve. As root on Debian; it installs what it needs.
#   bash test/emitted/images.sh prepare            what every image needs
#   bash test/emitted/images.sh try <repository>   build the images of the repository in that folder, and run them
#   bash test/emitted/images.sh inspect            what the images say about themselves
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
python=${IMAGES_PYTHON:-3.11}
export IMAGES_HOME=${IMAGES_HOME:-/var/tmp/mlops-images}
export IMAGES_DRIVER=${IMAGES_DRIVER:-overlay}
store=(buildah --root "$IMAGES_HOME/store" --runroot "$IMAGES_HOME/run" --storage-driver "$IMAGES_DRIVER")
mkdir -p "$IMAGES_HOME/uv"

install_tools() {
    local tool missing=()
    for tool in buildah debootstrap crun; do command -v "$tool" > /dev/null || missing+=("$tool"); done
    if [ ${#missing[@]} -gt 0 ]; then
        apt-get update -qq
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" > /dev/null
    fi
}

# A fair stand-in for python:3.11-slim: a minimal Debian with the Python of this machine in /usr/local.
make_root() {
    local tree="$IMAGES_HOME/rootfs" prefix
    prefix=$("python$python" -c 'import sys; print(sys.base_prefix)')
    if [ ! -x "$tree/bin/sh" ]; then debootstrap --variant=minbase --include=ca-certificates bookworm "$tree" > "$IMAGES_HOME/debootstrap.log"; fi
    cp /etc/resolv.conf "$tree/etc/resolv.conf"
    cp -r /etc/apt/apt.conf.d "$tree/etc/apt/" 2> /dev/null || true
    chroot "$tree" apt-get update -qq
    chroot "$tree" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq -o Dpkg::Use-Pty=0 --no-install-recommends libssl3 libffi8 libsqlite3-0 \
        libbz2-1.0 liblzma5 zlib1g libreadline8 libncursesw6 libuuid1 libexpat1 netbase tzdata > /dev/null
    mkdir -p "$tree/usr/local/bin" "$tree/usr/local/lib"
    cp -a "$prefix/bin/python$python" "$tree/usr/local/bin/"
    ln -sf "python$python" "$tree/usr/local/bin/python3"
    ln -sf python3 "$tree/usr/local/bin/python"
    tar -C "$prefix/lib" --exclude=site-packages --exclude=test --exclude=__pycache__ -cf - "python$python" | tar -C "$tree/usr/local/lib" -xf -
    mkdir -p "$tree/usr/local/lib/python$python/site-packages"
    cp -a "$prefix"/lib/libpython3* "$tree/usr/local/lib/" 2> /dev/null || true
    cp -a "$prefix/include" "$tree/usr/local/"
    chroot "$tree" ldconfig
    chroot "$tree" /usr/local/bin/python3 -m ensurepip > /dev/null
    ln -sf pip3 "$tree/usr/local/bin/pip"
    touch "$IMAGES_HOME/rootfs.made"
}

make_base() {
    local container name="docker.io/library/python:$python-slim"
    if "${store[@]}" inspect --type image "$name" > /dev/null 2>&1; then return; fi
    [ -f "$IMAGES_HOME/rootfs.made" ] || make_root
    container=$("${store[@]}" from --pull-never scratch)
    "${store[@]}" add -q "$container" "$IMAGES_HOME/rootfs" / > /dev/null
    "${store[@]}" config --env PATH=/usr/local/bin:/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin --env LANG=C.UTF-8 --cmd python3 "$container"
    "${store[@]}" commit -q "$container" "$name" > /dev/null
    "${store[@]}" rm "$container" > /dev/null
}

# How this machine reaches packages, for pip and for uv in the containers; torch comes from the same place.
describe_machine() {
    local index links extras
    index=$(python3 -m pip config get global.index-url 2> /dev/null || echo https://pypi.org/simple)
    links=$(python3 -m pip config get :env:.find-links 2> /dev/null || python3 -m pip config get global.find-links 2> /dev/null || true)
    extras=$(python3 -m pip config get global.extra-index-url 2> /dev/null || true)
    echo "$index" > "$IMAGES_HOME/index"
    {
        printf '[global]\nindex-url = %s\ncert = /etc/ssl/certs/ca-certificates.crt\n' "$index"
        if [ -n "$links" ]; then printf 'find-links = %s\n' "$links"; fi
        if [ -n "$extras" ]; then printf 'extra-index-url = %s\n' "$extras"; fi
    } > "$IMAGES_HOME/pip.conf"
    {
        echo 'native-tls = true'
        if [ -n "$links" ]; then printf '[pip]\nfind-links = ["%s"]\n' "$links"; fi
    } > "$IMAGES_HOME/uv/uv.toml"
    : > "$IMAGES_HOME/folders"
    for word in $links $extras; do
        word=${word#file://}
        if [ -d "${word%/simple}" ]; then echo "${word%/simple}" >> "$IMAGES_HOME/folders"; fi
    done
}

# A lock whose torch is the one of the requirements: the newest one may be nowhere in a build without CUDA.
lock() {
    local version
    version=$(sed -n 's/^torch==//p' "$1/requirements.txt")
    if [ ! -x "$IMAGES_HOME/tools/bin/uv" ]; then
        "python$python" -m venv "$IMAGES_HOME/tools"
        "$IMAGES_HOME/tools/bin/python" -m pip install -q uv==0.13.9
    fi
    (cd "$1" && "$IMAGES_HOME/tools/bin/uv" lock --quiet --upgrade-package "torch==$version")
}

# Runs the repository's own script, with the stand-in for docker.
try() {
    if [ -f "$1/.python-version" ]; then lock "$1"; fi
    (cd "$1" && PATH="$here/images:$PATH" sh scripts/docker_smoke.sh)
}

# What the images say about themselves, who runs in them, and that nothing that installs or compiles was put into them.
inspect() {
    local image
    # shellcheck disable=SC2016  # the shell in the image expands it
    for image in train evaluate api onnx_api frontend drift_api; do
        "${store[@]}" inspect --type image "localhost/$image:latest" | python3 -c '
import json, sys
config = json.load(sys.stdin)["Docker"]["config"]
assert config["User"].isdigit() and config["User"] != "0", config["User"]
assert sys.argv[1] not in ("api", "onnx_api", "frontend", "drift_api") or config["Healthcheck"]["Test"], "no health check"
assert sys.argv[1] not in ("api", "onnx_api") or "exec " in config["Cmd"][-1] and "PORT" in config["Cmd"][-1], config["Cmd"]' "$image"
        inside "$image" 'test "$(id -u)" = 1000'
        inside "$image" 'for tool in gcc cc make uv; do if command -v "$tool"; then exit 1; fi; done'
        inside "$image" 'test ! -e /opt/venv/bin/pip && test ! -d /root/.cache/uv && test ! -d /root/.cache/pip'
        case "$image" in
            frontend | onnx_api | drift_api) inside "$image" 'python -c "from importlib.util import find_spec; assert find_spec(\"torch\") is None"' ;;
            *) inside "$image" 'python -c "import torch; assert torch.version.cuda is None, torch.version.cuda"' ;;
        esac
    done
}

inside() {
    PATH="$here/images:$PATH" docker run --rm --entrypoint sh "$1:latest" -c "$2"
}

case "${1:-}" in
    prepare)
        install_tools
        make_base
        describe_machine
        ;;
    try) try "$(cd "$2" && pwd)" ;;
    inspect) inspect ;;
    *)
        echo "usage: images.sh prepare | try <repository> | inspect" >&2
        exit 2
        ;;
esac

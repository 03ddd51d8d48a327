"""Commands for the containers."""

import os
from pathlib import Path

from invoke import Context, task

from tasks_stages.runner import ROOT, SOURCES, quote, run

SOURCES["docker"] = (
    "curl -fsSL https://get.docker.com | sh",
    "brew install --cask docker",
    "winget install Docker.DockerDesktop",
)
# What a container reads and writes on this machine. Everything else is gone when it ends.
FOLDERS = ("data", "models", "reports")


@task(help={"image": "Only this one: train, evaluate ..."})
def docker_build(ctx: Context, image: str = "") -> None:
    """Build an image from each file in dockerfiles/."""
    names = [image] if image else sorted(path.stem for path in Path(ROOT, "dockerfiles").glob("*.dockerfile"))
    for name in names:
        run(ctx, f"docker build -f dockerfiles/{name}.dockerfile -t {name}:latest .")


@task(help={"image": "train, evaluate or api.", "args": "What comes after the image."})
def docker_run(ctx: Context, image: str = "train", args: str = "") -> None:
    """Run an image with data/, models/ and reports/ mounted; the API is on http://127.0.0.1:8000."""
    mounts = [f"-v {quote(f'{ROOT / folder}:/app/{folder}')}" for folder in FOLDERS]
    # The files that it writes belong to the user who runs it. On Windows and macOS, Docker takes care of that.
    user = [f"--user {os.getuid()}:{os.getgid()}"] if hasattr(os, "getuid") else []
    ports = ["-p 8000:8000"] if image == "api" else []
    run(ctx, " ".join(["docker run --rm", *user, *mounts, *ports, f"{image}:latest", args]).rstrip())


@task
def docker_smoke(ctx: Context) -> None:
    """Build the images, then train, evaluate and serve with them."""
    run(ctx, "sh scripts/docker_smoke.sh", "docker")

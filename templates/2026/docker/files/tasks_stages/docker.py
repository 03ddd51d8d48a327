"""Commands for the containers."""

import os
import re
from pathlib import Path

from invoke import Context, Exit, task

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


@task(help={"image": "train, evaluate, api ...", "args": "What comes after the image."})
def docker_run(ctx: Context, image: str = "train", args: str = "") -> None:
    """Run an image with data/, models/ and reports/ mounted; a server is on the port that its Dockerfile exposes."""
    mounts = [f"-v {quote(f'{ROOT / folder}:/app/{folder}')}" for folder in FOLDERS]
    # The files that it writes belong to the user who runs it. On Windows and macOS, Docker takes care of that.
    user = [f"--user {os.getuid()}:{os.getgid()}"] if hasattr(os, "getuid") else []
    ports = [f"-p {port}:{port}" for port in exposed_ports(image)]
    run(ctx, " ".join(["docker run --rm", *user, *mounts, *ports, f"{image}:latest", args]).rstrip())


def exposed_ports(image: str) -> list[str]:
    """Read from the Dockerfile of an image on which ports its server listens."""
    path = Path(ROOT, "dockerfiles", f"{image}.dockerfile")
    if not path.is_file():
        names = ", ".join(sorted(other.stem for other in path.parent.glob("*.dockerfile")))
        raise Exit(f"there is no image {image!r}: use one of {names}", code=1)
    return re.findall(r"^EXPOSE (\d+)", path.read_text(encoding="utf-8"), re.MULTILINE)


@task(help={"args": "What comes at the end, for example --detach."})
def compose_up(ctx: Context, args: str = "") -> None:
    """Build the servers in compose.yaml and start them together."""
    run(ctx, f"docker compose up --build {args}".rstrip())


@task
def docker_smoke(ctx: Context) -> None:
    """Build the images, then train, evaluate and serve with them."""
    run(ctx, "sh scripts/docker_smoke.sh", "docker")

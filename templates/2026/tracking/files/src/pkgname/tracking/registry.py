"""The models in the registry of Weights & Biases: ``python -m pkgname.tracking.registry``.

``stage`` starts the workflow ``stage_model.yaml`` on GitHub, which tests a model and then promotes it. The workflow uses
the other two commands.
"""

import json
import shutil
import subprocess
from typing import Annotated, Any

import typer

from pkgname.runtime import (
    COMMAND,
    InputError,
    MissingFileError,
    plain_errors,
)
from pkgname.tracking.register import REGISTRY
from pkgname.tracking.settings import (
    MODEL_NAME,
    require_complete,
)
from pkgname.tracking.wandb_account import (
    first_line,
    import_wandb,
    open_api,
)

EVENT = "staged_model"
STAGED = f"wandb:{REGISTRY}/{MODEL_NAME}:staging"
NO_GH = (
    "`gh` is not here: install it with: sudo apt install gh (macOS: brew install gh, Windows: winget install GitHub.cli), "
    "then: gh auth login"
)
Uri = Annotated[str, typer.Argument(help="The model, such as wandb:team/project/model:v3.")]
app = typer.Typer(help="Test and promote models of the registry.", add_completion=False, no_args_is_help=True)


def find(uri: str) -> Any:
    """Return the artifact at a URI."""
    require_complete(uri)
    api, wandb = open_api(), import_wandb()
    try:
        return api.artifact(uri.removeprefix("wandb:"), type="model")
    except (wandb.Error, ValueError) as error:
        hint = f"Put one into the registry with: {COMMAND}.tracking.register"
        raise MissingFileError(f"there is no model at {uri} ({first_line(error)}). {hint}") from error


def link(uri: str, target: str, alias: str) -> str:
    """Link a model to a collection of the registry, where it gets an alias, and return its version."""
    artifact, wandb = find(uri), import_wandb()
    try:
        artifact.link(target, aliases=[alias])
    except (wandb.Error, ValueError) as error:
        raise InputError(f"{uri} cannot be linked to {target} ({first_line(error)})") from error
    return str(artifact.source_qualified_name)


def dispatch(uri: str) -> None:
    """Send GitHub the event that Weights & Biases would send, with the same field."""
    if shutil.which("gh") is None:
        raise InputError(NO_GH)
    body = {"event_type": EVENT, "client_payload": {"artifact_version_string": uri.removeprefix("wandb:")}}
    command = ["gh", "api", "--method", "POST", "repos/{owner}/{repo}/dispatches", "--input", "-"]
    done = subprocess.run(command, input=json.dumps(body), capture_output=True, text=True, check=False)
    if done.returncode != 0:
        reason = next(iter(done.stderr.strip().splitlines()), "no reason was given")
        raise InputError(f"GitHub did not take the event ({reason}). Log in with: gh auth login")


@app.command("stage")
def run_stage(uri: Uri = STAGED) -> None:
    """Start the workflow that tests a model, and promotes it if it passes."""
    with plain_errors():
        dispatch(uri)
    print(f"the test of {uri} has been started; see it with: gh run list --workflow stage_model.yaml")


@app.command("resolve")
def run_resolve(uri: Uri) -> None:
    """Print the URI of the version that an alias stands for now: an alias can move, a version stays."""
    with plain_errors():
        print(f"wandb:{find(uri).source_qualified_name}")


@app.command("promote")
def run_promote(
    uri: Uri,
    alias: Annotated[str, typer.Option(help="The alias.")] = "production",
    registry: Annotated[str, typer.Option(help="The registry: wandb-registry-<its name>.")] = REGISTRY,
) -> None:
    """Give a model an alias in the registry; another version loses it."""
    target = f"{registry}/{MODEL_NAME}"
    with plain_errors():
        version = link(uri, target, alias)
    print(f"{version} is {alias} in {target}")


if __name__ == "__main__":
    app()

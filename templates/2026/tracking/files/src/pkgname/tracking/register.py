"""Put the best recorded model into the registry: ``python -m pkgname.tracking.register``."""

from collections.abc import Iterable
from typing import Annotated, Any

import typer

from pkgname.runtime import (
    COMMAND,
    InputError,
    MissingFileError,
    plain_errors,
)
from pkgname.tracking.settings import (
    MODEL_NAME,
    LoggerSettings,
)
from pkgname.tracking.wandb_account import (
    first_line,
    import_wandb,
    open_api,
)

REGISTRY = "wandb-registry-model"
Metric = Annotated[str, typer.Option(help="The metric that decides; each version has those of metrics.json.")]
Highest = Annotated[bool, typer.Option(help="The highest value is the best, as for an accuracy.")]
Target = Annotated[str, typer.Option(help="The registry: wandb-registry-<its name>.")]
Alias = Annotated[str, typer.Option(help="The alias that the model gets there.")]


def pick_best(versions: Iterable[Any], metric: str, highest: bool) -> Any:
    """Return the version of the model with the best value of a metric in its metadata."""
    candidates = list(versions)
    measured = [version for version in candidates if metric in version.metadata]
    if not candidates:
        raise MissingFileError(f"there is no {MODEL_NAME}. Record one with: WANDB_MODE=online {COMMAND}.train")
    if not measured:
        names = ", ".join(sorted(candidates[0].metadata))
        raise InputError(f"no version of {MODEL_NAME} has the metric {metric!r}; there are {names}")
    return (max if highest else min)(measured, key=lambda version: version.metadata[metric])


def register(metric: str, highest: bool, target: str, alias: str) -> str:
    """Link the best version to the registry, and say which it is."""
    api, wandb, settings = open_api(), import_wandb(), LoggerSettings().resolve()
    path = "/".join(filter(None, [settings.entity or api.default_entity, settings.project, MODEL_NAME]))
    try:
        best = pick_best(api.artifacts("model", path), metric, highest)
        best.link(f"{target}/{MODEL_NAME}", aliases=[alias])
    except (wandb.Error, ValueError) as error:
        if isinstance(error, InputError):
            raise
        raise InputError(f"{path} cannot be registered in {target}: {first_line(error)}") from error
    return f"{best.name}, with {metric} {best.metadata[metric]:.4f}, is {alias} in {target}/{MODEL_NAME}"


def run(
    metric: Metric = "validation_loss",
    highest: Highest = False,
    registry: Target = REGISTRY,
    alias: Alias = "staging",
) -> None:
    """Give the best recorded model an alias in the registry."""
    with plain_errors():
        print(register(metric, highest, registry, alias))


def main() -> None:
    """Run as a command."""
    typer.run(run)


if __name__ == "__main__":
    main()

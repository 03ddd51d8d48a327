"""Commands for the tracking of experiments."""

from invoke import Context, task

from tasks_stages.runner import run


@task
def leet(ctx: Context) -> None:
    """Show the recorded runs of this machine in the terminal."""
    run(ctx, "wandb leet wandb")


@task
def register(ctx: Context) -> None:
    """Put the best recorded model into the registry of Weights & Biases."""
    run(ctx, "python -m pkgname.tracking.register")
<%_ if (tasks.includes('sweep')) { _%>


@task(help={"args": "For example --trials=4; `invoke sweep --args=--help` shows all."})
def sweep(ctx: Context, args: str = "") -> None:
    """Train with several settings of configs/sweep.yaml, and name the best ones."""
    command = f"python -m pkgname.tracking.sweep {args}"
    run(ctx, command.rstrip())
<%_ } _%>
<%_ if (tasks.includes('model-registry-workflow')) { _%>


@task
def stage_model(ctx: Context) -> None:
    """Let GitHub test the model that is staged in the registry, and promote it if it passes."""
    run(ctx, "python -m pkgname.tracking.registry stage")
<%_ } _%>

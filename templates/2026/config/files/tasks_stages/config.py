"""Commands for the configuration."""

from invoke import Context, task

from tasks_stages.runner import run


@task
def reproduce(ctx: Context) -> None:
    """Train twice with the same seed, and compare the weights."""
    run(ctx, "python scripts/reproducibility_check.py")

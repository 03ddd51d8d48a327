"""Commands for the types of the code."""

from invoke import Context, task

from tasks_stages.runner import run


@task
def typecheck(ctx: Context) -> None:
    """Compare what the code says about its types with what it does."""
    run(ctx, "mypy")

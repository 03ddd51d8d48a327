"""Commands for the hooks that run before a commit."""

from invoke import Context, task

from tasks_stages.runner import run


@task
def precommit(ctx: Context) -> None:
    """Run the hooks over all files."""
    run(ctx, "pre-commit run --all-files")


@task
def precommit_install(ctx: Context) -> None:
    """Have git run the hooks before each commit; once for each clone."""
    run(ctx, "pre-commit install")

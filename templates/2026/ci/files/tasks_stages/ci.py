"""Commands for what GitHub checks."""

from invoke import Context, task

from tasks_stages.runner import run


@task
def ci(ctx: Context) -> None:
    """Say how the checks of the newest commit on this branch went; the tool `gh` asks GitHub."""
    run(ctx, "gh run list --limit 10")

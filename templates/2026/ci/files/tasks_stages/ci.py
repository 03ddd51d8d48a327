"""Commands for continuous integration."""

from invoke import Context, task

from tasks_stages.runner import run


@task
def ci(ctx: Context) -> None:
    """Show the latest workflow runs on GitHub."""
    run(ctx, "gh run list --limit 10")

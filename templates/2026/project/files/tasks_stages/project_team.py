"""Commands for the team."""

from invoke import Context, task

from tasks_stages.runner import run


@task
def invite(ctx: Context) -> None:
    """Give the members of .github/members.txt write access on GitHub."""
    run(ctx, "sh scripts/add_collaborators.sh", "gh")


@task
def protect_main(ctx: Context) -> None:
    """Put the rules of .github/rulesets/ on GitHub."""
    run(ctx, "sh scripts/protect_main.sh", "gh")

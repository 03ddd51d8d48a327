"""Commands for the repository itself."""

from invoke import Context, task

from tasks_stages.runner import quote, run


@task(help={"message": "What was done, in a few words."})
def git(ctx: Context, message: str) -> None:
    """Commit every change that git does not ignore, and push it."""
    run(ctx, "git add --all")
    run(ctx, f"git commit --message {quote(message)}")
    run(ctx, "git push --set-upstream origin HEAD")

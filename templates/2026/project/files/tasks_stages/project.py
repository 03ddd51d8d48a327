"""Commands for the repository itself."""

from invoke import Context, task

from tasks_stages.runner import quote, run
<%_ if (manager === 'pip') { _%>


@task
def create_environment(ctx: Context) -> None:
    """Create a virtual environment in .venv, with the Python that runs this command."""
    run(ctx, "python -m venv .venv")


@task
def requirements(ctx: Context) -> None:
    """Install what the package needs, and the package itself in editable mode."""
    run(ctx, "python -m pip install -r requirements.txt")
    run(ctx, "python -m pip install --no-deps -e .")


@task
def dev_requirements(ctx: Context) -> None:
    """Install the tools for development."""
    run(ctx, "python -m pip install -r requirements_dev.txt")
<%_ } _%>
<%_ if (tasks.includes('team-write-access')) { _%>


@task
def invite(ctx: Context) -> None:
    """Give the members in .github/members.txt write access on GitHub."""
    run(ctx, "sh scripts/add_collaborators.sh", "gh")


@task
def protect_main(ctx: Context) -> None:
    """Protect main on GitHub by the rules of .github/rulesets/."""
    run(ctx, "sh scripts/protect_main.sh", "gh")
<%_ } _%>


@task(help={"message": "What was done, in a few words."})
def git(ctx: Context, message: str) -> None:
    """Commit all changes that git does not ignore, and push them."""
    run(ctx, "git add --all")
    run(ctx, f"git commit --message {quote(message)}")
    run(ctx, "git push --set-upstream origin HEAD")
<%_ if (tasks.includes('upload-to-github')) { _%>


@task
def hand_in_check(ctx: Context) -> None:
    """Check what is missing before the project can be handed in; change nothing."""
    run(ctx, "python scripts/hand_in_check.py", "git")


@task
def publish(ctx: Context) -> None:
    """Push main, its tags and the data."""
    run(ctx, "sh scripts/publish.sh", "git")
<%_ } _%>

"""Commands for the environment: make it, and install what the project needs."""

from invoke import Context, task

from tasks_stages.runner import run


@task
def create_environment(ctx: Context) -> None:
    """Make a virtual environment in .venv, with the Python that runs this command."""
    run(ctx, "python -m venv .venv")


@task
def requirements(ctx: Context) -> None:
    """Install what the project runs with, and the project itself so that its sources stay editable."""
    run(ctx, "python -m pip install -r requirements.txt")
    run(ctx, "python -m pip install --no-deps -e .")


@task
def dev_requirements(ctx: Context) -> None:
    """Install what is needed to work on the project."""
    run(ctx, "python -m pip install -r requirements_dev.txt")

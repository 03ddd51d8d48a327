"""Commands for the style of the code."""

from invoke import Context, task

from tasks_stages.runner import run


@task
def lint(ctx: Context) -> None:
    """Find mistakes and bad style; change nothing."""
    run(ctx, "ruff check .")
    run(ctx, "ruff format --check .")


@task(name="format")
def format_code(ctx: Context) -> None:
    """Format the code, and mend what can be mended without a person."""
    run(ctx, "ruff check --fix .")
    run(ctx, "ruff format .")

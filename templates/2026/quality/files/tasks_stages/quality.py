"""Commands for code quality."""

from invoke import Context, task

from tasks_stages.runner import run
<%_ if (tasks.includes('code-style')) { _%>


@task
def lint(ctx: Context) -> None:
    """Lint the code and check its format; change nothing."""
    run(ctx, "ruff check .")
    run(ctx, "ruff format --check .")
<%_ } _%>
<%_ if (tasks.includes('typing-and-docstrings')) { _%>


@task
def typecheck(ctx: Context) -> None:
    """Check the types with mypy."""
    run(ctx, "mypy")
<%_ } _%>
<%_ if (tasks.includes('code-style')) { _%>


@task(name="format")
def format_code(ctx: Context) -> None:
    """Format the code, and fix what ruff can fix."""
    run(ctx, "ruff check --fix .")
    run(ctx, "ruff format .")
<%_ } _%>
<%_ if (tasks.includes('pre-commit')) { _%>


@task
def precommit(ctx: Context) -> None:
    """Run the hooks on all files."""
    run(ctx, "pre-commit run --all-files")


@task
def precommit_install(ctx: Context) -> None:
    """Install the hooks in this clone, so that git runs them before each commit."""
    run(ctx, "pre-commit install")
<%_ } _%>

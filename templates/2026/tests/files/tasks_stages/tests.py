"""Commands for the tests."""

from invoke import Context, task

from tasks_stages.runner import run


@task(help={"args": 'Options of pytest, for example "-k data".'})
def test(ctx: Context, args: str = "") -> None:
    """Run the tests."""
    run(ctx, f"pytest {args}".rstrip())
<%_ if (tasks.includes('coverage')) { _%>


@task
def coverage(ctx: Context) -> None:
    """Measure the coverage of the tests, and report the lines that they do not run."""
    run(ctx, "coverage run -m pytest")
    run(ctx, "coverage report")
<%_ } _%>

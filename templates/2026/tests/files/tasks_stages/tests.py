"""Commands of the tests."""

from invoke import Context, task

from tasks_stages.runner import run


@task
def test(ctx: Context, args: str = "") -> None:
    """Run the tests; for example: invoke test --args "-k data"."""
    run(ctx, f"pytest {args}".rstrip())


@task
def coverage(ctx: Context) -> None:
    """Run the tests and say which lines they do not reach."""
    run(ctx, "coverage run -m pytest")
    run(ctx, "coverage report")

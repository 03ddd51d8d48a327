"""Commands of the tests of the API."""

from invoke import Context, task

from tasks_stages.runner import run


@task
def test_api(ctx: Context) -> None:
    """Run the tests of the API."""
    run(ctx, "pytest tests/integrationtests/test_apis.py")

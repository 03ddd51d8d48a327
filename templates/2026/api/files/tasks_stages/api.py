"""Commands for the API."""

from invoke import Context, task

from tasks_stages.runner import run


@task
def serve(ctx: Context) -> None:
    """Serve predictions on http://127.0.0.1:8000, and restart when the code changes."""
    run(ctx, "uvicorn pkgname.api:app --reload --port 8000")
<%_ if (tasks.includes('api-tests')) { _%>


@task
def test_api(ctx: Context) -> None:
    """Run the tests of the API."""
    run(ctx, "pytest tests/integrationtests")
<%_ } _%>
<%_ if (tasks.includes('frontend')) { _%>


@task
def frontend(ctx: Context) -> None:
    """Serve the page in front of the API on http://127.0.0.1:8001; BACKEND says where the API is."""
    run(ctx, "python -m pkgname.frontend")
<%_ } _%>

"""Commands of the API."""

from invoke import Context, task

from tasks_stages.runner import run


@task
def serve(ctx: Context) -> None:
    """Serve predictions on http://127.0.0.1:8000 and start again when the code changes."""
    run(ctx, "uvicorn pkgname.api:app --reload --port 8000")

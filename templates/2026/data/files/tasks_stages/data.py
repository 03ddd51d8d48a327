"""Commands for the data."""

from invoke import Context, task

from tasks_stages.runner import run


@task
def fetch_data(ctx: Context) -> None:
    """Fetch the raw data to data/raw, unless it holds data of your own."""
    run(ctx, "python -m pkgname.data fetch")


@task
def preprocess_data(ctx: Context) -> None:
    """Split data/raw and convert it to data/processed."""
    run(ctx, "python -m pkgname.data preprocess")

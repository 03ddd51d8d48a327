"""Commands of the data."""

from invoke import Context, task

from tasks_stages.runner import run


@task
def fetch_data(ctx: Context) -> None:
    """Write the raw data to data/raw."""
    run(ctx, "python -m pkgname.data fetch")


@task
def preprocess_data(ctx: Context) -> None:
    """Split and normalise data/raw into data/processed."""
    run(ctx, "python -m pkgname.data preprocess")

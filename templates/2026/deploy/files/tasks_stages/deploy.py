"""Commands for Google Cloud."""

from invoke import Context, task

from tasks_stages.runner import run


@task(help={"args": "Options of the script, such as --dry-run."})
def cloud_setup(ctx: Context, args: str = "") -> None:
    """Create on Google Cloud what the project needs, once; what exists already stays."""
    run(ctx, f"sh scripts/gcp/setup.sh {args}".rstrip())

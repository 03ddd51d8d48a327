"""Commands for Google Cloud."""

from invoke import Context, task

from tasks_stages.runner import run


@task(help={"args": "Options of the script, such as --dry-run."})
def cloud_setup(ctx: Context, args: str = "") -> None:
    """Create on Google Cloud what the project needs, once; what exists already stays."""
    start(ctx, "setup", args)


@task
def cloud_doctor(ctx: Context) -> None:
    """Name what is missing on Google Cloud, and the command that mends it."""
    run(ctx, "sh scripts/gcp/cloud_doctor.sh", "gcloud")


@task(help={"args": "Options of the script: --delete, --with-data, --yes."})
def cloud_teardown(ctx: Context, args: str = "") -> None:
    """List what costs money on Google Cloud; with --args=--delete, delete it."""
    run(ctx, f"sh scripts/gcp/teardown.sh {args}".rstrip(), "gcloud")


@task(help={"args": "Options of the script, such as --dry-run."})
def cloud_build(ctx: Context, args: str = "") -> None:
    """Build the images on Google Cloud and push them to the registry."""
    start(ctx, "build_images", args)
<%_ if (tasks.includes('cloud-training')) { _%>


@task(help={"args": "Options of the script: --gpu, --dry-run."})
def vertex_train(ctx: Context, args: str = "") -> None:
    """Train on Vertex AI, and show the log until the job ends."""
    start(ctx, "vertex_train", args)
<%_ } _%>
<%_ if (tasks.includes('cloud-deploy')) { _%>


@task(help={"args": "Options of the script, such as --dry-run."})
def deploy(ctx: Context, args: str = "") -> None:
    """Deploy to Cloud Run what is described in deploy/."""
    start(ctx, "deploy_run", args)
<%_ } _%>


def start(ctx: Context, script: str, args: str) -> None:
    """Run a script in scripts/gcp/; one that only says what it would do needs no gcloud."""
    needs = () if "--dry-run" in args else ("gcloud",)
    run(ctx, f"sh scripts/gcp/{script}.sh {args}".rstrip(), *needs)

"""Commands for data versions."""

from invoke import Context, task

from tasks_stages.runner import quote, run


@task
def repro(ctx: Context) -> None:
    """Run the stages of the pipeline that are out of date."""
    run(ctx, "dvc repro")


@task(help={"message": "What is new, in a few words.", "tag": "A name for this version, such as v2.0."})
def dvc_add(ctx: Context, message: str = "Record a new version of the data", tag: str = "") -> None:
    """Record data/raw as a new version, train on it and push both; share them with: git push --follow-tags."""
    run(ctx, "dvc commit --force fetch")
    run(ctx, "dvc repro")  # without it, the commit would hold the new data beside what came of the old ones
    run(ctx, "git add dvc.lock reports/metrics.json reports/evaluation.json")
    run(ctx, f"git commit --message {quote(message)}")
    if tag:
        run(ctx, f"git tag --annotate {quote(tag)} --message {quote(message)}")
    run(ctx, "dvc push")


@task
def dvc_push(ctx: Context) -> None:
    """Push data and models to the remote."""
    run(ctx, "dvc push")


@task
def dvc_pull(ctx: Context) -> None:
    """Pull the data and the model of this commit from the remote."""
    run(ctx, "dvc pull")
<%_ if (tasks.includes('gcp-bucket-remote')) { _%>


@task(help={"args": "Options of the script, such as --dry-run."})
def create_bucket(ctx: Context, args: str = "") -> None:
    """Create a bucket of Google Cloud Storage and make it the DVC remote."""
    needs = () if "--dry-run" in args else ("gcloud",)
    run(ctx, f"sh scripts/gcp/create_bucket.sh {args}".rstrip(), *needs)


@task(help={"uri": "Where to, such as gs://our-bucket/models/model.pth."})
def upload_model(ctx: Context, uri: str) -> None:
    """Upload the trained weights to a bucket."""
    run(ctx, f"python -m pkgname.weights_gs {quote(uri)}")
<%_ } _%>
<%_ if (tasks.includes('data-change-workflow')) { _%>


@task
def data_statistics(ctx: Context) -> None:
    """Describe the processed data in reports/data_statistics.md, with figures."""
    run(ctx, "python -m pkgname.data_report")
<%_ } _%>

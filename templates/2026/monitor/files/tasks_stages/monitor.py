"""Commands for monitoring."""

from invoke import Context, task

<%_ if (tasks.includes('api-metrics') && (tasks.includes('cloud-monitoring') || tasks.includes('alerts'))) { _%>
from tasks_stages import runner
<%_ } _%>
<%_ if (tasks.includes('drift-robustness')) { _%>
from tasks_stages.runner import quote, run
<%_ } else { _%>
from tasks_stages.runner import run
<%_ } _%>
<%_ if (tasks.includes('api-metrics') && (tasks.includes('cloud-monitoring') || tasks.includes('alerts'))) { _%>

runner.SOURCES.setdefault(
    "docker",
    (
        "curl -fsSL https://get.docker.com | sh",
        "brew install --cask docker",
        "winget install Docker.DockerDesktop",
    ),
)
<%_ } _%>
<%_ if (tasks.includes('io-collection')) { _%>


@task(help={"number": "How many of the newest."})
def records(ctx: Context, number: int = 10) -> None:
    """List the newest records of the API in PREDICTIONS_URI."""
    run(ctx, f"python -m pkgname.collection list -n {number}")


@task(help={"days": "How many days are kept."})
def delete_records(ctx: Context, days: int = 30) -> None:
    """Delete the records of the API that are older than some days."""
    kept = f"--older-than {days}"
    run(ctx, f"python -m pkgname.collection delete {kept}")
<%_ } _%>
<%_ if (tasks.includes('drift-robustness')) { _%>


@task
def drift_reference(ctx: Context) -> None:
    """Write the features of the training split, which drift reports compare with."""
    run(ctx, "python -m pkgname.drift.reference")


@task(help={"current": "A file of items, or a folder; empty: the records of the API.", "args": "For the report."})
def drift_report(ctx: Context, current: str = "", args: str = "") -> None:
    """Say whether the data drift, in reports/drift/; the status is 3 if they do."""
    option = f" --current {quote(current)}" if current else ""
    words = f"{option} {args}".rstrip()
    run(ctx, f"python -m pkgname.drift.report{words}")


@task
def simulate_drift(ctx: Context) -> None:
    """Write the accuracy on data that are changed more and more to reports/robustness.json, with a figure."""
    run(ctx, "python -m pkgname.drift.simulate")
<%_ } _%>
<%_ if (tasks.includes('drift-api')) { _%>


@task
def drift_api(ctx: Context) -> None:
    """Serve the verdict on the records in PREDICTIONS_URI on http://127.0.0.1:8003."""
    run(ctx, "python -m pkgname.drift.api")


@task(help={"args": "Options of the script, such as --dry-run."})
def deploy_drift(ctx: Context, args: str = "") -> None:
    """Deploy the drift API to Cloud Run, with its reference."""
    run(ctx, f"sh scripts/gcp/deploy_drift.sh {args}".rstrip())
<%_ } _%>
<%_ if (tasks.includes('api-metrics') && (tasks.includes('cloud-monitoring') || tasks.includes('alerts'))) { _%>


@task(help={"args": "What comes at the end, for example --detach."})
def monitoring_up(ctx: Context, args: str = "") -> None:
    """Start the API with Prometheus on this machine: http://127.0.0.1:9090 has the numbers."""
    run(ctx, f"docker compose up --build api prometheus<% if (tasks.includes('alerts')) { %> alertmanager<% } %> {args}".rstrip())
<%_ } _%>
<%_ if (tasks.includes('cloud-monitoring')) { _%>


@task(help={"args": "For example --dry-run."})
def create_monitoring(ctx: Context, args: str = "") -> None:
    """Create the objectives and the dashboard on Google Cloud, and what the collector reads."""
    run(ctx, f"sh scripts/gcp/create_monitoring.sh {args}".rstrip())
<%_ } _%>
<%_ if (tasks.includes('alerts')) { _%>


@task(help={"args": "For example --dry-run, or --email=ADDRESS."})
def create_alerts(ctx: Context, args: str = "") -> None:
    """Create the alerts on Google Cloud, or change those that are there."""
    run(ctx, f"sh scripts/gcp/create_alerts.sh {args}".rstrip())


@task(help={"args": "--end takes the alert away again."})
def rehearse_alert(ctx: Context, args: str = "") -> None:
    """See whether an alert arrives."""
    run(ctx, f"sh scripts/gcp/rehearse_alert.sh {args}".rstrip())
<%_ } _%>

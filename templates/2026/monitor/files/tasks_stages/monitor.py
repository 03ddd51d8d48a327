"""Commands for the monitoring of the API."""

from invoke import Context, task

<%_ if (tasks.includes('api-metrics') && (tasks.includes('cloud-monitoring') || tasks.includes('alerts'))) { _%>
from tasks_stages.runner import SOURCES, run

SOURCES.setdefault(
    "docker",
    (
        "curl -fsSL https://get.docker.com | sh",
        "brew install --cask docker",
        "winget install Docker.DockerDesktop",
    ),
)


@task(help={"args": "What comes at the end, for example --detach."})
def monitoring_up(ctx: Context, args: str = "") -> None:
    """Start the API with Prometheus on this machine: http://127.0.0.1:9090 has the numbers."""
    run(ctx, f"docker compose --profile monitoring up --build {args}".rstrip())
<%_ } else { _%>
from tasks_stages.runner import run
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

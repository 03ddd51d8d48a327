"""Commands for monitoring."""

from invoke import Context, task

from tasks_stages.runner import quote, run
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

"""Commands for the report."""

from invoke import Context, task

from tasks_stages.runner import run


@task
def report_check(ctx: Context) -> None:
    """Find what is missing in reports/README.md, by the rules of the course and some more."""
    run(ctx, "python reports/report.py check")
<%_ if (tasks.includes('project-description-review')) { _%>


@task
def check_description(ctx: Context) -> None:
    """Count the words of the project description in README.md."""
    run(ctx, "python scripts/check_description.py")
<%_ } _%>
<%_ if (tasks.includes('architecture-diagram')) { _%>


@task
def diagram(ctx: Context) -> None:
    """Draw the architecture in README.md, docs/architecture.md and reports/figures/overview.png."""
    run(ctx, "python -m pkgname.diagram")
<%_ } _%>
<%_ if (tasks.includes('shared-understanding')) { _%>


@task(help={"propose": "Fill in the question marks in turns."})
def contributions(ctx: Context, propose: bool = False) -> None:
    """Write the table of who did and reviewed what, and say what nobody has looked at."""
    run(ctx, f"python scripts/contributions.py{' --propose' if propose else ''}")


@task(help={"args": "--dry-run only says what it would do."})
def create_issues(ctx: Context, args: str = "") -> None:
    """Create an issue on GitHub for each task that has none yet."""
    needs = () if "--dry-run" in args else ("gh",)
    run(ctx, f"sh scripts/create_issues.sh {args}".rstrip(), *needs)
<%_ } _%>

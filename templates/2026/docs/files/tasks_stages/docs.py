"""Commands for the documentation site."""

from invoke import Context, task

from tasks_stages.runner import run


@task
def build_docs(ctx: Context) -> None:
    """Build the documentation in site/; a broken link or a page without an entry in mkdocs.yml is an error."""
    run(ctx, "mkdocs build --strict")


@task
def serve_docs(ctx: Context) -> None:
    """Show the documentation on http://127.0.0.1:8010 while you write."""
    run(ctx, "mkdocs serve --no-strict")
<%_ if (tasks.includes('docs-publish')) { _%>


@task(pre=[build_docs])
def publish_docs(ctx: Context) -> None:
    """Build the documentation and publish it on the branch gh-pages."""
    run(ctx, "sh scripts/publish_docs.sh", "git")
<%_ } _%>

"""Commands of the training."""

from invoke import Context, task

from tasks_stages.runner import run


@task
def train(ctx: Context, args: str = "") -> None:
    """Train a model; settings go into args."""
    run(ctx, f"python -m pkgname.train {args}".rstrip())


@task
def evaluate(ctx: Context) -> None:
    """Measure the trained model on the test split."""
    run(ctx, "python -m pkgname.evaluate")


@task
def visualize(ctx: Context) -> None:
    """Draw what the trained model sees in the test items."""
    run(ctx, "python -m pkgname.visualize")

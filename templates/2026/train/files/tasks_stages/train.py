"""Commands for the training."""

from invoke import Context, task

from tasks_stages.runner import run


@task(help={"args": "Settings, for example those that `invoke train --args=--help` shows."})
def train(ctx: Context, args: str = "") -> None:
    """Train a model."""
    run(ctx, f"python -m pkgname.train {args}".rstrip())


@task
def evaluate(ctx: Context) -> None:
    """Evaluate the trained model on the test split."""
    run(ctx, "python -m pkgname.evaluate")


@task
def visualize(ctx: Context) -> None:
    """Plot what the trained model makes of the test split."""
    run(ctx, "python -m pkgname.visualize")
<%_ if (tasks.includes('profiling')) { _%>


@task(help={"steps": "How many batches are profiled."})
def profile(ctx: Context, steps: int = 10) -> None:
    """Profile a short training."""
    run(ctx, f"python scripts/profile_training.py --steps {steps}")
<%_ } _%>

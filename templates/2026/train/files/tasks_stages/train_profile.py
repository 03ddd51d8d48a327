"""Commands of the profiler."""

from invoke import Context, task

from tasks_stages.runner import run


@task
def profile(ctx: Context, steps: int = 10) -> None:
    """Measure where the time of a short training goes."""
    run(ctx, f"python scripts/profile_training.py --steps {steps}")

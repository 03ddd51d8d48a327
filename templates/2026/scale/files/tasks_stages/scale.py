"""Commands for faster training and smaller models."""

<%_ if (tasks.includes('distributed-training')) { _%>
from invoke import Context, Exit, task
<%_ } else { _%>
from invoke import Context, task
<%_ } _%>

from tasks_stages.runner import run
<%_ if (tasks.includes('parallel-data-loading')) { _%>


@task(help={"workers": "Numbers of workers, such as 0,2,4.", "args": "Options of the benchmark."})
def benchmark_loader(ctx: Context, workers: str = "0,1,2", args: str = "") -> None:
    """Measure how fast batches are loaded, in reports/data_loading.md."""
    command = "python -m pkgname.scale.benchmark_loading"
    run(ctx, f"{command} --workers {workers} {args}".rstrip())
<%_ } _%>
<%_ if (tasks.includes('distributed-training')) { _%>


@task(help={"processes": "How many; one for each GPU.", "args": "Settings, as for the training."})
def train_ddp(ctx: Context, processes: int = 2, args: str = "") -> None:
    """Train in several processes on this machine."""
    if processes < 1:
        raise Exit(f"--processes is {processes}: start 1 or more", code=1)
    module = "-m pkgname.scale.train_distributed"
    run(ctx, f"torchrun --standalone --nproc-per-node {processes} {module} {args}".rstrip())
<%_ } _%>
<%_ if (tasks.includes('model-compression')) { _%>


@task(help={"args": "Options of the comparison."})
def compress(ctx: Context, args: str = "") -> None:
    """Compare smaller and faster variants of the trained model, in reports/compression.md."""
    command = "python -m pkgname.scale.compress"
    run(ctx, f"{command} {args}".rstrip())
<%_ } _%>

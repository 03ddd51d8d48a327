"""A callback of Hydra that prints what each job has returned, which is what a sweeper optimises."""

from hydra.experimental.callback import Callback


class Printer(Callback):
    """Prints ``returned: <value>`` for each job."""

    def on_job_end(self, config, job_return, **kwargs):
        """Print what the job has returned."""
        print(f"returned: {job_return.return_value!r}", flush=True)

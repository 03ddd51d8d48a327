"""Train in several processes: ``torchrun --standalone --nproc-per-node 2 -m pkgname.scale.train_distributed``.

It takes the settings of ``train`` and leaves the same files. Model, data, loss, metrics and loop are those of the project:
what several processes need is in the model (its gradients are averaged) and in the batches (each process gets its share).
"""

from __future__ import annotations

import logging
import sys
from dataclasses import dataclass

from pkgname import plugins
from pkgname.callbacks import EpochMetrics
from pkgname.config import TrainConfig
from pkgname.runtime import COMMAND, InputError
from pkgname.scale.processes import LAUNCH, Processes


@dataclass
class Team:
    """The processes of this command: process 0 reads the settings, and all train with them."""

    processes: Processes
    is_training: bool = False

    def lead(self) -> None:
        """Train with the settings of the command line, in process 0; then the others end, too."""
        try:
            plugins.run_command(self.start)
        finally:
            if not self.is_training:  # else the others wait in a step of the training, and torchrun ends them
                self.processes.share(None)
                self.processes.leave()

    def start(self, config: TrainConfig) -> list[EpochMetrics]:
        """Tell the settings to the others, and train with them."""
        return self.train(self.processes.share(config))

    def follow(self) -> None:
        """Train with the settings of process 0 as often as it says."""
        while (config := self.processes.share(None)) is not None:
            try:
                self.train(config)
            except InputError as error:
                if self.is_training:
                    raise SystemExit(f"error in process {self.processes.rank}: {error}") from None
        self.processes.leave()

    def train(self, config: TrainConfig) -> list[EpochMetrics]:
        """Take part in a training. An error in the settings is an error in all processes, and process 0 reports it."""
        logging.basicConfig(level=logging.INFO if self.processes.rank == 0 else logging.WARNING, format="%(message)s")
        from pkgname.scale.together import (
            prepare,
            train_together,
        )

        run, error = None, ""
        try:
            run = prepare(config, self.processes)
        except InputError as problem:
            error = str(problem)
        if errors := [text for text in self.processes.gather(error) if text]:
            raise InputError(errors[0])
        assert run is not None
        self.is_training = True
        history = train_together(run, config, self.processes)
        self.is_training = False
        return history


def main() -> None:
    """Train with the settings of the command line, in as many processes as there are."""
    processes = Processes.join()
    if processes.count == 1:
        from pkgname.train import train

        print(f"one process, so this is {COMMAND}.train. Start several with: {LAUNCH}", file=sys.stderr)
        plugins.run_command(train)
    elif processes.rank == 0:
        Team(processes).lead()
    else:
        Team(processes).follow()


if __name__ == "__main__":
    main()

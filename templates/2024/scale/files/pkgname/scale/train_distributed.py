"""Train in several processes: ``make distributed``.

Each process has a copy of the model and a share of the images. After each backward pass the processes exchange their
gradients, so that all copies take the same step. torchrun starts them, and says to each which one it is.
"""

import logging
import os
from pathlib import Path

import click
import torch
import torch.distributed as dist
from torch import nn
from torch.nn.parallel import DistributedDataParallel
from torch.optim import Adam
from torch.utils.data import DataLoader
from torch.utils.data.distributed import DistributedSampler

from pkgname.data.splits import hold_out, load_split
from pkgname.models.checkpoint import save_model
from pkgname.models.metrics import Batch, compute_loss, measure
from pkgname.runtime import (
    InputError,
    plain_errors,
    set_seed,
    set_up_logging,
)
from pkgname.settings import TrainSettings
from pkgname.train_model import build_model, make_loader

logger = logging.getLogger(__name__)


def train(settings: TrainSettings) -> dict[str, float]:
    """Train in this process and the others, save the model in one of them, and return its validation metrics."""
    settings.validate()
    set_seed(settings.seed)  # equal weights in every process
    split = load_split(Path(settings.processed_dir), "train")
    training, validation = hold_out(split, settings.validation_fraction, settings.seed)
    device = pick_device()
    model = build_model(training, settings).to(device)
    copy = DistributedDataParallel(model)
    sampler: DistributedSampler[int] = DistributedSampler(training.as_dataset(), seed=settings.seed)
    # Together the processes take as many images in a step as one process alone would.
    size = max(1, settings.batch_size // dist.get_world_size())
    loader: DataLoader[Batch] = DataLoader(training.as_dataset(), batch_size=size, sampler=sampler)
    optimizer = Adam(copy.parameters(), settings.learning_rate)
    for epoch in range(settings.epochs):
        sampler.set_epoch(epoch)  # another order in each epoch, the same in every process
        loss = train_epoch(copy, loader, optimizer, device)
        if dist.get_rank() == 0:
            logger.info("epoch %d/%d: loss %.4f", epoch + 1, settings.epochs, loss)
    metrics = measure(model, make_loader(validation, settings), device)
    if dist.get_rank() == 0:
        save_model(model, Path(settings.model_path))
        logger.info("validation accuracy %.4f; the weights are in %s", metrics["accuracy"], settings.model_path)
    return metrics


def train_epoch(
    model: nn.Module, loader: DataLoader[Batch], optimizer: torch.optim.Optimizer, device: torch.device
) -> float:
    """Train on the share of this process once, and return the loss of the last step."""
    model.train()
    value = 0.0
    for images, labels in loader:
        loss = compute_loss(model(images.to(device)), labels.to(device))
        optimizer.zero_grad()
        loss.backward()  # the gradients are averaged over the processes here
        optimizer.step()
        value = loss.item()
    return value


def pick_device() -> torch.device:
    """Return the GPU of this process, or the CPU where there are none."""
    return torch.device("cuda", int(os.environ["LOCAL_RANK"])) if torch.cuda.is_available() else torch.device("cpu")


@click.command()
@click.option("--epochs", type=click.IntRange(min=1), default=TrainSettings.epochs, show_default=True)
@click.option("--processed-dir", default=TrainSettings.processed_dir, show_default=True, help="Where the splits are.")
@click.option("--model-path", default=TrainSettings.model_path, show_default=True, help="Where the weights are saved.")
def main(epochs: int, processed_dir: str, model_path: str) -> None:
    """Train in the processes that torchrun has started."""
    set_up_logging()
    with plain_errors():
        if "RANK" not in os.environ:
            raise InputError("torchrun has to start this: make distributed")
        # NCCL exchanges tensors between GPUs, Gloo between CPUs.
        dist.init_process_group("nccl" if torch.cuda.is_available() else "gloo")
        try:
            train(TrainSettings(epochs=epochs, processed_dir=processed_dir, model_path=model_path))
        finally:
            dist.destroy_process_group()


if __name__ == "__main__":
    main()

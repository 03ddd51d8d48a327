"""Train a model: ``make train``, or ``python -m pkgname.train_model --help``."""

from pathlib import Path

from torch.utils.data import DataLoader

from pkgname import command
from pkgname.callbacks import Epoch
from pkgname.data.splits import Split, hold_out, load_split
from pkgname.models.checkpoint import save_model
from pkgname.models.metrics import Batch
from pkgname.models.model import Model, ModelConfig
from pkgname.plugins import default_callbacks, training_loop
from pkgname.runtime import set_seed
from pkgname.settings import TrainSettings


def train(settings: TrainSettings) -> list[Epoch]:
    """Train a model, save its weights, and return the metrics of each epoch."""
    settings.validate()
    set_seed(settings.seed)
    split = load_split(Path(settings.processed_dir), "train")
    training, validation = hold_out(split, settings.validation_fraction, settings.seed)
    model = build_model(training, settings)
    callbacks = default_callbacks(settings)  # add your own here
    for callback in callbacks:
        callback.on_start(sum(parameter.numel() for parameter in model.parameters()))
    loaders = (make_loader(training, settings, shuffle=True), make_loader(validation, settings))
    history = training_loop()(model, loaders, settings, callbacks)
    save_model(model, Path(settings.model_path))
    for callback in callbacks:
        callback.on_end(history)
    return history


def build_model(training: Split, settings: TrainSettings) -> Model:
    """Build a model for the data; the statistics are those of the training images only."""
    mean, std = training.images.mean().item(), training.images.std().item()
    # Images of one colour have no deviation, and dividing by 0 would make every output NaN.
    config = ModelConfig(training.shape, training.classes, mean, std or 1.0, settings.hidden_size, settings.dropout)
    return Model(config)


def make_loader(split: Split, settings: TrainSettings, shuffle: bool = False) -> DataLoader[Batch]:
    """Make what loads the batches of a split."""
    return DataLoader(
        split.as_dataset(),
        batch_size=settings.batch_size,
        shuffle=shuffle,
        num_workers=settings.workers,
        persistent_workers=settings.workers > 0,  # start them once, and not in every epoch
    )


def main() -> None:
    """Run as a command."""
    command.run_command(train)


if __name__ == "__main__":
    main()

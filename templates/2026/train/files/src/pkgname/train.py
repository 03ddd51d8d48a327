"""Train a model: ``python -m pkgname.train``.

How the settings arrive (options, files in ``configs/``) is decided in ``plugins.py``.
"""

import logging
from pathlib import Path

from pkgname import plugins
from pkgname.callbacks import EpochMetrics
from pkgname.config import TrainConfig


def train(config: TrainConfig) -> list[EpochMetrics]:
    """Train a model, save its weights, and return the metrics of each epoch."""
    # Imported here, because PyTorch takes seconds to import and `--help` does not need it.
    from pkgname.checkpoint import save_checkpoint
    from pkgname.model import Model
    from pkgname.runtime import set_seed
    from pkgname.splits import load_split, make_loaders

    config.validate()
    logging.basicConfig(level=logging.INFO, format="%(message)s")  # does nothing if logging is configured already
    data = load_split(config.processed_dir, "train")
    set_seed(config.seed)  # before the model is built: its initial weights are random
    model = Model(data.metadata, config.model)
    optimizer = config.optimizer.build(model.parameters())
    callbacks = plugins.default_callbacks(config)
    fit = plugins.training_loop()
    history = fit(model, make_loaders(data, config), optimizer, config, callbacks)
    path = Path(config.model_path)
    save_checkpoint(path, model, data.metadata, config.model)
    for callback in callbacks:
        callback.on_saved(path, history)
    return history


def main() -> None:
    """Train with the settings of the command line."""
    plugins.run_command(train)


if __name__ == "__main__":
    main()

"""Reload Lightning's own checkpoint in a process of its own, and print the loss on the items that were held out.

Arguments: the package, the checkpoint.
"""

import sys
from importlib import import_module

import torch


def main(package: str, path: str) -> None:
    """Build a model as the package does, fill it from the checkpoint, and measure it as the package does."""
    config, interfaces, lightning_loop, metrics, model, splits = (
        import_module(f"{package}.{name}") for name in "config interfaces lightning_loop metrics model splits".split()
    )
    settings = config.TrainConfig()
    fresh = model.Model(interfaces.Metadata.load(settings.processed_dir), settings.model)
    module = lightning_loop.LightningModel.load_from_checkpoint(
        path, map_location="cpu", weights_only=True, model=fresh, optimizer=settings.optimizer.build(fresh.parameters())
    )
    _, held_out = splits.make_loaders(splits.load_split(settings.processed_dir, "train"), settings)
    print(metrics.measure(module.model, held_out, torch.device("cpu"))["loss"])


if __name__ == "__main__":
    main(*sys.argv[1:])

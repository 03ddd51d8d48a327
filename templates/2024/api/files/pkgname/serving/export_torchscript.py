"""Export the trained model to TorchScript: ``python -m pkgname.serving.export_torchscript``.

The file holds the weights, the operations and the names of the classes. Whoever loads it needs PyTorch, and none of the code of
this package; C++ can load it too.
"""

import json
import warnings
from pathlib import Path

import click
import torch

from pkgname.models.checkpoint import load_model
from pkgname.runtime import (
    MODEL_PATH,
    InputError,
    plain_errors,
)

SCRIPT_PATH = Path("models/model_scripted.pt")
DESCRIPTION = "description.json"


def export(model_path: Path, target: Path) -> None:
    """Export a model.

    Raises:
        InputError: The exported model gives other outputs, because what it computes depends on the values of its inputs.
    """
    model = load_model(model_path)
    with warnings.catch_warnings():
        # PyTorch advises torch.export, whose files need a server of their own kind; TorchScript is what TorchServe took.
        warnings.simplefilter("ignore", DeprecationWarning)
        scripted = torch.jit.trace(model, torch.rand(2, *model.config.shape))
        images = torch.rand(5, *model.config.shape)  # (5, C, H, W): other values, and another number of images
        if not torch.allclose(scripted(images), model(images), atol=1e-5):
            raise InputError("the exported model gives other outputs: take conditions on values out of Model.forward")
        description = json.dumps({"classes": model.config.classes, "shape": model.config.shape})
        target.parent.mkdir(parents=True, exist_ok=True)
        torch.jit.save(scripted, target, _extra_files={DESCRIPTION: description})


@click.command()
@click.option("--model", "model_path", type=Path, default=MODEL_PATH, show_default=True, help="The trained model.")
@click.option("--target", type=Path, default=SCRIPT_PATH, show_default=True, help="What is written.")
def main(model_path: Path, target: Path) -> None:
    """Export the trained model to TorchScript."""
    with plain_errors():
        export(model_path, target)
    click.echo(f"the TorchScript model is in {target}")


if __name__ == "__main__":
    main()

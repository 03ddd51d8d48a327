"""Trained weights, together with what is needed to use them."""

from dataclasses import asdict, dataclass
from pathlib import Path

import torch

from pkgname.metadata import Metadata
from pkgname.model import Model, ModelConfig


@dataclass(frozen=True)
class Checkpoint:
    """A model that is ready to predict, and the metadata of the data it learned from."""

    model: Model
    metadata: Metadata


def save_checkpoint(path: Path, model: Model, metadata: Metadata, config: ModelConfig) -> None:
    """Write weights, metadata and the numbers that shape the model into one file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    weights = {name: tensor.cpu() for name, tensor in model.state_dict().items()}
    torch.save({"weights": weights, "metadata": metadata.to_dict(), "model": asdict(config)}, path)


def load_checkpoint(path: Path, device: torch.device | str = "cpu") -> Checkpoint:
    """Read a checkpoint and build its model on ``device``, ready to predict."""
    # weights_only: a pickle can run code when it is opened, so never open a stranger's any other way.
    # map_location: weights that were saved on a graphics card have to load where there is none.
    content = torch.load(path, map_location=device, weights_only=True)
    metadata = Metadata.from_dict(content["metadata"])
    model = Model(metadata, ModelConfig(**content["model"]))
    model.load_state_dict(content["weights"])
    model.to(device).eval()  # eval: without it dropout would go on, and predictions would change from call to call
    return Checkpoint(model, metadata)

"""How a trained model is saved and loaded: its weights, and all that is needed to build it again."""

from dataclasses import asdict
from pathlib import Path

import torch

from pkgname.models.model import Model, ModelConfig
from pkgname.runtime import InputError


def save_model(model: Model, path: Path) -> None:
    """Save the weights of a model with its configuration."""
    path.parent.mkdir(parents=True, exist_ok=True)
    weights = {name: tensor.cpu() for name, tensor in model.state_dict().items()}
    torch.save({"config": asdict(model.config), "weights": weights}, path)


def load_model(path: Path) -> Model:
    """Load a model, ready to predict."""
    if not path.is_file():
        raise InputError(f"there is no model at {path}. Train one with: make train")
    content = torch.load(path, map_location="cpu", weights_only=True)  # nothing in the file can run
    model = Model(ModelConfig(**content["config"]))
    model.load_state_dict(content["weights"])
    return model.eval()

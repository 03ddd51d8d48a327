"""Predictions for single items, as the API and other programs need them."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

import torch
from torch import nn

from pkgname.checkpoint import load_checkpoint
from pkgname.data import Item, encode
from pkgname.metadata import Metadata
from pkgname.weights import locate_weights


@dataclass(frozen=True)
class Prediction:
    """The most probable class of one item, and the probability of every class."""

    class_name: str
    probability: float
    probabilities: dict[str, float]


class Predictor:
    """A trained model that takes raw items.

    Args:
        model: Maps ``(B, *input_shape)`` inputs to ``(B, classes)`` logits.
        metadata: How items are encoded, and the names of the classes.
        version: Which weights these are.
    """

    def __init__(self, model: nn.Module, metadata: Metadata, version: str) -> None:
        self.model = model.eval()
        self.metadata = metadata
        self.version = version

    @classmethod
    def load(cls, uri: str) -> "Predictor":
        """Load the weights at an address; their version is the digest of the file."""
        path = locate_weights(uri)
        checkpoint = load_checkpoint(path)
        return cls(checkpoint.model, checkpoint.metadata, sha256(path.read_bytes()).hexdigest()[:12])

    def predict(self, items: Sequence[Item]) -> list[Prediction]:
        """Predict the class of each item; an item that cannot be encoded is a ValueError."""
        inputs = torch.stack([encode(item, self.metadata) for item in items])  # (B, *input_shape)
        with torch.inference_mode():
            probabilities = self.model(inputs).softmax(dim=1)  # (B, classes), each row adds up to 1
        return [self.describe(row) for row in probabilities.tolist()]

    def describe(self, probabilities: list[float]) -> Prediction:
        """Give the classes their names."""
        named = dict(zip(self.metadata.class_names, probabilities, strict=True))
        best = max(named, key=lambda name: named[name])
        return Prediction(best, named[best], named)

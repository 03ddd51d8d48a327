"""Predict the classes of raw items with a trained model."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

import numpy as np

from pkgname.data import Item, encode
from pkgname.interfaces import Metadata

if TYPE_CHECKING:
    from torch import nn

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Prediction:
    """The most probable class of one item, and the probability of each class."""

    class_name: str
    probability: float
    probabilities: dict[str, float]


class Predictor:
    """A trained model that takes raw items.

    Args:
        model: Maps inputs ``(B, *input_shape)`` to logits ``(B, classes)``.
        metadata: How items are encoded, and the names of the classes.
        version: Identifies the weights.
    """

    def __init__(self, model: nn.Module, metadata: Metadata, version: str) -> None:
        self.model = model.eval()
        self.metadata = metadata
        self.version = version

    @classmethod
    def load(cls, uri: str) -> Predictor:
        """Load the weights at a URI; their version is the hash of the file."""
        from pkgname.checkpoint import (
            load_checkpoint,
            locate_weights,
        )

        path = locate_weights(uri)
        checkpoint = load_checkpoint(path)
        return cls(checkpoint.model, checkpoint.metadata, sha256(path.read_bytes()).hexdigest()[:12])

    def predict(self, items: Sequence[Item]) -> list[Prediction]:
        """Predict the class of each item; an item that cannot be encoded is a ``ValueError``."""
        import torch

        rows = [np.asarray(encode(item, self.metadata), dtype=np.float32) for item in items]
        inputs = torch.from_numpy(np.stack(rows))  # (B, *input_shape)
        with torch.inference_mode():
            probabilities = self.model(inputs).softmax(dim=1)  # (B, classes), each row sums to 1
        return [self.describe(row) for row in probabilities.tolist()]

    def describe(self, probabilities: Sequence[float]) -> Prediction:
        """Give the probabilities the names of their classes."""
        named = dict(zip(self.metadata.class_names, probabilities, strict=True))
        best = max(named, key=lambda name: named[name])
        return Prediction(best, named[best], named)


Observer = Callable[[Sequence[Item], Sequence[Prediction], str], None]
"""Is called with the items of a request, their predictions and the version of the model, such as a store or a counter.

A stage appends its own in ``install(app)``: ``app.state.observers.append(store)``.
"""


def notify(
    observers: Sequence[Observer], items: Sequence[Item], predictions: Sequence[Prediction], version: str
) -> None:
    """Call the observers; one that fails disturbs neither the others nor the server."""
    for observer in observers:
        try:
            observer(items, predictions, version)
        except Exception:
            logger.exception("an observer of the predictions failed")

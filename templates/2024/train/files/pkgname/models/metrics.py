"""The loss and the metrics: the one place for both.

What ``compute_metrics`` returns is reported everywhere. To add a metric, add a line there.
"""

from collections.abc import Iterable, Sequence
from typing import TypeAlias

import torch
from torch import Tensor, nn

Batch: TypeAlias = Sequence[Tensor]
"""Images ``(B, C, H, W)`` float32, and labels ``(B,)`` int64."""


def compute_loss(logits: Tensor, labels: Tensor) -> Tensor:
    """Compute the mean loss that training minimises, of logits ``(B, classes)`` and labels ``(B,)``."""
    return nn.functional.cross_entropy(logits, labels)


def compute_metrics(logits: Tensor, labels: Tensor) -> dict[str, float]:
    """Compute every metric over all images of a split.

    Args:
        logits: Outputs of the model, ``(N, classes)`` float32, on the CPU.
        labels: Positions of the classes, ``(N,)`` int64, on the CPU.
    """
    return {
        "loss": compute_loss(logits, labels).item(),
        "accuracy": (logits.argmax(dim=1) == labels).float().mean().item(),
    }


class Outputs:
    """The outputs of a model over a split, collected batch by batch to compute the metrics of all images."""

    def __init__(self) -> None:
        self.logits: list[Tensor] = []
        self.labels: list[Tensor] = []

    def add(self, logits: Tensor, labels: Tensor) -> None:
        """Add the outputs of a batch, from any device."""
        self.logits.append(logits.detach().cpu())  # without the graph, which would keep every activation in memory
        self.labels.append(labels.cpu())

    def compute(self) -> dict[str, float]:
        """Compute the metrics of everything that was added."""
        return compute_metrics(torch.cat(self.logits), torch.cat(self.labels))


def measure(model: nn.Module, batches: Iterable[Batch], device: torch.device) -> dict[str, float]:
    """Compute the metrics of a model on batches that it is not trained on."""
    model.eval()  # dropout off
    outputs = Outputs()
    with torch.inference_mode():
        for images, labels in batches:
            outputs.add(model(images.to(device)), labels)
    return outputs.compute()

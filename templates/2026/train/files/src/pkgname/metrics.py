"""The loss and the metrics: the one place for both.

What ``compute_metrics`` returns is reported everywhere: in the log, in ``metrics.json`` and ``evaluation.json``, in the
figure, to every callback and by ``dvc metrics``. To add a metric, add a line there.
"""

from collections.abc import Iterable

import torch
from torch import Tensor, nn

OBJECTIVE = "loss"
"""The metric of the validation split that a hyperparameter search minimises and early stopping watches."""


def compute_loss(logits: Tensor, targets: Tensor) -> Tensor:
    """Compute the mean loss that training minimises.

    Args:
        logits: Outputs of the model, ``(B, classes)`` float32.
        targets: Class indices, ``(B,)`` int64.
    """
    return nn.functional.cross_entropy(logits, targets)


def compute_metrics(logits: Tensor, targets: Tensor) -> dict[str, float]:
    """Compute every metric over all items of a split.

    Args:
        logits: Outputs of the model, ``(N, classes)`` float32, on the CPU.
        targets: Class indices, ``(N,)`` int64, on the CPU.

    Returns:
        The value of each metric by its name.
    """
    return {
        "loss": compute_loss(logits, targets).item(),
        "accuracy": (logits.argmax(dim=1) == targets).float().mean().item(),
    }


def measure(model: nn.Module, batches: Iterable[tuple[Tensor, Tensor]], device: torch.device) -> dict[str, float]:
    """Compute the metrics of a model on batches of inputs and targets; the model keeps its mode."""
    was_training = model.training
    model.eval()  # dropout off, batch normalisation by its running statistics: as the model will be used
    outputs = []
    with torch.inference_mode():  # no gradients are needed, which saves memory
        for inputs, targets in batches:
            outputs.append((model(inputs.to(device)).cpu(), targets))
    model.train(was_training)
    logits, targets = (torch.cat(parts) for parts in zip(*outputs, strict=True))
    return compute_metrics(logits, targets)

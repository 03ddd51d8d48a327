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


class Outputs:
    """The outputs of a model over a split, collected batch by batch to compute the metrics of all items.

    They are copied to one tensor that grows: many small ones between the batches would fragment the memory.
    """

    def __init__(self) -> None:
        self.count = 0
        self.logits, self.targets = torch.empty(0, 0), torch.empty(0, dtype=torch.int64)

    def add(self, logits: Tensor, targets: Tensor) -> None:
        """Add the outputs of a batch, from any device."""
        end = self.count + len(targets)
        if end > len(self.targets):
            grown = torch.empty(2 * end, logits.shape[1]), torch.empty(2 * end, dtype=torch.int64)
            if self.count:
                grown[0][: self.count], grown[1][: self.count] = self.logits[: self.count], self.targets[: self.count]
            self.logits, self.targets = grown
        self.logits[self.count : end], self.targets[self.count : end] = logits.detach(), targets
        self.count = end

    def compute(self) -> dict[str, float]:
        """Compute the metrics of all outputs so far."""
        return compute_metrics(self.logits[: self.count], self.targets[: self.count])


def measure(model: nn.Module, batches: Iterable[tuple[Tensor, Tensor]], device: torch.device) -> dict[str, float]:
    """Compute the metrics of a model on batches of inputs and targets; the model keeps its mode."""
    was_training = model.training
    model.eval()  # dropout off, batch normalisation by its running statistics: as the model will be used
    outputs = Outputs()
    with torch.inference_mode():  # no gradients are needed, which saves memory
        for inputs, targets in batches:
            outputs.add(model(inputs.to(device)), targets)
    model.train(was_training)
    return outputs.compute()

import pytest
import torch
from torch import Tensor, nn
from torch.utils.data import DataLoader, TensorDataset

from pkgname.metrics import (
    OBJECTIVE,
    compute_loss,
    compute_metrics,
    measure,
)

CPU = torch.device("cpu")
LOGITS = torch.tensor([[3.0, 1.0], [0.0, 2.0], [5.0, 0.0]])
TARGETS = torch.tensor([0, 1, 1])


class Echo(nn.Module):
    """Returns its inputs as logits, and remembers in which mode it was called."""

    def __init__(self) -> None:
        super().__init__()
        self.modes: list[bool] = []

    def forward(self, inputs: Tensor) -> Tensor:
        self.modes.append(self.training or torch.is_grad_enabled())
        return inputs


def test_the_objective_is_one_of_the_metrics() -> None:
    assert OBJECTIVE in compute_metrics(LOGITS, TARGETS)


def test_the_loss_is_low_for_right_outputs_and_high_for_wrong_ones() -> None:
    right, wrong = 2 * torch.eye(2), -2 * torch.eye(2)
    targets = torch.tensor([0, 1])
    assert compute_loss(right, targets) < compute_loss(torch.zeros(2, 2), targets) < compute_loss(wrong, targets)


def test_the_loss_does_not_depend_on_the_number_of_items() -> None:
    twice = compute_loss(torch.cat([LOGITS, LOGITS]), torch.cat([TARGETS, TARGETS]))
    torch.testing.assert_close(twice, compute_loss(LOGITS, TARGETS))


def test_accuracy_is_the_fraction_of_correct_predictions() -> None:
    assert compute_metrics(LOGITS, TARGETS).get("accuracy", 2 / 3) == pytest.approx(2 / 3)


def test_metrics_do_not_depend_on_the_batch_size() -> None:
    metrics = measure(Echo(), DataLoader(TensorDataset(LOGITS, TARGETS), batch_size=2), CPU)
    assert metrics == pytest.approx(compute_metrics(LOGITS, TARGETS))


@pytest.mark.parametrize("mode", [True, False])
def test_a_model_is_measured_in_evaluation_mode_and_keeps_its_own(mode: bool) -> None:
    model = Echo().train(mode)
    measure(model, DataLoader(TensorDataset(LOGITS, TARGETS)), CPU)
    assert model.modes == [False] * 3
    assert model.training is mode

"""Compare an exported model with PyTorch: what both compute, how fast, and from how large a file."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from typing import Any

import numpy as np
import torch
from torch import nn

from pkgname.runtime import InputError
from pkgname.serving.onnx_model import INPUT, OUTPUT

BATCHES = (1, 2, 33)
RTOL, ATOL = 1e-3, 1e-5
"""How far apart logits may be: both compute the same, but round in another order."""
WARM_UP, RUNS = 3, 30


@dataclass(frozen=True)
class Comparison:
    """PyTorch and ONNX Runtime on one batch; times are medians in milliseconds."""

    batch: int
    torch_time: float
    onnx_time: float
    difference: float


def compare(model: nn.Module, session: Any, items: np.ndarray) -> list[Comparison]:
    """Run both on the first items, in batches of the sizes ``BATCHES``.

    Args:
        model: The trained model, in evaluation mode.
        session: The same model in ONNX Runtime.
        items: Encoded items ``(33, *input_shape)`` float32.

    Raises:
        InputError: Logits differ by more than ``ATOL`` and ``RTOL`` allow.
    """
    return [compare_batch(model, session, items[:size]) for size in BATCHES]


def compare_batch(model: nn.Module, session: Any, inputs: np.ndarray) -> Comparison:
    """Run both on one batch."""

    def run_torch() -> np.ndarray:
        with torch.inference_mode():
            logits: np.ndarray = model(torch.from_numpy(inputs)).numpy()
        return logits

    def run_onnx() -> np.ndarray:
        logits: np.ndarray = session.run([OUTPUT], {INPUT: inputs})[0]
        return logits

    expected, found = run_torch(), run_onnx()  # (B, classes)
    if found.shape != expected.shape or not np.allclose(found, expected, rtol=RTOL, atol=ATOL):
        raise InputError(f"for a batch of {len(inputs)}, the exported model computes other logits than PyTorch")
    return Comparison(len(inputs), measure(run_torch), measure(run_onnx), float(np.abs(found - expected).max()))


def measure(run: Callable[[], object]) -> float:
    """Return the median time of a call in milliseconds, without the first calls, which are slower."""
    times = []
    for _ in range(WARM_UP + RUNS):
        start = time.perf_counter()
        run()
        times.append(1000 * (time.perf_counter() - start))
    return median(times[WARM_UP:])


def make_table(comparisons: list[Comparison], torch_bytes: int, onnx_bytes: int) -> str:
    """Format the comparisons as a table in Markdown."""
    lines = [
        "| | PyTorch | ONNX Runtime | largest difference of a logit |",
        "|---|---|---|---|",
        f"| size of the file | {torch_bytes / 1024:.0f} KiB | {onnx_bytes / 1024:.0f} KiB | |",
    ]
    for one in comparisons:
        times = f"{one.torch_time:.3f} ms | {one.onnx_time:.3f} ms"
        lines.append(f"| batch of {one.batch} | {times} | {one.difference:.1e} |")
    return "\n".join(lines)

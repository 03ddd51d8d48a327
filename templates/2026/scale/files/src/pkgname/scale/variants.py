"""Smaller and faster variants of a trained model: pruned, quantised, compiled, exported."""

from __future__ import annotations

import copy
import gzip
import logging
import os
import shutil
import sys
import time
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from io import BytesIO
from typing import Any, TypeGuard

import torch
from torch import Tensor, nn
from torch.nn.modules.linear import NonDynamicallyQuantizableLinear
from torch.nn.utils import prune

from pkgname.runtime import InputError

LAYERS = (nn.Linear, nn.Conv1d, nn.Conv2d, nn.Conv3d)
"""The layers whose weights are pruned: nearly all weights of most models."""
COMPILERS = {
    "linux": ("g++", "sudo apt install g++"),
    "darwin": ("clang++", "xcode-select --install"),
    "win32": ("cl", "winget install Microsoft.VisualStudio.2022.BuildTools"),
}


@dataclass(frozen=True)
class Variant:
    """A model that takes the place of the trained one.

    Attributes:
        model: Maps inputs ``(B, *input_shape)`` to logits ``(B, classes)``.
        content: The bytes of its file.
        note: What is special about it.
    """

    model: nn.Module
    content: bytes
    note: str = ""

    def compressed(self) -> int:
        """Return the size of the file in bytes after gzip, which finds zeros."""
        return len(gzip.compress(self.content))


def pack_weights(model: nn.Module) -> bytes:
    """Return the weights as the bytes of a file."""
    buffer = BytesIO()
    torch.save(model.state_dict(), buffer)
    return buffer.getvalue()


def keep(model: nn.Module) -> Variant:
    """Return the model as it was trained."""
    return Variant(model, pack_weights(model))


def weights_of(model: nn.Module) -> list[tuple[nn.Module, str]]:
    """List the layers whose weights can be pruned; an ``InputError`` if there are none."""
    found: list[tuple[nn.Module, str]] = [(part, "weight") for part in model.modules() if isinstance(part, LAYERS)]
    if not found:
        raise InputError("the model has no linear and no convolutional layers")
    return found


def sparsity(model: nn.Module) -> float:
    """Return the share of zeros among the weights that can be pruned."""
    weights = [getattr(part, name) for part, name in weights_of(model)]
    return float(sum((weight == 0).sum().item() for weight in weights) / sum(weight.numel() for weight in weights))


def prune_weights(model: nn.Module, amount: float) -> Variant:
    """Set this share of the weights to zero: those that are nearest to it, wherever in the model they are."""
    pruned = copy.deepcopy(model)
    layers = weights_of(pruned)
    prune.global_unstructured(layers, pruning_method=prune.L1Unstructured, amount=amount)
    for part, name in layers:
        prune.remove(part, name)  # the zeros stay, the mask goes
    return Variant(pruned, pack_weights(pruned), f"sparsity {100 * sparsity(pruned):.2f} %")


def is_quantised(part: nn.Module) -> TypeGuard[nn.Linear]:
    """Return whether torchao quantises a layer: each linear one, but for those inside of an attention."""
    return isinstance(part, nn.Linear) and not isinstance(part, NonDynamicallyQuantizableLinear)


def quantise(model: nn.Module) -> Variant:
    """Store the weights of the linear layers as integers of 8 bits."""
    linear = [part for part in model.modules() if is_quantised(part)]
    if not linear:
        raise InputError("the model has no linear layers, which are those that torchao quantises")
    try:
        # Both log what is of no interest here: kernels for GPUs that are not loaded, and a deprecation inside torchao.
        for name in ("torchao", "torch.utils._pytree"):
            logging.getLogger(name).setLevel(logging.CRITICAL)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            torchao: Any = import_module("torchao.quantization")  # it has no types
    except ImportError as error:
        raise InputError(f"torchao cannot be imported here: {first_line(error)}") from error
    quantised = copy.deepcopy(model)
    torchao.quantize_(quantised, torchao.Int8WeightOnlyConfig())
    share = sum(part.weight.numel() for part in linear) / sum(weight.numel() for weight in model.parameters())
    note = f"{100 * share:.0f} % of the weights, in {len(linear)} linear layers"
    return Variant(quantised, pack_weights(quantised), note)


def compile_model(model: nn.Module, examples: Sequence[Tensor]) -> Variant:
    """Translate the model to machine code, for batches as large as those of the examples."""
    name, install = COMPILERS.get(sys.platform, COMPILERS["linux"])
    name = os.environ.get("CXX") or name
    if shutil.which(name) is None:
        raise InputError(f"torch.compile needs a C++ compiler, and {name} is not here. Install one with: {install}")
    start = time.perf_counter()
    compiled: Any = torch.compile(copy.deepcopy(model), dynamic=True)
    try:
        with torch.inference_mode():
            for example in examples:
                compiled(example)
    except Exception as error:  # the errors of the compiler have no class of their own in common
        raise InputError(f"torch.compile failed: {first_line(error)}") from error
    return Variant(compiled, pack_weights(model), f"the first calls took {time.perf_counter() - start:.0f} s")


def first_line(error: BaseException) -> str:
    """Return the first line of what an error says, or its class."""
    return next(iter(str(error).strip().splitlines()), type(error).__name__)

"""The exported model as a variant, where the task that exports it is on."""

from __future__ import annotations

from hashlib import sha256
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from pkgname.runtime import COMMAND, InputError
from pkgname.scale.variants import Variant


class OnnxModel(nn.Module):
    """A model that ONNX Runtime runs.

    Args:
        session: The session.
        names: The names of its input and of its output.
    """

    def __init__(self, session: Any, names: tuple[str, str]) -> None:
        super().__init__()
        self.session, self.names = session, names

    def forward(self, inputs: Tensor) -> Tensor:
        """Compute logits ``(B, classes)``."""
        source, target = self.names
        return torch.from_numpy(self.session.run([target], {source: inputs.numpy()})[0])


def open_exported(weights: Path) -> Variant:
    """Open the ONNX file that was exported from these weights."""
    if find_spec("pkgname.serving") is None:
        raise InputError("nothing exports the model to ONNX. Add it with: mlops add specialised-serving")
    onnx: Any = import_module("pkgname.serving.onnx_model")
    path: Path = onnx.onnx_path()
    predictor = onnx.OnnxPredictor(path)
    if predictor.version != sha256(weights.read_bytes()).hexdigest()[:12]:
        raise InputError(f"{path} has other weights. Create it again with: {COMMAND}.serving.export_onnx")
    return Variant(OnnxModel(predictor.session, (onnx.INPUT, onnx.OUTPUT)), path.read_bytes(), str(path))

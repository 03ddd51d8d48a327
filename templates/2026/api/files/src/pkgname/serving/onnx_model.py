"""The exported model: one ONNX file that has all that is needed to serve it, run by ONNX Runtime.

Nothing here imports PyTorch, and neither does ``data.py``, as long as its ``encode`` returns arrays.
"""

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from pkgname.data import Item, encode
from pkgname.interfaces import Metadata
from pkgname.predict import Prediction
from pkgname.runtime import (
    COMMAND,
    InputError,
    MissingFileError,
)
from pkgname.serving.needs import require

INPUT, OUTPUT = "inputs", "logits"
METADATA, VERSION = "metadata", "version"
"""Keys of the file's own metadata: how items are encoded, with the names of the classes, as JSON; the version of the weights."""


def onnx_path() -> Path:
    """Return the path of the exported model from the environment."""
    return Path(os.environ.get("ONNX_PATH") or "models/model.onnx")


def open_session(path: Path, optimised: Path | None = None) -> Any:
    """Open an exported model; where ``optimised`` is given, also write the graph there as ONNX Runtime has optimised it.

    Raises:
        InputError: The file does not exist or is not an ONNX model, or onnxruntime is not installed.
    """
    if not path.is_file():
        raise MissingFileError(f"there is no exported model at {path}. Create it with: {COMMAND}.serving.export_onnx")
    ort = require("onnxruntime")
    options = ort.SessionOptions()
    if optimised:
        # Not the highest level, which adapts the graph to the processor of this machine: the file is for others, too.
        options.graph_optimization_level = ort.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
        options.optimized_model_filepath = str(optimised)
    try:
        return ort.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # the errors of ONNX Runtime have no class of their own in common
        raise InputError(f"{path} cannot be read. Create it again with: {COMMAND}.serving.export_onnx") from error


class OnnxPredictor:
    """An exported model that takes raw items, as ``Predictor`` does with PyTorch.

    Args:
        path: The ONNX file.
    """

    def __init__(self, path: Path) -> None:
        self.session = open_session(path)
        values: dict[str, str] = self.session.get_modelmeta().custom_metadata_map
        if METADATA not in values or VERSION not in values:
            raise InputError(f"{path} does not name its classes. Create it again with: {COMMAND}.serving.export_onnx")
        self.metadata = Metadata.from_dict(json.loads(values[METADATA]))
        self.version = values[VERSION]

    def predict(self, items: Sequence[Item]) -> list[Prediction]:
        """Predict the class of each item; an item that cannot be encoded is a ``ValueError``."""
        probabilities = self.compute(self.encode(items))
        return [self.describe(row) for row in probabilities.tolist()]

    def encode(self, items: Sequence[Item]) -> np.ndarray:
        """Convert items to one batch, ``(B, *input_shape)`` float32."""
        return np.stack([np.asarray(encode(item, self.metadata), dtype=np.float32) for item in items])

    def compute(self, inputs: np.ndarray) -> np.ndarray:
        """Compute the probabilities ``(B, classes)`` of inputs ``(B, *input_shape)`` float32."""
        logits: np.ndarray = self.session.run([OUTPUT], {INPUT: inputs})[0]
        exponentials = np.exp(logits - logits.max(axis=1, keepdims=True))  # of at most 0, which cannot overflow
        probabilities: np.ndarray = exponentials / exponentials.sum(axis=1, keepdims=True)
        return probabilities

    def describe(self, probabilities: Sequence[float]) -> Prediction:
        """Give the probabilities the names of their classes."""
        named = dict(zip(self.metadata.class_names, probabilities, strict=True))
        best = max(named, key=lambda name: named[name])
        return Prediction(best, named[best], named)

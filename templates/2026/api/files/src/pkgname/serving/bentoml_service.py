"""The exported model as a service of BentoML: ``python -m pkgname.serving.bentoml_serve`` starts it.

BentoML gathers requests that arrive at the same time into one batch (adaptive batching), which computes faster than one
request after the other. The service takes encoded items; ``bentoml_client.py`` shows how they are made.
"""

from typing import Any

import bentoml
import numpy as np

from pkgname.serving.onnx_model import OnnxPredictor, onnx_path


# Each worker is a process with a model of its own; "cpu_count" as workers starts one for each processor.
@bentoml.service(name="classifier", workers=1, traffic={"timeout": 30})
class Classifier:
    """Predicts the probabilities of the classes."""

    def __init__(self) -> None:
        self.predictor = OnnxPredictor(onnx_path())

    # A batch waits for as long as BentoML expects to stay within the latency: it learns from the requests before.
    @bentoml.api(batchable=True, max_batch_size=64, max_latency_ms=1000)  # type: ignore[untyped-decorator]
    def predict(self, inputs: np.ndarray) -> np.ndarray:
        """Compute probabilities ``(B, classes)`` from encoded items ``(B, *input_shape)``."""
        return self.predictor.compute(inputs.astype(np.float32))

    @bentoml.api  # type: ignore[untyped-decorator]
    def describe(self) -> dict[str, Any]:
        """Return the version of the weights, and the metadata with which a client encodes items."""
        return {"version": self.predictor.version, "metadata": self.predictor.metadata.to_dict()}

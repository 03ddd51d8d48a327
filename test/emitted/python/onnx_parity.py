"""Loads an exported model with ONNX Runtime, and the weights with PyTorch, and compares them on batches of 1, 2 and 33.

    python onnx_parity.py PACKAGE

The inputs are random, and so are not those with which the emitted export compares; its own modules are not used for the comparison.
"""

import json
import sys
from importlib import import_module
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch

SEED = int(np.random.SeedSequence().entropy % 2**32)

checkpoint = import_module(f"{sys.argv[1]}.checkpoint").load_checkpoint(Path("models/model.pth"))
path = "models/model.onnx"
onnx.checker.check_model(path, full_check=True)
model = onnx.load(path, load_external_data=False)
assert not any(tensor.external_data for tensor in model.graph.initializer), "weights are in a second file"
session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
(declared,) = session.get_inputs()
assert isinstance(declared.shape[0], str), f"the size of the batch is fixed: {declared.shape}"
stored = json.loads(session.get_modelmeta().custom_metadata_map["metadata"])
assert stored == checkpoint.metadata.to_dict(), stored
print("seed", SEED)
for size in (1, 2, 33):
    inputs = np.random.default_rng(SEED).normal(size=(size, *checkpoint.metadata.input_shape)).astype(np.float32)
    with torch.inference_mode():
        expected = checkpoint.model(torch.from_numpy(inputs)).numpy()
    (found,) = session.run(None, {declared.name: inputs})
    np.testing.assert_allclose(found, expected, rtol=1e-3, atol=1e-5)
    print("batch", size, "differs by", np.abs(found - expected).max())

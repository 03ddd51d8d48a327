"""Whether a model may be used: it fits the data, it is fast, and it is not worse than the model that is used now.

The tests are slow ones, which a plain ``pytest`` leaves out. For any model, by its URI:
``MODEL_URI=file:models/model.pth pytest -m slow tests/performancetests/test_staged_model.py``.
"""

import json
import math
import os
import time
from pathlib import Path

import pytest
import torch

from pkgname.checkpoint import (
    Checkpoint,
    load_checkpoint,
    locate_weights,
    model_uri,
)
from pkgname.evaluate import evaluate
from pkgname.metrics import OBJECTIVE
from pkgname.runtime import (
    PROCESSED_DIR,
    InputError,
    MissingFileError,
)
from pkgname.splits import SplitDataset, load_split
from pkgname.tracking.register import REGISTRY
from pkgname.tracking.settings import MODEL_NAME

PREDICTIONS = 100
SECONDS = float(os.environ.get("PREDICTION_SECONDS", "5"))
"""How long 100 predictions, one after the other, may take."""
MARGIN = 0.05
"""By which fraction the loss may be higher: two trainings with different seeds are not equally good."""
PRODUCTION = os.environ.get("PRODUCTION_URI", f"wandb:{REGISTRY}/{MODEL_NAME}:production")
"""The model to compare with, if there is one."""
EVALUATION = Path("reports/evaluation.json")
CPU = torch.device("cpu")
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def staged() -> Path:
    """Return the weights. Only where nobody named any it is no failure that there are none."""
    if not os.environ.get("MODEL_URI") and not Path("models/model.pth").is_file():
        pytest.skip("MODEL_URI names no model, and there is no models/model.pth: train one first")
    return locate_weights(model_uri())


@pytest.fixture(scope="module")
def checkpoint(staged: Path) -> Checkpoint:
    return load_checkpoint(staged)


@pytest.fixture(scope="module")
def data() -> SplitDataset:
    return load_split(PROCESSED_DIR, "test")


def test_the_model_fits_the_data(checkpoint: Checkpoint, data: SplitDataset) -> None:
    assert checkpoint.metadata.class_names == data.metadata.class_names
    assert checkpoint.metadata.input_shape == data.metadata.input_shape
    assert checkpoint.metadata.features == data.metadata.features
    inputs, _ = data.take(range(min(len(data), 8)))
    with torch.inference_mode():
        logits = checkpoint.model(inputs)
    assert logits.shape == (len(inputs), len(data.metadata.class_names))
    assert logits.isfinite().all()


def test_it_predicts_fast(checkpoint: Checkpoint, data: SplitDataset) -> None:
    inputs, _ = data.take([0])
    with torch.inference_mode():
        checkpoint.model(inputs)  # the first one prepares what the others use
        start = time.perf_counter()
        for _ in range(PREDICTIONS):
            checkpoint.model(inputs)
    seconds = time.perf_counter() - start
    assert seconds < SECONDS, f"{PREDICTIONS} predictions took {seconds:.1f} seconds"


def measure_production(data: SplitDataset) -> float | None:
    """Return the loss of the model in production; None if there is none, or none for these data and this ``model.py``."""
    try:
        weights = locate_weights(PRODUCTION)
    except MissingFileError as error:
        print(f"there is nothing in production yet: {error}")
        return None
    try:
        known = load_checkpoint(weights).metadata
    except InputError as error:
        print(f"the model in production cannot be compared with: {error}")
        return None
    if (known.class_names, known.input_shape, known.features) != (
        data.metadata.class_names,
        data.metadata.input_shape,
        data.metadata.features,
    ):
        print("the model in production is for other classes or features, and cannot be compared with")
        return None
    return evaluate(weights, PROCESSED_DIR, CPU)[OBJECTIVE]


def find_limit(data: SplitDataset) -> tuple[float, str]:
    """Return the highest loss that is good enough, and what it is taken from."""
    if model_uri().startswith("wandb:") or "PRODUCTION_URI" in os.environ:
        loss = measure_production(data)
        if loss is not None:
            return loss * (1 + MARGIN), "that of the model in production"
    if EVALUATION.is_file():
        metrics = json.loads(EVALUATION.read_text(encoding="utf-8"))
        return metrics[OBJECTIVE] * (1 + MARGIN), f"that in {EVALUATION}"
    return math.log(len(data.metadata.class_names)), "that of guessing"


def test_it_is_not_worse_than_the_model_that_is_used(staged: Path, data: SplitDataset) -> None:
    loss = evaluate(staged, PROCESSED_DIR, CPU)[OBJECTIVE]
    limit, source = find_limit(data)
    assert loss <= limit, f"the {OBJECTIVE} on the test split is {loss:.4f}, and {source} allows {limit:.4f}"

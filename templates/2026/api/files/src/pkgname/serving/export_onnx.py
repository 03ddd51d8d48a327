"""Export the trained model to ONNX: ``python -m pkgname.serving.export_onnx``.

The exported model has to compute what PyTorch computes before it replaces an older one.
"""

import json
import logging
import warnings
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import numpy as np
import torch
import typer

from pkgname.checkpoint import (
    Checkpoint,
    load_checkpoint,
    locate_weights,
    model_uri,
)
from pkgname.data import encode, example_items
from pkgname.runtime import plain_errors
from pkgname.serving.compare import (
    ATOL,
    BATCHES,
    RTOL,
    RUNS,
    compare,
    make_table,
)
from pkgname.serving.needs import require
from pkgname.serving.onnx_model import (
    INPUT,
    METADATA,
    OUTPUT,
    VERSION,
    onnx_path,
    open_session,
)


def export(checkpoint: Checkpoint, version: str, path: Path) -> None:
    """Write the model to one file, with its metadata, for batches of any size.

    Args:
        checkpoint: The trained model.
        version: Identifies the weights.
        path: The file to write.
    """
    onnx = require("onnx")
    require("onnxscript")
    logging.getLogger("torch.onnx").setLevel(logging.ERROR)  # it tells of packages that are not needed here
    example = torch.zeros(2, *checkpoint.metadata.input_shape)  # not a batch of 1, whose size would count as fixed
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)  # the exporter calls deprecated parts of PyTorch
        program = torch.onnx.export(
            checkpoint.model,
            (example,),
            input_names=[INPUT],
            output_names=[OUTPUT],
            dynamo=True,
            dynamic_shapes=({0: torch.export.Dim("batch")},),
            verbose=False,
        )
    assert program is not None  # it is None only for the older exporter
    program.model.metadata_props[METADATA] = json.dumps(checkpoint.metadata.to_dict())
    program.model.metadata_props[VERSION] = version
    program.save(path, external_data=False)  # weights of more than 2 GB would need a second file
    onnx.checker.check_model(str(path), full_check=True)


def export_and_compare(weights: Path, path: Path, optimise: bool) -> str:
    """Export weights to ``path``, and return a table that compares both; nothing is written if they differ."""
    checkpoint = load_checkpoint(weights)
    version = sha256(weights.read_bytes()).hexdigest()[:12]  # the one that the API reports for these weights
    items = example_items(checkpoint.metadata, max(BATCHES))
    inputs = np.stack([np.asarray(encode(item, checkpoint.metadata), dtype=np.float32) for item in items])
    path.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=path.parent) as folder:
        exported, optimised = Path(folder, "exported.onnx"), Path(folder, "optimised.onnx")
        export(checkpoint, version, exported)
        if optimise:
            open_session(exported, optimised)
        result = optimised if optimise else exported
        comparisons = compare(checkpoint.model, open_session(result), inputs)
        table = make_table(comparisons, weights.stat().st_size, result.stat().st_size)
        result.replace(path)
    return table


def run(
    weights: Annotated[str, typer.Option(help="URI of the weights.  [default: MODEL_URI]")] = "",
    optimise: Annotated[bool, typer.Option(help="Save the graph as ONNX Runtime optimises it.")] = False,
    reports_dir: Annotated[Path, typer.Option(help="Where onnx.md is written.")] = Path("reports"),
) -> None:
    """Export trained weights to ONNX, check that both compute the same, and compare their speed and size."""
    path = onnx_path()
    with plain_errors():
        table = export_and_compare(locate_weights(weights or model_uri()), path, optimise)
    notes = f"Median of {RUNS} runs. Logits agree within rtol {RTOL:g} and atol {ATOL:g}."
    print(f"{table}\n\n{notes}\nthe exported model is {path}")
    reports_dir.mkdir(parents=True, exist_ok=True)
    text = f"# PyTorch and ONNX Runtime\n\n{table}\n\n{notes}\n"
    (reports_dir / "onnx.md").write_text(text, encoding="utf-8", newline="\n")


def main() -> None:
    """Run as a command."""
    typer.run(run)


if __name__ == "__main__":
    main()

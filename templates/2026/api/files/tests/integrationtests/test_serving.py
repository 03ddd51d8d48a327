"""Serving the exported model, as far as that needs no export, which takes seconds."""

import json
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from fastapi.testclient import TestClient

from pkgname import data
from pkgname.checkpoint import load_checkpoint
from pkgname.interfaces import Metadata
from pkgname.runtime import (
    COMMAND,
    InputError,
    MissingFileError,
)
from pkgname.serving import (
    bentoml_serve,
    compare,
    export_onnx,
    needs,
    onnx_api,
    onnx_model,
)
from pkgname.serving.onnx_model import OnnxPredictor


class Session:
    """Stands in for a session of ONNX Runtime: the later the class, the larger its logit."""

    def __init__(self, metadata: Metadata) -> None:
        self.metadata = metadata

    def get_modelmeta(self) -> SimpleNamespace:
        values = {onnx_model.METADATA: json.dumps(self.metadata.to_dict()), onnx_model.VERSION: "1"}
        return SimpleNamespace(custom_metadata_map=values)

    def run(self, names: list[str], feed: dict[str, np.ndarray]) -> list[np.ndarray]:
        assert names == [onnx_model.OUTPUT]
        logits = np.arange(len(self.metadata.class_names), dtype=np.float32)
        return [np.tile(logits, (len(feed[onnx_model.INPUT]), 1))]


def encode_examples(metadata: Metadata) -> np.ndarray:
    rows = [np.asarray(data.encode(item, metadata), dtype=np.float32) for item in data.example_items(metadata, 33)]
    return np.stack(rows)


def test_probabilities_belong_to_the_classes_in_their_order(
    served_metadata: Metadata, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(onnx_model, "open_session", lambda _path: Session(served_metadata))
    with TestClient(onnx_api.create_app()) as client:
        body = {"items": data.example_items(served_metadata, 3)}
        predictions = client.post("/predict", json=body).json()["predictions"]
    exponentials = np.exp(np.arange(len(served_metadata.class_names)))
    assert len(predictions) == 3
    assert list(predictions[0]["probabilities"]) == list(served_metadata.class_names)
    assert list(predictions[0]["probabilities"].values()) == pytest.approx(list(exponentials / exponentials.sum()))
    assert predictions[0]["class_name"] == served_metadata.class_names[-1]


def test_a_model_that_computes_something_else_is_refused(model_file: Path, served_metadata: Metadata) -> None:
    model = load_checkpoint(model_file).model
    with pytest.raises(InputError, match="other logits than PyTorch"):
        compare.compare(model, Session(served_metadata), encode_examples(served_metadata))


def test_both_are_timed_on_batches_of_several_sizes(served_metadata: Metadata) -> None:
    import torch

    logits = torch.arange(len(served_metadata.class_names), dtype=torch.float32)
    model = torch.nn.Module()
    model.forward = lambda inputs: logits.expand(len(inputs), -1)
    comparisons = compare.compare(model, Session(served_metadata), encode_examples(served_metadata))
    assert [one.batch for one in comparisons] == [1, 2, 33]
    assert all(one.torch_time > 0 and one.onnx_time > 0 and one.difference == 0 for one in comparisons)
    table = compare.make_table(comparisons, 2048, 1024)
    assert "| size of the file | 2 KiB | 1 KiB | |" in table
    assert table.count("| batch of ") == 3


def test_the_commands_say_in_a_line_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONNX_PATH", str(tmp_path / "none.onnx"))
    monkeypatch.setenv("MODEL_URI", f"file:{tmp_path / 'none.pth'}")
    monkeypatch.setattr(bentoml_serve, "require", lambda _package: None)
    monkeypatch.setattr("sys.argv", ["command"])
    with pytest.raises(SystemExit, match=rf"error: there are no weights at .*{COMMAND}.train"):
        export_onnx.main()
    with pytest.raises(SystemExit, match=rf"error: there is no exported model at .*{COMMAND}.serving.export_onnx"):
        bentoml_serve.main()


def test_the_server_listens_where_the_environment_says(monkeypatch: pytest.MonkeyPatch) -> None:
    called: dict[str, Any] = {}
    monkeypatch.setattr("uvicorn.run", lambda _app, **options: called.update(options))
    monkeypatch.setenv("PORT", "8123")
    monkeypatch.setattr(onnx_api, "refuse_busy_port", lambda _host, _port: None)
    monkeypatch.setattr("sys.argv", ["command"])
    with pytest.raises(SystemExit) as ending:  # how a command ends, well or not
        onnx_api.main()
    assert ending.value.code == 0
    assert called == {"host": "127.0.0.1", "port": 8123}


def test_without_an_exported_model_the_response_names_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ONNX_PATH", str(tmp_path / "none.onnx"))
    with TestClient(onnx_api.create_app()) as client:
        response = client.get("/health")
        assert client.get("/").status_code == 200
    assert response.status_code == 503
    assert f"{COMMAND}.serving.export_onnx" in response.json()["detail"]


def test_a_file_that_is_no_model_is_named(tmp_path: Path) -> None:
    path = tmp_path / "model.onnx"
    with pytest.raises(MissingFileError, match="there is no exported model"):
        OnnxPredictor(path)
    path.write_text("no model", encoding="utf-8")
    with pytest.raises(InputError, match=r"model.onnx cannot be read"):
        OnnxPredictor(path)


def test_a_package_that_is_missing_is_told() -> None:
    with pytest.raises(InputError, match="the package not_there is not installed. Install it with: "):
        needs.require("not_there")


def can_be_imported_without_pytorch(module: str) -> bool:
    code = f"import sys; sys.modules['torch'] = None; import {module}"
    return subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0


def test_the_server_needs_no_pytorch_if_the_data_need_none() -> None:
    if not can_be_imported_without_pytorch(data.__name__):
        pytest.skip("data.py imports PyTorch")
    assert can_be_imported_without_pytorch(onnx_api.__name__)

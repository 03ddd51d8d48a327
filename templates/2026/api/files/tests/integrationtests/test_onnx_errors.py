import socket
import subprocess
import sys
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from pkgname import data
from pkgname.runtime import (
    COMMAND,
    InputError,
    MissingFileError,
)
from pkgname.serving import needs, onnx_api
from pkgname.serving.onnx_model import OnnxPredictor


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


def test_a_package_that_is_missing_and_a_port_in_use_are_told() -> None:
    with pytest.raises(InputError, match="the package not_there is not installed. Install it with: "):
        needs.require("not_there")
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with pytest.raises(InputError, match=f"port {port} is in use"):
            needs.refuse_busy_port("127.0.0.1", port)


def can_be_imported_without_pytorch(module: str) -> bool:
    code = f"import sys; sys.modules['torch'] = None; import {module}"
    return subprocess.run([sys.executable, "-c", code], capture_output=True).returncode == 0


def test_the_server_needs_no_pytorch_if_the_data_need_none() -> None:
    if not can_be_imported_without_pytorch(data.__name__):
        pytest.skip("data.py imports PyTorch")
    assert can_be_imported_without_pytorch(onnx_api.__name__)

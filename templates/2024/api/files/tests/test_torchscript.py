from pathlib import Path

import pytest
import torch
from fastapi.testclient import TestClient

from pkgname.models.model import Model
from pkgname.runtime import InputError
from pkgname.serving.export_torchscript import export
from pkgname.serving.serve_torchscript import (
    create_app,
    load_scripted,
)


@pytest.fixture(scope="module")
def scripted(trained: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The trained model as TorchScript."""
    path = tmp_path_factory.mktemp("scripted") / "model.pt"
    export(trained, path)
    return path


def test_the_exported_model_gives_the_same_outputs(scripted: Path, model: Model):
    images = torch.rand(7, *model.config.shape)
    loaded, description = load_scripted(scripted)
    assert torch.allclose(loaded(images), model(images), atol=1e-5)
    assert description["classes"] == list(model.config.classes)


def test_the_server_answers_where_torchserve_did(scripted: Path, raw_dir: Path):
    client = TestClient(create_app(scripted))
    assert client.get("/ping").json() == {"status": "Healthy"}
    assert client.get("/models").json()["models"][0]["modelName"] == "model"
    image = next((raw_dir / "bottom").iterdir()).read_bytes()
    headers = {"content-type": "application/octet-stream"}
    response = client.post("/predictions/model", content=image, headers=headers)
    assert next(iter(response.json())) == "bottom"
    assert client.post("/predictions/model", content=b"no image", headers=headers).status_code == 400


def test_a_missing_file_names_the_command(tmp_path: Path):
    with pytest.raises(InputError, match="export_torchscript"):
        load_scripted(tmp_path / "model.pt")

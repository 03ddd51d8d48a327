from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from pkgname.data import example_items
from pkgname.interfaces import Metadata
from pkgname.serving import onnx_api
from pkgname.serving.onnx_model import (
    OnnxPredictor,
    open_session,
)

pytestmark = pytest.mark.slow  # an export takes ten seconds


@pytest.fixture(scope="session")
def onnx_file(model_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    from pkgname.serving.export_onnx import export_and_compare

    path = tmp_path_factory.mktemp("exported") / "model.onnx"
    table = export_and_compare(model_file, path, optimise=False)
    assert "batch of 33" in table
    return path


@pytest.fixture
def onnx_client(onnx_file: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setenv("ONNX_PATH", str(onnx_file))
    with TestClient(onnx_api.create_app()) as client:
        yield client


def test_it_answers_what_the_api_with_pytorch_answers(
    client: TestClient, onnx_client: TestClient, served_metadata: Metadata
) -> None:
    body = {"items": example_items(served_metadata, 33)}
    expected, found = (one.post("/predict", json=body).json() for one in (client, onnx_client))
    assert found["model_version"] == expected["model_version"]
    for one, other in zip(found["predictions"], expected["predictions"], strict=True):
        assert one["class_name"] == other["class_name"]
        assert one["probabilities"] == pytest.approx(other["probabilities"], abs=1e-5)
    infos = [one.get("/model/info").json() for one in (client, onnx_client)]
    assert [info["class_names"] for info in infos] == [list(served_metadata.class_names)] * 2
    assert infos[0]["example_item"] == infos[1]["example_item"]


@pytest.mark.parametrize("items", [[], [None], [{}], "item"])
def test_it_refuses_what_the_api_with_pytorch_refuses(
    items: object, client: TestClient, onnx_client: TestClient
) -> None:
    expected, found = (one.post("/predict", json={"items": items}) for one in (client, onnx_client))
    assert (found.status_code, found.json()) == (expected.status_code, expected.json())


def test_one_file_has_all_that_is_needed(onnx_file: Path, served_metadata: Metadata) -> None:
    assert [path.name for path in onnx_file.parent.iterdir()] == ["model.onnx"]
    assert OnnxPredictor(onnx_file).metadata == served_metadata


def test_an_optimised_file_computes_the_same(onnx_file: Path, tmp_path: Path, served_metadata: Metadata) -> None:
    open_session(onnx_file, tmp_path / "optimised.onnx")
    items = example_items(served_metadata, 5)
    expected, found = (OnnxPredictor(path).predict(items) for path in (onnx_file, tmp_path / "optimised.onnx"))
    for one, other in zip(found, expected, strict=True):
        assert one.probabilities == pytest.approx(other.probabilities, abs=1e-5)

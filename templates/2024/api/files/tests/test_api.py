from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from pkgname.api import create_app
from pkgname.data.make_dataset import SHAPE
from pkgname.data.splits import load_split


@pytest.fixture
def client(trained: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[TestClient]:
    """A client of an API with a trained model."""
    monkeypatch.setenv("MODEL_PATH", str(trained))
    monkeypatch.chdir(tmp_path)  # what the API writes is gone afterwards
    with TestClient(create_app()) as client:
        yield client


def test_images_are_predicted_in_their_order(client: TestClient, processed_dir: Path):
    split = load_split(processed_dir, "test")
    response = client.post("/predict", json={"images": split.images.tolist()})
    assert response.status_code == 200
    names = [prediction["class_name"] for prediction in response.json()]
    labels = [split.classes[label] for label in split.labels.tolist()]
    assert sum(name == label for name, label in zip(names, labels, strict=True)) >= len(split) - 1


def test_an_image_file_is_predicted(client: TestClient, raw_dir: Path):
    path = next((raw_dir / "top").iterdir())
    response = client.post("/predict/file", files={"file": path.read_bytes()})
    (prediction,) = response.json()
    assert prediction["class_name"] == "top"
    assert sum(prediction["probabilities"].values()) == pytest.approx(1)


def test_the_model_is_described(client: TestClient):
    assert client.get("/health").json() == {"status": "ok"}
    assert client.get("/model").json() == {"classes": ["bottom", "middle", "top"], "shape": list(SHAPE)}


@pytest.mark.parametrize("images", [[], [[[[0.5]]]], [[[[0.5], [0.5, 0.5]]]], [[[[7.0] * 8] * 8]], "image"])
def test_a_request_that_is_no_image_is_refused(client: TestClient, images: object):
    assert client.post("/predict", json={"images": images}).status_code == 422


def test_a_file_that_is_no_image_is_refused(client: TestClient):
    assert client.post("/predict/file", files={"file": b"no image"}).status_code == 400


def test_without_a_model_the_answer_names_the_command(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("MODEL_PATH", str(tmp_path / "model.pt"))
    with TestClient(create_app()) as client:
        response = client.get("/health")
    assert response.status_code == 503
    assert "make train" in response.json()["detail"]

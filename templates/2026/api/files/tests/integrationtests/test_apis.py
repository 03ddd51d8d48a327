from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from pkgname import api
from pkgname.checkpoint import load_checkpoint
from pkgname.data import decode, example_file, example_items
from pkgname.errors import COMMAND
from pkgname.metadata import Metadata
from pkgname.predict import Predictor
from pkgname.schemas import MAX_ITEMS

# One request for each route; a route without one makes the first test fail.
REQUESTS: dict[tuple[str, str], dict[str, Any]] = {
    ("get", "/"): {},
    ("get", "/health"): {},
    ("get", "/model/info"): {},
    ("post", "/predict"): {"json": {"items": example_items(2)}},
    ("post", "/predict/file"): {"files": {"file": ("example", example_file())}},
}
NEED_A_MODEL = [route for route in REQUESTS if route != ("get", "/")]


@pytest.fixture
def metadata(model_file: Path) -> Metadata:
    return load_checkpoint(model_file).metadata


def test_every_route_of_the_api_is_tested() -> None:
    app = FastAPI()  # with our own routes only: those of an extension are tested with it
    app.include_router(api.router)
    paths = app.openapi()["paths"]
    assert {(method, path) for path, methods in paths.items() for method in methods} == set(REQUESTS)


@pytest.mark.parametrize("route", REQUESTS)
def test_every_route_answers(route: tuple[str, str], client: TestClient) -> None:
    response = client.request(*route, **REQUESTS[route])
    assert response.status_code == 200, response.text


@pytest.mark.parametrize("route", NEED_A_MODEL)
def test_without_weights_the_answer_names_the_command(route: tuple[str, str], client_without_model: TestClient) -> None:
    response = client_without_model.request(*route, **REQUESTS[route])
    assert response.status_code == 503
    assert f"{COMMAND}.train" in response.json()["detail"]


def test_the_health_names_the_weights(client: TestClient, model_file: Path) -> None:
    assert client.get("/health").json() == {
        "status": "ok",
        "model_version": Predictor.load(f"file:{model_file}").version,
    }


def test_the_example_of_the_model_can_be_predicted(client: TestClient, metadata: Metadata) -> None:
    info = client.get("/model/info").json()
    assert info["class_names"] == list(metadata.class_names)
    assert info["input_shape"] == list(metadata.input_shape)
    assert info["features"] == list(metadata.features)
    assert client.post("/predict", json={"items": [info["example_item"]]}).status_code == 200


def test_each_item_gets_the_prediction_of_the_model(client: TestClient, model_file: Path) -> None:
    items = example_items(3)
    predictions = client.post("/predict", json={"items": items}).json()["predictions"]
    expected = Predictor.load(f"file:{model_file}").predict(items)
    assert [one["class_name"] for one in predictions] == [one.class_name for one in expected]
    for one, other in zip(predictions, expected, strict=True):
        assert one["probabilities"] == pytest.approx(other.probabilities)
        assert one["probability"] == max(one["probabilities"].values())
        assert sum(one["probabilities"].values()) == pytest.approx(1)


def test_a_file_gets_the_predictions_of_its_items(client: TestClient, metadata: Metadata) -> None:
    from_file = client.post("/predict/file", files={"file": ("example", example_file())}).json()
    from_items = client.post("/predict", json={"items": decode(example_file(), metadata)}).json()
    assert from_file == from_items


@pytest.mark.parametrize("items", [[], [None], [[]], [{}], [""], [[[["x"]]]], "item", None])
def test_items_that_do_not_fit_are_refused(items: object, client: TestClient) -> None:
    response = client.post("/predict", json={"items": items})
    assert response.status_code == 422
    assert response.json()["detail"][0]["msg"]


@pytest.mark.parametrize("body", [{}, [], "items"])
def test_a_body_that_does_not_fit_is_refused(body: object, client: TestClient) -> None:
    response = client.post("/predict", json=body)
    assert response.status_code == 422
    assert response.json()["detail"][0]["msg"]


@pytest.mark.parametrize("content", ['{"items": [NaN]}', '{"items": NaN}', '{"items": [1e999]}'])
def test_numbers_that_json_does_not_know_are_refused(content: str, client: TestClient) -> None:
    response = client.post("/predict", content=content, headers={"content-type": "application/json"})
    assert response.status_code == 422


def test_a_body_that_is_not_json_is_refused(client: TestClient) -> None:
    response = client.post("/predict", content=b"\xff", headers={"content-type": "application/json"})
    assert response.status_code in (400, 422)


def test_more_items_than_allowed_are_refused(client: TestClient) -> None:
    items = example_items(1) * (MAX_ITEMS + 1)
    assert client.post("/predict", json={"items": items}).status_code == 422


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00 not a file"])
def test_a_file_that_cannot_be_read_is_refused(content: bytes, client: TestClient) -> None:
    response = client.post("/predict/file", files={"file": ("example", content)})
    assert response.status_code == 400
    assert response.json()["detail"]


def test_a_file_that_is_too_large_is_refused(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "MAX_BYTES", 3)
    response = client.post("/predict/file", files={"file": ("example", example_file())})
    assert response.status_code == 413

from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from pkgname import api
from pkgname.data import decode, example_file, example_items
from pkgname.interfaces import Metadata
from pkgname.predict import Predictor
from pkgname.runtime import COMMAND
from pkgname.schemas import MAX_ITEMS

# Every route; one that is missing here makes the first test fail.
ROUTES = [("get", "/"), ("get", "/health"), ("get", "/model/info"), ("post", "/predict"), ("post", "/predict/file")]
Route = tuple[str, str]


def make_request(route: Route, metadata: Metadata) -> dict[str, Any]:
    """Return the arguments of a valid request."""
    bodies: dict[str, dict[str, Any]] = {
        "/predict": {"json": {"items": example_items(metadata, 2)}},
        "/predict/file": {"files": {"file": ("example", example_file(metadata))}},
    }
    return bodies.get(route[1], {})


def test_every_route_of_the_api_is_tested() -> None:
    app = FastAPI()  # with our own routes only: those of an extension are tested with it
    app.include_router(api.router)
    paths = app.openapi()["paths"]
    assert {(method, path) for path, methods in paths.items() for method in methods} == set(ROUTES)


@pytest.mark.parametrize("route", ROUTES)
def test_every_route_responds(route: Route, client: TestClient, served_metadata: Metadata) -> None:
    response = client.request(*route, **make_request(route, served_metadata))
    assert response.status_code == 200, response.text


@pytest.mark.parametrize("route", ROUTES[1:])
def test_without_a_model_the_response_names_the_command(
    route: Route, client_without_model: TestClient, served_metadata: Metadata
) -> None:
    response = client_without_model.request(*route, **make_request(route, served_metadata))
    assert response.status_code == 503
    assert f"{COMMAND}.train" in response.json()["detail"]


def test_health_reports_the_version_of_the_weights(client: TestClient, model_file: Path) -> None:
    assert client.get("/health").json() == {
        "status": "ok",
        "model_version": Predictor.load(f"file:{model_file}").version,
    }


def test_the_model_says_where_its_weights_come_from(client: TestClient, model_file: Path) -> None:
    assert client.get("/model/info").json()["uri"] == f"file:{model_file}"


def test_the_example_of_the_model_can_be_predicted(client: TestClient, served_metadata: Metadata) -> None:
    info = client.get("/model/info").json()
    assert info["class_names"] == list(served_metadata.class_names)
    assert info["input_shape"] == list(served_metadata.input_shape)
    assert info["features"] == list(served_metadata.features)
    assert client.post("/predict", json={"items": [info["example_item"]]}).status_code == 200


def test_each_item_gets_the_prediction_of_the_model(
    client: TestClient, model_file: Path, served_metadata: Metadata
) -> None:
    items = example_items(served_metadata, 3)
    predictions = client.post("/predict", json={"items": items}).json()["predictions"]
    expected = Predictor.load(f"file:{model_file}").predict(items)
    assert [one["class_name"] for one in predictions] == [one.class_name for one in expected]
    for one, other in zip(predictions, expected, strict=True):
        assert one["probabilities"] == pytest.approx(other.probabilities)
        assert one["probability"] == max(one["probabilities"].values())
        assert sum(one["probabilities"].values()) == pytest.approx(1)


def test_a_file_gets_the_predictions_of_its_items(client: TestClient, served_metadata: Metadata) -> None:
    from_file = client.post("/predict/file", files={"file": ("example", example_file(served_metadata))}).json()
    from_items = client.post("/predict", json={"items": decode(example_file(served_metadata), served_metadata)}).json()
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
def test_numbers_that_are_not_valid_json_are_refused(content: str, client: TestClient) -> None:
    response = client.post("/predict", content=content, headers={"content-type": "application/json"})
    assert response.status_code == 422


def test_a_body_that_is_not_json_is_refused(client: TestClient) -> None:
    response = client.post("/predict", content=b"\xff", headers={"content-type": "application/json"})
    assert response.status_code in (400, 422)


def test_more_items_than_allowed_are_refused(client: TestClient, served_metadata: Metadata) -> None:
    items = example_items(served_metadata) * (MAX_ITEMS + 1)
    assert client.post("/predict", json={"items": items}).status_code == 422


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00 not a file"])
def test_a_file_that_cannot_be_read_is_refused(content: bytes, client: TestClient) -> None:
    response = client.post("/predict/file", files={"file": ("example", content)})
    assert response.status_code == 400
    assert response.json()["detail"]


def test_a_file_that_is_too_large_is_refused(
    client: TestClient, served_metadata: Metadata, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(api, "MAX_BYTES", 3)
    response = client.post("/predict/file", files={"file": ("example", example_file(served_metadata))})
    assert response.status_code == 413

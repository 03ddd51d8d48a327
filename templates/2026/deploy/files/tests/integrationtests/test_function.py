"""The function answers as the API does."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient
from functions_framework import create_app

from pkgname.data import example_items
from pkgname.interfaces import Metadata

SOURCE = Path(__file__).parents[2] / "functions" / "main.py"


@pytest.fixture
def function(model_file: Path, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    monkeypatch.setenv("MODEL_URI", f"file:{model_file}")
    app = create_app("predict", str(SOURCE))  # type: ignore[no-untyped-call]
    client: FlaskClient = app.test_client()
    return client


def test_predicts_each_item(function: FlaskClient, served_metadata: Metadata):
    response = function.post("/", json={"items": example_items(served_metadata, count=3)})
    assert response.status_code == 200
    predictions = response.get_json()["predictions"]
    assert [one["class_name"] in served_metadata.class_names for one in predictions] == [True, True, True]


def test_shows_an_item_that_it_takes(function: FlaskClient):
    item = function.get("/").get_json()["example_item"]
    assert function.post("/", json={"items": [item]}).status_code == 200


@pytest.mark.parametrize("body", ["", "{", "[]", '{"items": []}', '{"items": [{"secret": 1}]}'])
def test_refuses_what_is_no_item_without_repeating_it(function: FlaskClient, body: str):
    response = function.post("/", data=body)
    assert response.status_code == 422
    assert "secret" not in response.get_data(as_text=True)


def test_without_a_model_it_says_what_to_do(function: FlaskClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("MODEL_URI", f"file:{tmp_path / 'none.pth'}")
    response = function.get("/")
    assert response.status_code == 503
    assert "Create them with" in response.get_json()["detail"]

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from pkgname import api
from pkgname.data import example_items
from pkgname.predict import Prediction


def test_without_weights_the_server_still_says_where_to_go(client_without_model: TestClient) -> None:
    welcome = client_without_model.get("/").json()
    assert client_without_model.get(welcome["docs"]).status_code == 200
    assert "/predict" in welcome["routes"]


def test_observers_hear_of_each_request_and_cannot_break_it(model_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MODEL_URI", f"file:{model_file}")
    heard: list[tuple[int, int, str]] = []

    def fail(items: Sequence[Any], predictions: Sequence[Prediction], version: str) -> None:
        raise OSError("the disk is full")

    def listen(items: Sequence[Any], predictions: Sequence[Prediction], version: str) -> None:
        heard.append((len(items), len(predictions), version))

    app = api.create_app()
    app.state.observers += [fail, listen]
    with TestClient(app) as client:
        answers = [client.post("/predict", json={"items": example_items(2)}) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert heard == [(2, 2, answers[0].json()["model_version"])] * 3


def test_the_server_listens_where_the_environment_says(monkeypatch: pytest.MonkeyPatch) -> None:
    called: dict[str, Any] = {}
    monkeypatch.setattr("uvicorn.run", lambda _app, **options: called.update(options))
    monkeypatch.setenv("PORT", "8123")
    monkeypatch.setenv("HOST", "0.0.0.0")
    monkeypatch.setattr("sys.argv", ["serve"])
    with pytest.raises(SystemExit) as ending:  # how a command ends, well or not
        api.main()
    assert ending.value.code == 0
    assert called == {"host": "0.0.0.0", "port": 8123}

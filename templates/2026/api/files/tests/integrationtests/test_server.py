import socket
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from pkgname import api
from pkgname.data import example_items
from pkgname.interfaces import Metadata
from pkgname.predict import Prediction
from pkgname.runtime import InputError, refuse_busy_port


def test_without_a_model_the_server_still_lists_its_routes(client_without_model: TestClient) -> None:
    welcome = client_without_model.get("/").json()
    assert client_without_model.get(welcome["docs"]).status_code == 200
    assert "/predict" in welcome["routes"]


def test_weights_that_do_not_fit_the_model_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "old.pth").write_text("no weights", encoding="utf-8")
    monkeypatch.setenv("MODEL_URI", f"file:{tmp_path / 'old.pth'}")
    with TestClient(api.create_app()) as client:
        response = client.get("/health")
    assert response.status_code == 503
    assert "old.pth" in response.json()["detail"]


def test_observers_are_called_for_each_request_and_cannot_break_it(
    model_file: Path, served_metadata: Metadata, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MODEL_URI", f"file:{model_file}")
    calls: list[tuple[int, int, str]] = []

    def fail(items: Sequence[Any], predictions: Sequence[Prediction], version: str) -> None:
        raise OSError("the disk is full")

    def note(items: Sequence[Any], predictions: Sequence[Prediction], version: str) -> None:
        calls.append((len(items), len(predictions), version))

    app = api.create_app()
    app.state.observers += [fail, note]
    with TestClient(app) as client:
        answers = [client.post("/predict", json={"items": example_items(served_metadata, 2)}) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert calls == [(2, 2, answers[0].json()["model_version"])] * 3


def test_the_server_listens_where_the_environment_says(monkeypatch: pytest.MonkeyPatch) -> None:
    called: dict[str, Any] = {}
    monkeypatch.setattr("uvicorn.run", lambda _app, **options: called.update(options))
    monkeypatch.setenv("PORT", "8123")
    monkeypatch.setenv("HOST", "0.0.0.0")
    monkeypatch.setattr(api, "refuse_busy_port", lambda _host, _port: None)
    monkeypatch.setattr("sys.argv", ["serve"])
    with pytest.raises(SystemExit) as ending:  # how a command ends, well or not
        api.main()
    assert ending.value.code == 0
    assert called == {"host": "0.0.0.0", "port": 8123}


def test_a_port_in_use_and_an_address_of_another_machine_are_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        monkeypatch.setattr("sys.argv", ["serve", "--port", str(port)])
        with pytest.raises(SystemExit, match=f"error: port {port} is in use.*--port {port + 1}"):
            api.main()
    with pytest.raises(InputError, match="cannot listen on 192.0.2.1:8000"):
        refuse_busy_port("192.0.2.1", 8000)

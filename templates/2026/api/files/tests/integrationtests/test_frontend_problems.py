"""What the page says when the API does not answer as it should."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from fastapi.testclient import TestClient
from streamlit.testing.v1 import AppTest

from pkgname.frontend_app import app, client

NOT_THE_API = "is not the API of this version of the project"
INFO = b'{"version": "1", "uri": "file:a", "class_names": ["a"], "example_item": "a text"}'


@contextmanager
def serve(status: int, body: bytes) -> Iterator[str]:
    """Serve one answer to every request, on a port that the system chooses."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["content-length"]))
            self.do_GET()

        def log_message(self, *_: Any) -> None:
            """Keep the output of the tests short."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def open_page(address: str, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("BACKEND", address)
    page = AppTest.from_file(app.__file__, default_timeout=60).run()
    assert not page.exception
    return page


def test_an_api_that_is_not_there_is_named_with_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        address = f"http://127.0.0.1:{closed.getsockname()[1]}"
    (error,) = open_page(f"{address}/", monkeypatch).error
    assert f"No API answers at {address}" in error.value
    assert "python -m pkgname.api" in error.value
    assert "\n" not in error.value


def test_trying_again_asks_the_api_again(monkeypatch: pytest.MonkeyPatch) -> None:
    with serve(500, b"") as address:
        page = open_page(address, monkeypatch)
    with serve(200, INFO) as address:
        monkeypatch.setenv("BACKEND", address)
        page.button[0].click().run()
        assert not page.error
        assert page.text_area[0].value == "a text"


def test_an_api_without_a_model_names_the_command_that_makes_one(
    client_without_model: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = client_without_model.get("/model/info")
    with serve(answer.status_code, answer.content) as address:
        (error,) = open_page(address, monkeypatch).error
    assert "python -m pkgname.train" in error.value
    assert "\n" not in error.value


@pytest.mark.parametrize(
    ("status", "body", "words"),
    [
        (500, b"oops", "failed with status 500"),
        (503, b"", "it is not ready yet"),
        (404, b'{"detail": "Not Found"}', "has no such route"),
        (200, b"<html>", NOT_THE_API),
        (200, b"[]", NOT_THE_API),
        (200, b'{"version": "1"}', NOT_THE_API),
    ],
)
def test_an_answer_that_is_none_of_the_api_is_a_sentence(status: int, body: bytes, words: str) -> None:
    refused = pytest.raises(client.ApiError, match=words)
    with serve(status, body) as address, refused:
        client.Client(address).model_info()


@pytest.mark.parametrize(
    ("item", "fields"),
    [
        ('"a text"', ["text_area", "file_uploader"]),
        (
            '{"size": 1, "hue": null, "new": true, "name": "a"}',
            ["number_input"] * 2 + ["checkbox", "text_input", "file_uploader"],
        ),
        ('{"points": [1, 2]}', ["file_uploader"]),
    ],
)
def test_the_form_is_made_from_the_example(item: str, fields: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    body = INFO.replace(b'"a text"', item.encode())
    with serve(200, body) as address:
        page = open_page(address, monkeypatch)
    kinds = ("text_area", "number_input", "checkbox", "text_input", "file_uploader")
    assert [kind for kind in kinds for _ in page.get(kind)] == fields


def test_an_image_that_cannot_be_shown_can_be_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    with serve(200, INFO.replace(b'"a text"', b"[[[0.5]]]")) as address:
        page = open_page(address, monkeypatch)
        page.file_uploader[0].set_value(("scan.raw", b"not for a browser", "application/octet-stream"))
        page.run()
    assert not page.exception
    assert [button.label for button in page.button] == ["Predict"]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b'{"detail": [{"msg": "first"}, {"msg": "second"}]}', "cannot read this: first; second."),
        (b'{"detail": "not a file."}', "cannot read this: not a file."),
        (b'{"detail": []}', "cannot read this: Unprocessable"),
        (b"", "cannot read this: Unprocessable"),
    ],
)
def test_a_refused_item_is_explained(body: bytes, words: str) -> None:
    refused = pytest.raises(client.ApiError, match=words)
    with serve(422, body) as address, refused:
        client.Client(address).predict(["an item"])


def test_predictions_in_another_form_are_refused() -> None:
    answer = b'{"predictions": [{"label": "a"}]}'
    refused = pytest.raises(client.ApiError, match=NOT_THE_API)
    with serve(200, answer) as address, refused:
        client.Client(address).predict(["an item"])

"""The page against the real API, without a browser: each widget is driven as Streamlit would do it."""

import dataclasses
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from streamlit.testing.v1 import AppTest

from pkgname import schemas
from pkgname.api import create_app
from pkgname.data import decode, example_file, example_items
from pkgname.frontend_app import app, client, forms
from pkgname.frontend_app.results import MAX_BARS, percent
from pkgname.interfaces import Metadata
from pkgname.predict import Predictor

PATIENCE = 60


@pytest.fixture(scope="module")
def backend(model_file: Path) -> Iterator[str]:
    """Serve the API on a port that the system chooses, in a thread."""
    listener = socket.create_server(("127.0.0.1", 0))
    with listener, pytest.MonkeyPatch.context() as patch:
        patch.setenv("MODEL_URI", f"file:{model_file}")
        server = uvicorn.Server(uvicorn.Config(create_app(), log_level="warning"))
        thread = threading.Thread(target=server.run, args=([listener],))
        thread.start()
        deadline = time.monotonic() + PATIENCE
        while not server.started and time.monotonic() < deadline:
            time.sleep(0.05)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join()


@pytest.fixture
def page(backend: str, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("BACKEND", backend)
    page = AppTest.from_file(app.__file__, default_timeout=PATIENCE).run()
    assert not page.exception
    assert not page.error
    return page


def upload(page: AppTest, content: bytes) -> None:
    """Choose a file, and press the button below it."""
    page.file_uploader[0].set_value(("example", content, "application/octet-stream"))
    page.run()
    page.button[-1].click().run()
    assert not page.exception


def shown_classes(page: AppTest) -> list[str]:
    """Read the predicted classes from the page, where one item has no table."""
    assert not page.error
    return list(page.dataframe[0].value["class"]) if page.dataframe else [page.metric[0].value]


@pytest.mark.parametrize("form", [client.ModelInfo, client.ItemPrediction])
def test_the_frontend_reads_fields_that_the_api_sends(form: Any) -> None:
    sent = getattr(schemas, form.__name__).model_fields
    assert {field.name for field in dataclasses.fields(form)} <= set(sent)


def test_the_page_says_which_model_answers(page: AppTest, backend: str, model_file: Path) -> None:
    assert page.title[0].value == "pkgname"
    caption = page.caption[-1].value
    for words in (Predictor.load(f"file:{model_file}").version, f"file:{model_file}", backend):
        assert words in caption


def test_what_is_typed_gets_the_prediction_of_the_model(
    page: AppTest, model_file: Path, served_metadata: Metadata
) -> None:
    items = example_items(served_metadata)
    if page.button and page.button[0].form_id:
        page.button[0].click().run()
    else:  # nobody types pixels
        content = example_file(served_metadata)
        items = decode(content, served_metadata)
        upload(page, content)
    expected = Predictor.load(f"file:{model_file}").predict(items)
    assert shown_classes(page) == [one.class_name for one in expected]
    if len(expected) == 1:
        assert page.metric[1].value == percent(expected[0].probability)
        (chart,) = page.get("vega_lite_chart")
        sent = chart.proto.SerializeToString()
        likely = sorted(expected[0].probabilities.items(), key=lambda pair: -pair[1])[:MAX_BARS]
        assert all(name.encode() in sent and percent(value).encode() in sent for name, value in likely)


def test_a_file_gets_a_prediction_for_each_item(page: AppTest, model_file: Path, served_metadata: Metadata) -> None:
    content = example_file(served_metadata)
    expected = Predictor.load(f"file:{model_file}").predict(decode(content, served_metadata))
    upload(page, content)
    assert shown_classes(page) == [one.class_name for one in expected]


def test_a_file_that_cannot_be_read_is_a_sentence_on_the_page(page: AppTest) -> None:
    upload(page, b"\xff\xfe\x00 not a file")
    (error,) = page.error
    assert error.value.startswith("The API cannot read this: ")


@pytest.mark.parametrize(
    ("probability", "text"),
    [(1, "100.0%"), (0.99999, "> 99.9%"), (0.9994, "99.9%"), (0.5, "50.0%"), (0.0004, "< 0.1%"), (0, "0.0%")],
)
def test_only_certainty_is_called_certain(probability: float, text: str) -> None:
    assert percent(probability) == text


@pytest.mark.parametrize("item", ["a text", 1, [], [0.5], [[[]]], {"points": [1, 2]}])
def test_what_is_neither_image_nor_row_is_taken_for_neither(item: object) -> None:
    assert not forms.is_image(item)
    assert not forms.is_row(item)

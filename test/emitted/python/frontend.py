"""Drives the frontend of a project, without a browser: python frontend.py <package> <kind of data, or "none">.

The API is where BACKEND says. With a kind of data, a prediction of one item and one of a file are asked for on the page, and have to be
those that the API gives to somebody else. Prints what is on the page.
"""

import os
import sys
from importlib import import_module
from importlib.util import find_spec

import requests
from streamlit.testing.v1 import AppTest

INPUTS = {"images": ("file_uploader", 1), "table": ("number_input", 8), "text": ("text_area", 1)}


def press(page, index):
    """Press a button, and expect no exception."""
    page.button[index].click().run()
    assert not page.exception, page.exception[0].message
    assert not page.error, page.error[0].value


def ask(path, **body):
    """Ask the API as somebody else would."""
    response = requests.post(os.environ["BACKEND"] + path, timeout=30, **body)
    response.raise_for_status()
    return [one["class_name"] for one in response.json()["predictions"]]


def shown(page):
    """Return the classes that the page shows."""
    return list(page.dataframe[0].value["class"]) if page.dataframe else [page.metric[0].value]


def drive(page, package, kind):
    """Predict one item, where people can write one, and a file."""
    element, count = INPUTS[kind]
    assert len(page.get(element)) == count, f"{len(page.get(element))} times {element}"
    if kind != "images":
        item = requests.get(os.environ["BACKEND"] + "/model/info", timeout=30).json()["example_item"]
        if kind == "text":
            item = "the parcel is late"
            page.text_area[0].set_value(item)
        else:
            name = next(iter(item))
            item[name] = 12.5
            next(one for one in page.number_input if one.label == name).set_value(12.5)
        press(page, 0)
        assert shown(page) == ask("/predict", json={"items": [item]}), shown(page)
    metadata = import_module(f"{package}.checkpoint").load_checkpoint("models/model.pth").metadata
    content = import_module(f"{package}.data").example_file(metadata)
    page.file_uploader[0].set_value(("example", content, "application/octet-stream"))
    page.run()
    press(page, -1)
    assert shown(page) == ask("/predict/file", files={"file": content}), shown(page)


def main(package, kind):
    """Open the page, drive it, and print its words."""
    page = AppTest.from_file(find_spec(f"{package}.frontend_app.app").origin, default_timeout=60).run()
    assert not page.exception, page.exception[0].message
    if kind != "none":
        assert not page.error, page.error[0].value
        drive(page, package, kind)
    print("\n".join(one.value for elements in (page.error, page.caption) for one in elements))


if __name__ == "__main__":
    main(*sys.argv[1:])

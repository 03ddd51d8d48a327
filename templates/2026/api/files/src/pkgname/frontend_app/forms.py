"""The form for what to predict, made from the example item in ``/model/info``, so that it fits whatever model is served.

A text gets a text area and a row of a table an input for each column; both can come from a file as well. Anything else,
such as an image, comes from a file only: what else the API takes in JSON is not for people to type.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from pkgname.frontend_app.client import Question, Upload

PLAIN = (bool, int, float, str)
COLUMNS = 2
"""How many inputs of a row stand side by side."""


def is_image(example: Any) -> bool:
    """Say whether an item is an image: channels of rows of pixels."""
    for _ in range(3):
        if not isinstance(example, list) or not example:
            return False
        example = example[0]
    return True


def is_row(example: Any) -> bool:
    """Say whether an item is a row of a table: a plain value for each column."""
    return isinstance(example, dict) and all(value is None or isinstance(value, PLAIN) for value in example.values())


def show_form(example: Any) -> Question | None:
    """Show the form that fits an example item, and return what to predict when somebody asks for it."""
    if is_image(example):
        return choose_image()
    if isinstance(example, str):
        return choose_way("Write a text", lambda: write_text(example), "A file with one text per line")
    if is_row(example):
        return choose_way("Fill in a row", lambda: fill_in_row(example), "A CSV file with a header")
    return choose_file("A file with items")


def choose_way(by_hand: str, write: Callable[[], Question | None], by_file: str) -> Question | None:
    """Show a tab in which an item is written, and one that takes a file."""
    written, sent = st.tabs([by_hand, "Send a file"])
    with written:
        question = write()
    with sent:
        upload = choose_file(by_file)
    return question or upload


def write_text(example: str) -> Question | None:
    """Show a text area with the example in it."""
    with st.form("text", border=False):
        text = st.text_area("Text", value=example, height=160)
        asked = st.form_submit_button("Predict", type="primary")
    return [text] if asked else None


def fill_in_row(example: dict[str, Any]) -> Question | None:
    """Show an input for each column of a table, with the values of the example."""
    with st.form("row", border=False):
        columns = st.columns(COLUMNS)
        row = {}
        for index, (name, value) in enumerate(example.items()):
            with columns[index % COLUMNS]:
                row[name] = show_input(name, value)
        asked = st.form_submit_button("Predict", type="primary")
    return [row] if asked else None


def show_input(name: str, value: Any) -> Any:
    """Show an input for the kind of value that the example has; an empty number is a missing one."""
    if isinstance(value, bool):
        return st.checkbox(name, value=value, key=name)
    if isinstance(value, str):
        return st.text_input(name, value=value, key=name)
    number = None if value is None else float(value)
    return st.number_input(name, value=number, step=0.1, format="%g", key=name)


def choose_image() -> Question | None:
    """Let somebody choose an image, and show it."""
    file = st.file_uploader("An image")
    if file is None:
        return None
    try:
        st.image(file.getvalue(), caption=file.name, width=240)
    except OSError:  # the API has the last word: it may read what a browser cannot show
        st.caption(f"{file.name} cannot be shown here")
    return Upload(file.name, file.getvalue()) if st.button("Predict", type="primary") else None


def choose_file(label: str) -> Question | None:
    """Let somebody choose a file of items."""
    file = st.file_uploader(label)
    asked = st.button("Predict the file", type="primary", disabled=file is None)
    return Upload(file.name, file.getvalue()) if file is not None and asked else None

"""The page: a form that fits the served model, and its predictions. Start it with ``python -m pkgname.frontend_app``."""

from __future__ import annotations

import streamlit as st

from pkgname.frontend_app.client import (
    ApiError,
    Client,
    ModelInfo,
    Question,
    backend,
)
from pkgname.frontend_app.forms import show_form
from pkgname.frontend_app.results import show_predictions


def main() -> None:
    """Show the page. Streamlit calls this again after everything that somebody does on it."""
    title = "pkgname"
    st.set_page_config(page_title=title, page_icon=":material/insights:", layout="wide")
    st.title(title)
    client = Client(backend())
    try:
        info = client.model_info()  # asked each time: the API may have been restarted with other weights
    except ApiError as error:
        show_problem(error)
        st.button("Try again")  # any button makes Streamlit run the page again
    else:
        show_page(client, info)


def show_page(client: Client, info: ModelInfo) -> None:
    """Show the form, beside it the predictions of what somebody has asked, and below which model makes them."""
    left, right = st.columns(2, gap="large")
    with left:
        question = show_form(info.example_item)
    with right:
        if question is None:
            st.caption("The prediction appears here.")
        else:
            answer(client, question)
    st.caption(f"Model {info.version} from {info.uri}, with {len(info.class_names)} classes; API at {client.address}")


def answer(client: Client, question: Question) -> None:
    """Show the predictions, or why there are none."""
    try:
        show_predictions(client.predict(question))
    except ApiError as error:
        show_problem(error)


def show_problem(error: ApiError) -> None:
    """Show the sentence of an error."""
    st.error(str(error), icon=":material/error:")


if __name__ == "__main__":
    main()

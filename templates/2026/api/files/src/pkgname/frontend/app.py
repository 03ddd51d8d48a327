"""The page: a form that fits the served model, and its predictions. Start it with ``python -m pkgname.frontend``."""

from __future__ import annotations

import streamlit as st

from pkgname.frontend.client import ApiError, Client, ModelInfo, backend
from pkgname.frontend.forms import show_form
from pkgname.frontend.results import show_predictions


def main() -> None:
    """Show the page. Streamlit calls this again after everything that somebody does on it."""
    st.set_page_config(page_title="pkgname", page_icon=":material/insights:")
    st.title("pkgname")
    client = Client(backend())
    try:
        info = client.model_info()  # asked each time: the API may have been restarted with other weights
        show_page(client, info)
    except ApiError as error:
        st.error(str(error), icon=":material/error:")
        st.button("Try again")  # any button makes Streamlit run the page again


def show_page(client: Client, info: ModelInfo) -> None:
    """Show the form, the predictions of what somebody has asked, and which model has made them."""
    question = show_form(info.example_item)
    if question is not None:
        show_predictions(client.predict(question))
    st.caption(f"Model {info.version} from {info.uri}, with {len(info.class_names)} classes; API at {client.address}")


if __name__ == "__main__":
    main()

"""The predictions on the page: one item as a class and a chart, several items as a table."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pkgname.frontend.client import ItemPrediction

MAX_BARS = 10


def show_predictions(predictions: Sequence[ItemPrediction]) -> None:
    """Show what the API has predicted."""
    if len(predictions) == 1:
        show_one(predictions[0])
    else:
        show_table(predictions)


def show_one(prediction: ItemPrediction) -> None:
    """Show the class, its probability, and the probabilities of the most probable classes."""
    st.metric("Class", prediction.class_name)
    st.metric("Probability", f"{prediction.probability:.1%}")
    likely = sorted(prediction.probabilities.items(), key=lambda pair: -pair[1])[:MAX_BARS]
    names, values = zip(*likely, strict=True)
    table = {"class": list(names), "probability": list(values)}
    st.bar_chart(table, x="class", y="probability", horizontal=True, sort="-probability")


def show_table(predictions: Sequence[ItemPrediction]) -> None:
    """Show one row for each item, in the order of the file."""
    table = {
        "item": list(range(1, len(predictions) + 1)),
        "class": [one.class_name for one in predictions],
        "probability": [one.probability for one in predictions],
    }
    bar = st.column_config.ProgressColumn(format="percent", min_value=0, max_value=1)
    st.dataframe(table, hide_index=True, column_config={"probability": bar})

"""The predictions on the page: one item as its class with a chart, several items as a table."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pkgname.frontend_app.client import ItemPrediction

MAX_BARS = 10


def show_predictions(predictions: Sequence[ItemPrediction]) -> None:
    """Show what the API has predicted."""
    if len(predictions) == 1:
        show_one(predictions[0])
    else:
        show_table(predictions)


def show_one(prediction: ItemPrediction) -> None:
    """Show the class, its probability, and a chart of the most probable classes."""
    left, right = st.columns(2)
    left.metric("Class", prediction.class_name)
    right.metric("Probability", percent(prediction.probability))
    likely = sorted(prediction.probabilities.items(), key=lambda pair: -pair[1])[:MAX_BARS]
    names, values = zip(*likely, strict=True)
    st.vega_lite_chart(
        {"class": names, "probability": values, "label": [percent(value) for value in values]},
        {
            "height": {"step": 32},
            "encoding": {
                "y": {"field": "class", "type": "nominal", "sort": None, "title": None},
                # Up to 1, whatever the longest bar is: else a guess would look as certain as anything.
                "x": {"field": "probability", "type": "quantitative", "scale": {"domain": [0, 1]}, "axis": None},
            },
            "layer": [
                {"mark": {"type": "bar", "cornerRadiusEnd": 3}},
                {"mark": {"type": "text", "align": "left", "dx": 6}, "encoding": {"text": {"field": "label"}}},
            ],
        },
    )


def show_table(predictions: Sequence[ItemPrediction]) -> None:
    """Show one row for each item, in the order of the file."""
    table = {
        "item": list(range(1, len(predictions) + 1)),
        "class": [one.class_name for one in predictions],
        "probability": [one.probability for one in predictions],
    }
    bar = st.column_config.ProgressColumn(format="percent", min_value=0, max_value=1)
    st.dataframe(table, hide_index=True, column_config={"probability": bar})


def percent(probability: float) -> str:
    """Write a probability so that only certainty is called 100 %, and only impossibility 0 %."""
    if 0.9995 <= probability < 1:
        return "> 99.9%"
    return "< 0.1%" if 0 < probability < 0.0005 else f"{probability:.1%}"

"""The report for people: the verdict, and below it that of Evidently with a figure for each feature."""

from __future__ import annotations

import warnings
from html import escape
from importlib import import_module
from typing import Any

import numpy as np

from pkgname.drift.table import FeatureTable
from pkgname.drift.verdict import (
    CLASS,
    NOT_ENOUGH,
    P_VALUE,
    Verdict,
    align,
)
from pkgname.runtime import INSTALL, InputError

STYLE = "font-family:sans-serif;margin:2em;line-height:1.5"


def write_page(reference: FeatureTable, current: FeatureTable, verdict: Verdict) -> str:
    """Write one page with everything; with too few rows it has only the verdict."""
    top = write_verdict(verdict)
    if verdict.status == NOT_ENOUGH:
        return f'<!DOCTYPE html>\n<html lang="en"><head><title>Drift</title></head><body>{top}</body></html>\n'
    return write_evidently(reference, current).replace("<body>", f"<body>{top}", 1)


def write_verdict(verdict: Verdict) -> str:
    """Write the verdict as a table."""
    rows = "".join(
        f"<tr><td>{escape(one.name)}</td><td>{'' if one.distance is None else f'{one.distance:.2f}'}</td>"
        f"<td>{one.p_value:.2g}</td><td>{one.index:.2f}</td><td>{'drift' if one.drift else ''}</td></tr>"
        for one in verdict.features
    )
    heads = ("feature", "distance", "p-value", "stability index", "")
    head = "".join(f'<th align="left">{name}</th>' for name in heads)
    table = f'<table cellpadding="6"><tr>{head}</tr>{rows}</table>' if rows else ""
    counts = f"{verdict.rows} rows, compared with {verdict.reference_rows} of the training split."
    return f'<div style="{STYLE}"><h1>{verdict.status.capitalize()}</h1><p>{counts}</p>{table}</div>'


def write_evidently(reference: FeatureTable, current: FeatureTable) -> str:
    """Let Evidently compare the same columns by the same test, and describe each of them."""
    evidently, presets = require("evidently"), require("evidently.presets")
    current = align(reference, current)
    # Evidently cannot read a column without a number; the verdict above has it.
    names = [
        name
        for name, values in reference.columns.items()
        if np.isfinite(values).any() and np.isfinite(current.columns[name]).any()
    ]
    has_classes = reference.classes is not None and current.classes is not None
    columns = len(names) + has_classes
    definition = evidently.DataDefinition(numerical_columns=names, categorical_columns=[CLASS] if has_classes else [])
    datasets = [
        evidently.Dataset.from_pandas(make_frame(table, names, has_classes), data_definition=definition)
        for table in (reference, current)
    ]
    drift = presets.DataDriftPreset(
        drift_share=1 / columns,  # one column that drifts is drift
        num_method="ks",
        num_threshold=P_VALUE / columns,
        cat_threshold=P_VALUE / columns,
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a column that is constant it computes a correlation
        result = evidently.Report([drift, presets.DataSummaryPreset()]).run(datasets[1], datasets[0])
        page: str = result.get_html_str(as_iframe=False)
    return page


def make_frame(table: FeatureTable, names: list[str], has_classes: bool) -> Any:
    """Make a data frame of some columns."""
    finite = {name: np.where(np.isfinite(table.columns[name]), table.columns[name], np.nan) for name in names}
    columns: dict[str, Any] = dict(finite)
    return require("pandas").DataFrame(columns | ({CLASS: table.classes} if has_classes else {}))


def require(module: str) -> Any:
    """Import what only the report for people needs; the import takes seconds."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of names that NumPy has moved
            return import_module(module)
    except ModuleNotFoundError as error:
        if not module.startswith(str(error.name)):
            raise
        package = module.partition(".")[0]
        raise InputError(f"the package {package} is not installed. Install it with: {INSTALL}") from None

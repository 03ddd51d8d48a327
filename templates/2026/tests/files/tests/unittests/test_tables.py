from pathlib import Path

import pytest

from pkgname.tables import (
    read_rows,
    to_item,
    to_tensor,
    write_table,
)

COLUMNS = ("length", "weight")


def test_a_table_is_read_as_it_was_written(tmp_path: Path) -> None:
    items = [{"length": 1.5, "weight": -2.0}, {"length": 0.1, "weight": 1e9}]
    write_table(items, ["small", "large, heavy"], tmp_path / "table.csv")
    rows = read_rows((tmp_path / "table.csv").read_bytes(), COLUMNS)
    assert [to_item(row, COLUMNS) for row in rows] == items
    assert [row["class"] for row in rows] == ["small", "large, heavy"]


def test_the_order_of_the_columns_does_not_matter() -> None:
    (row,) = read_rows(b"weight,other,length\n2,x,1\n", COLUMNS)
    assert to_tensor(to_item(row, COLUMNS), COLUMNS).tolist() == [1, 2]
    assert to_tensor({"weight": 2, "length": 1}, COLUMNS).tolist() == [1, 2]


def test_a_missing_column_is_named() -> None:
    with pytest.raises(ValueError, match="weight"):
        read_rows(b"length\n1\n", COLUMNS)


@pytest.mark.parametrize("cell", ["heavy", "1,5", "1 2"])
def test_a_cell_without_a_number_is_refused(cell: str) -> None:
    with pytest.raises(ValueError, match="could not convert"):
        to_item({"length": "1", "weight": cell}, COLUMNS)


@pytest.mark.parametrize("item", [{"length": 1}, {"length": 1, "weight": 2, "height": 3}])
def test_an_item_with_other_columns_is_refused(item: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="length, weight"):
        to_tensor(item, COLUMNS)


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_number_that_is_not_finite_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="weight"):
        to_tensor({"length": 1.0, "weight": value}, COLUMNS)


def test_an_empty_cell_is_refused() -> None:
    (row,) = read_rows(b"length,weight\n1,\n", COLUMNS)
    with pytest.raises(ValueError, match="weight"):
        to_tensor(to_item(row, COLUMNS), COLUMNS)

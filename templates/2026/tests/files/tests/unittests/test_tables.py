from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from pkgname.interfaces import Metadata
from pkgname.runtime import InputError
from pkgname.splits import load_split

data: Any = import_module("pkgname.data")
if not hasattr(data, "read_table"):
    pytest.skip("data.py is your own, without these functions", allow_module_level=True)

METADATA = Metadata((2,), ("a", "b"), (0.0, 0.0), (1.0, 1.0), ("length", "weight"))
ROWS = "".join(f"{number},{number * 2},{'ab'[number % 2]}\n" for number in range(20))


def preprocess(folder: Path, text: str) -> Metadata:
    (folder / data.FILE_NAME).write_text(text, encoding="utf-8")
    metadata: Metadata = data.preprocess(folder, folder / "processed")
    return metadata


def test_a_table_is_read_as_it_was_written(tmp_path: Path) -> None:
    rows = [[1.5, -2.0], [0.1, 1e9]]
    data.write_table(tmp_path / data.FILE_NAME, ["length", "weight"], rows, ["small", "large, heavy"])
    header, cells = data.read_table((tmp_path / data.FILE_NAME).read_bytes())
    assert header == ["length", "weight", "class"]
    assert [[float(cell) for cell in row[:-1]] for row in cells] == rows
    assert [row[-1] for row in cells] == ["small", "large, heavy"]


def test_a_table_with_other_columns_is_preprocessed(tmp_path: Path) -> None:
    metadata = preprocess(tmp_path, "length,weight,kind\n" + ROWS)
    assert metadata.features == ("length", "weight")
    assert metadata.class_names == ("a", "b")
    train = load_split(tmp_path / "processed", "train")
    inputs, targets = train.whole()
    lengths = inputs[:, 0] * metadata.std[0] + metadata.mean[0]
    assert (lengths.round().long() % 2).tolist() == targets.tolist()


def test_missing_values_are_allowed(tmp_path: Path) -> None:
    metadata = preprocess(tmp_path, "length,weight,kind\n,7,a\n3,NA,b\n" + ROWS)
    inputs, _ = load_split(tmp_path / "processed", "train").whole()
    assert inputs.isfinite().all()
    assert abs(data.encode({"length": None, "weight": metadata.mean[1]}, metadata)).max() < 1e-5


@pytest.mark.parametrize("cell", ["heavy", "1,5", "1 2", "inf"])
def test_a_cell_that_is_not_a_number_is_named_with_file_row_and_column(cell: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=rf"{data.FILE_NAME}: row 3, column 'weight': '{cell}'"):
        preprocess(tmp_path, f'length,weight,kind\n1,2,a\n1,"{cell}",a\n{ROWS}')


@pytest.mark.parametrize("row", ["1,2", "1,2,a,b", "1,2,"])
def test_an_incomplete_row_is_named(row: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=rf"{data.FILE_NAME}: row 2 "):
        preprocess(tmp_path, f"length,weight,kind\n{row}\n{ROWS}")


@pytest.mark.parametrize("text", ["", "kind\na\nb\n", "length,weight,kind\n"])
def test_a_table_without_columns_or_rows_is_refused(text: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=data.FILE_NAME):
        preprocess(tmp_path, text)


def test_an_empty_cell_is_a_missing_value() -> None:
    assert data.read_number(" ", "length", 2) is None
    assert data.read_number("1e3", "length", 2) == 1000


def test_the_order_of_the_columns_does_not_matter() -> None:
    (item,) = data.decode(b"weight,other,length\n2,x,1\n", METADATA)
    assert data.encode(item, METADATA).tolist() == [1, 2]
    assert data.encode({"weight": 2, "length": 1}, METADATA).tolist() == [1, 2]


def test_a_missing_column_is_named() -> None:
    with pytest.raises(ValueError, match="weight"):
        data.decode(b"length\n1\n", METADATA)


@pytest.mark.parametrize("item", [{"length": 1}, {"length": 1, "weight": 2, "height": 3}])
def test_an_item_with_other_columns_is_refused(item: Any) -> None:
    with pytest.raises(ValueError, match="length, weight"):
        data.encode(item, METADATA)


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_number_that_is_not_finite_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="weight"):
        data.encode({"length": 1.0, "weight": value}, METADATA)

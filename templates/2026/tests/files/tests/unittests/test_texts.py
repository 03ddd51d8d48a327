from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from pkgname.runtime import InputError
from pkgname.splits import load_split

data: Any = import_module("pkgname.data")
if not hasattr(data, "count_words"):
    pytest.skip("data.py is your own, without these functions", allow_module_level=True)

ROWS = "".join(f"word{number} {'cat' if number % 2 else 'dog'},{number % 2}\n" for number in range(20))


def preprocess(folder: Path, text: str) -> None:
    (folder / data.FILE_NAME).write_text(text, encoding="utf-8")
    data.preprocess(folder, folder / "processed")


def test_every_text_keeps_its_label(tmp_path: Path) -> None:
    preprocess(tmp_path, "text,label\n" + ROWS)
    train = load_split(tmp_path / "processed", "train")
    inputs, targets = train.whole()
    cat = train.metadata.features.index("cat")
    assert (inputs[:, cat] > 0).long().tolist() == targets.tolist()


def test_a_word_of_every_text_is_left_out_of_the_vocabulary() -> None:
    assert data.choose_vocabulary(["the cat sat", "the cat ran", "the dog ran"]) == ("cat", "ran", "dog", "sat")


def test_words_are_counted_on_a_logarithmic_scale() -> None:
    counts = data.count_words("Cat, cat! dog", ("cat", "dog", "bird"))
    assert counts.tolist() == pytest.approx([1.0986, 0.6931, 0], abs=1e-3)


@pytest.mark.parametrize(("row", "reason"), [("!!!,a", "no words"), ("hello,", "no label")])
def test_a_row_without_text_or_label_is_named(row: str, reason: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=rf"{data.FILE_NAME}: row 2.*{reason}"):
        preprocess(tmp_path, f"text,label\n{row}\n{ROWS}")


@pytest.mark.parametrize("text", ["words,label\nhello,a\n", "text,label\n", ""])
def test_a_file_without_the_columns_or_rows_is_refused(text: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=data.FILE_NAME):
        preprocess(tmp_path, text)


def test_a_text_that_is_too_long_is_refused() -> None:
    with pytest.raises(ValueError, match="characters"):
        data.count_words("x " * 10_000, ("x",))

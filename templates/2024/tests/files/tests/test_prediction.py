import csv
from pathlib import Path

import torch
from click.testing import CliRunner

from pkgname.data.splits import load_split
from pkgname.models.model import Model
from pkgname.predict_model import main, predict
from pkgname.visualizations import visualize


def test_probabilities_add_up_to_one_and_find_the_class(model: Model, processed_dir: Path):
    split = load_split(processed_dir, "test")
    probabilities = predict(model, split.images)
    assert torch.allclose(probabilities.sum(dim=1), torch.ones(len(split)))
    assert (probabilities.argmax(dim=1) == split.labels).float().mean() > 0.9


def test_the_test_images_are_written_as_a_table(trained: Path, processed_dir: Path, tmp_path: Path):
    table = tmp_path / "predictions.csv"
    given = ["--model", str(trained), "--processed-dir", str(processed_dir), "--table", str(table)]
    done = CliRunner().invoke(main, given)
    assert done.exit_code == 0, done.output
    rows = list(csv.DictReader(table.open(encoding="utf-8")))
    assert len(rows) == 12
    assert {row["prediction"] for row in rows} <= {"bottom", "middle", "top"}


def test_images_of_a_folder_are_named_with_their_class(trained: Path, raw_dir: Path):
    done = CliRunner().invoke(main, [str(raw_dir / "top"), "--model", str(trained)])
    lines = done.output.splitlines()
    assert len(lines) == 20
    assert sum(": top (" in line for line in lines) > 17


def test_features_are_plotted(trained: Path, processed_dir: Path, tmp_path: Path):
    figure = tmp_path / "embeddings.png"
    given = ["--model", str(trained), "--processed-dir", str(processed_dir), "--figure", str(figure)]
    done = CliRunner().invoke(visualize.main, given)
    assert done.exit_code == 0, done.output
    assert figure.stat().st_size > 1000

from pathlib import Path

import pytest

from pkgname.data import make_example_data, preprocess
from pkgname.raw_data import data_command

main = data_command(make_example_data, preprocess)
OWN = Path("own", "item.txt")


def run(*arguments: str) -> None:
    main(list(arguments), standalone_mode=False)


def content(folder: Path) -> dict[str, bytes]:
    return {path.as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def add_own_file(folder: Path) -> None:
    (folder / OWN).parent.mkdir(parents=True)
    (folder / OWN).write_text("ours", encoding="utf-8")


def test_the_sample_is_fetched_and_preprocessed(tmp_path: Path) -> None:
    run("fetch", str(tmp_path / "raw"))
    run("preprocess", str(tmp_path / "raw"), str(tmp_path / "processed"))
    assert (tmp_path / "processed" / "metadata.json").is_file()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["processed", "raw"]


def test_fetch_leaves_a_folder_with_files_as_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    add_own_file(tmp_path)
    before = content(tmp_path)
    run("fetch", str(tmp_path))
    assert content(tmp_path) == before
    assert "nothing is fetched" in capsys.readouterr().out


def test_your_own_files_are_not_mixed_with_the_sample(tmp_path: Path) -> None:
    run("fetch", str(tmp_path / "raw"))
    add_own_file(tmp_path / "raw")
    with pytest.raises(SystemExit, match="remove-sample"):
        run("preprocess", str(tmp_path / "raw"), str(tmp_path / "processed"))
    assert not (tmp_path / "processed").exists()


def test_the_sample_can_be_removed_and_nothing_else(tmp_path: Path) -> None:
    run("fetch", str(tmp_path))
    add_own_file(tmp_path)
    run("remove-sample", str(tmp_path))
    assert list(content(tmp_path)) == [(tmp_path / OWN).as_posix()]


def test_an_interrupted_fetch_leaves_nothing_behind(tmp_path: Path) -> None:
    def fail(raw_dir: Path) -> None:
        make_example_data(raw_dir)
        raise ConnectionError("the network is down")

    with pytest.raises(ConnectionError):
        data_command(fail, preprocess)(["fetch", str(tmp_path / "raw")], standalone_mode=False)
    assert not content(tmp_path)

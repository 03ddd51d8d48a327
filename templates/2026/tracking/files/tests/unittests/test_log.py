import logging
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from pkgname.config import TrainConfig
from pkgname.runtime import InputError
from pkgname.tracking import log
from pkgname.tracking.environment import load_env

ours = logging.getLogger("pkgname.somewhere")


@pytest.fixture(autouse=True)
def restored_logging() -> Iterator[None]:
    """Give the other tests the logging that they had."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], Any]], str]:
    """Return a function that runs another one as a training, and returns the log of this run."""
    monkeypatch.chdir(tmp_path)  # no .env here
    monkeypatch.delenv("LOGURU_LEVEL", raising=False)
    monkeypatch.setattr(log, "run_folder", lambda: tmp_path / "run")

    def run_training(body: Callable[[], Any]) -> str:
        try:
            log.with_log(lambda config: body())(TrainConfig())
        finally:
            text = (tmp_path / "run" / "train.log").read_text(encoding="utf-8")
        return text

    return run_training


def test_the_file_has_what_is_logged_with_the_standard_library_and_with_loguru(run: Callable[..., str]) -> None:
    from loguru import logger

    def body() -> None:
        ours.debug("a detail of %s", "ours")
        logger.info("a line of loguru")

    text = run(body)
    assert "DEBUG    | pkgname.somewhere:body" in text
    assert "a detail of ours" in text
    assert "a line of loguru" in text


def test_the_level_is_that_of_the_terminal_only(
    run: Callable[..., str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LOGURU_LEVEL", "WARNING")

    def body() -> None:
        ours.info("for the file")
        ours.warning("for both")

    text = run(body)
    shown = capsys.readouterr().err
    assert "for the file" in text and "for both" in text
    assert "for the file" not in shown and "for both" in shown


def test_an_error_that_ends_the_run_is_in_the_file_with_its_traceback(
    run: Callable[..., str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def body() -> None:
        raise ZeroDivisionError("an error of ours")

    with pytest.raises(ZeroDivisionError):
        run(body)
    text = (tmp_path / "run" / "train.log").read_text(encoding="utf-8")
    assert "Traceback" in text and "an error of ours" in text
    assert "Traceback" not in capsys.readouterr().err  # Python itself shows it there


def test_the_values_of_variables_are_not_in_the_log(run: Callable[..., str], tmp_path: Path) -> None:
    def body() -> None:
        key = "a-secret-of-ours"
        raise RuntimeError(str(len(key)))

    with pytest.raises(RuntimeError):
        run(body)
    text = (tmp_path / "run" / "train.log").read_text(encoding="utf-8").replace('key = "a-secret-of-ours"', "")
    assert "a-secret-of-ours" not in text


def test_a_level_that_does_not_exist_is_refused(run: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGURU_LEVEL", "loud")
    with pytest.raises(InputError, match="LOGURU_LEVEL is 'loud'"):
        log.read_level()


def test_a_level_may_be_written_in_small_letters(run: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGURU_LEVEL", "debug")
    assert log.read_level() == os.environ["LOGURU_LEVEL"] == "DEBUG"


def test_the_level_may_be_in_the_env_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LOGURU_LEVEL", "")  # as `docker run --env-file` passes an empty line
    Path(".env").write_text("LOGURU_LEVEL=ERROR\n", encoding="utf-8")
    assert log.read_level() == "ERROR"


def test_what_is_set_wins_over_the_env_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WANDB_PROJECT", "given")
    monkeypatch.delenv("MODEL_URI", raising=False)
    (tmp_path / ".env").write_text("WANDB_PROJECT=other\nMODEL_URI=file:elsewhere\n", encoding="utf-8")
    load_env(tmp_path / ".env")
    assert os.environ["WANDB_PROJECT"] == "given"
    assert "MODEL_URI" not in os.environ


def test_a_run_that_hydra_does_not_start_has_a_folder_in_logs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "hydra.core.hydra_config", raising=False)
    assert log.run_folder().parent == Path("logs")


def test_a_file_of_variables_in_another_encoding_is_named(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("LOGURU_LEVEL=ERROR\n", encoding="utf-16")
    with pytest.raises(InputError, match="UTF-8"):
        load_env(tmp_path / ".env")

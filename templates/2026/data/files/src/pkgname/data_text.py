"""The data: texts with a label.

Write your own texts to ``data/raw/texts.csv``, with the columns ``text`` and ``label``. For any other kind of data,
replace this module: ``DataModule`` in ``interfaces.py`` lists what it has to provide.
"""

import csv
import random
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from pkgname.interfaces import Metadata
from pkgname.raw_data import data_command, reading
from pkgname.runtime import InputError

FILE_NAME = "texts.csv"
VOCABULARY_SIZE = 2000
MAX_LENGTH = 10_000
TOPICS = {
    "payment": "invoice card refund charged twice money bank account price discount paid receipt".split(),
    "delivery": "parcel courier late address lost tracking arrived door driver shipping delayed box".split(),
    "quality": "broken screen battery scratched noise faulty stopped working colour size button defect".split(),
}
FILLERS = "hello please my the i have a question about it is still not and again since monday thanks help me".split()

Item = str
"""A text in JSON."""


def fetch(raw_dir: Path) -> None:
    """Write 900 synthetic messages to a shop, each about one of three topics; needs no network."""
    make_example_data(raw_dir, count=900, seed=1)


def read_texts(path: Path) -> tuple[list[str], list[str]]:
    """Read the texts and the labels of a CSV file, each text once.

    Raises:
        ValueError: The file has other columns, or a row without a text or a label.
    """
    unique: dict[tuple[str, ...], tuple[str, str]] = {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        if missing := [name for name in ("text", "label") if name not in (reader.fieldnames or ())]:
            raise ValueError(f"there is no column {missing[0]!r}")
        for number, row in enumerate(reader, start=2):
            try:
                words = tuple(sorted(split_words(row["text"])))
            except ValueError as error:
                raise ValueError(f"row {number}: {error}") from error
            if not (row["label"] or "").strip():
                raise ValueError(f"row {number} has no label")
            # Texts of the same words are one item to the model, and could end up in both splits.
            unique.setdefault(words, (row["text"], row["label"]))
    if not unique:
        raise ValueError("there are no texts")
    texts, labels = zip(*unique.values(), strict=True)
    return list(texts), list(labels)


def split_words(text: str) -> list[str]:
    """Split a text into lower-case words; a text without a word is a ``ValueError``."""
    if not isinstance(text, str) or len(text) > MAX_LENGTH:
        raise ValueError(f"a text has at most {MAX_LENGTH} characters")
    words = re.findall(r"\w+", text.lower())
    if not words:
        raise ValueError("the text has no words")
    return words


def choose_vocabulary(texts: Sequence[str]) -> tuple[str, ...]:
    """Choose the most frequent words; a word that is in every text carries no information and is left out."""
    counts = Counter(word for text in texts for word in set(split_words(text)))
    frequent = sorted(counts, key=lambda word: (-counts[word], word))
    return tuple(word for word in frequent if counts[word] < len(texts))[:VOCABULARY_SIZE]


def count_words(text: str, vocabulary: Sequence[str]) -> np.ndarray:
    """Count the words of one text, ``(vocabulary,)`` float32, on a logarithmic scale."""
    counts = Counter(split_words(text))
    return np.log1p(np.array([counts[word] for word in vocabulary], dtype=np.float32))


def preprocess(raw_dir: Path, processed_dir: Path) -> Metadata:
    """Split the texts of ``raw_dir`` and save their word counts as arrays; the same texts give the same bytes."""
    # Imported here, because a server needs neither the splits nor PyTorch.
    from pkgname.splits import split_indices, write_splits

    path = raw_dir / FILE_NAME
    with reading(path):
        texts, labels = read_texts(path)
    train, _ = split_indices(labels)
    # The vocabulary of the training split only: the test split has to stay unseen.
    vocabulary = choose_vocabulary([texts[index] for index in train])
    if not vocabulary:
        raise InputError(f"{path}: all texts have the same words")
    return write_splits(processed_dir, labels, lambda index: count_words(texts[index], vocabulary), vocabulary)


def encode(item: Item, metadata: Metadata) -> np.ndarray:
    """Convert one text to the input of the model, ``(vocabulary,)`` float32; an invalid item is a ``ValueError``."""
    return metadata.normalise(count_words(item, metadata.features))


def decode(content: bytes, metadata: Metadata) -> list[Item]:
    """Read an uploaded text file, one text per line; an empty or binary file is a ``ValueError``."""
    texts = [line for line in content.decode("utf-8-sig").splitlines() if line.strip()]
    if not texts:
        raise ValueError("the file has no text")
    return texts


def draw_examples(count: int, seed: int) -> list[str]:
    """Generate texts, one topic after the other."""
    generator = random.Random(seed)
    topics = list(TOPICS.values())
    texts = [generator.sample(FILLERS, k=6) + generator.sample(topics[i % len(topics)], k=3) for i in range(count)]
    return [" ".join(words) for words in texts]


def example_items(metadata: Metadata, count: int = 1, seed: int = 0) -> list[Item]:
    """Generate texts for tests and documentation."""
    return draw_examples(count, seed)


def example_file(metadata: Metadata, seed: int = 0) -> bytes:
    """Generate a file of two texts; ``decode`` reads it."""
    return "\n".join(draw_examples(2, seed)).encode()


def make_example_data(raw_dir: Path, count: int = 60, seed: int = 0) -> None:
    """Write a small synthetic data set, so that tests need neither the real data nor a network."""
    labels = list(TOPICS)
    raw_dir.mkdir(parents=True, exist_ok=True)
    with (raw_dir / FILE_NAME).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["text", "label"])
        writer.writerows((text, labels[i % len(labels)]) for i, text in enumerate(draw_examples(count, seed)))


main = data_command(fetch, preprocess)

if __name__ == "__main__":
    main()

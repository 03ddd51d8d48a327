"""The data: texts with a label.

This module and ``model.py`` are the two to replace for your own data. For other texts it is enough to write them to
``data/raw/texts.csv``, with the columns ``text`` and ``label``. Everything else (training, API, tests) knows the data
only through the functions and the ``Item`` of this module, and through the metadata that ``preprocess`` writes.
"""

import csv
import random
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import torch
from torch import Tensor

from pkgname.data_commands import make_commands
from pkgname.dataset import save_split, split_indices
from pkgname.errors import COMMAND, MissingFileError
from pkgname.metadata import Metadata

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
"""One raw item as JSON carries it: a text."""


def fetch(raw_dir: Path) -> None:
    """Make up 900 messages to a shop, each about one of three topics, and write them to ``raw_dir``."""
    make_example_data(raw_dir, count=900, seed=1)


def read_items(raw_dir: Path) -> Iterator[tuple[Item, str]]:
    """Yield each text with its label, always in the same order."""
    path = raw_dir / FILE_NAME
    if not path.is_file():
        raise MissingFileError(f"{path} is missing. Get it with: {COMMAND}.data fetch")
    seen: set[tuple[str, ...]] = set()
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            words = tuple(sorted(split_words(row["text"])))
            if words not in seen:  # texts of the same words are one item to the model, and could land in both splits
                seen.add(words)
                yield row["text"], row["label"]


def split_words(text: str) -> list[str]:
    """Divide a text into lower-case words; one without a word is a ValueError."""
    if not isinstance(text, str) or len(text) > MAX_LENGTH:
        raise ValueError(f"an item is a text of at most {MAX_LENGTH} characters")
    words = re.findall(r"\w+", text.lower())
    if not words:
        raise ValueError("the text holds no word")
    return words


def choose_vocabulary(texts: list[Item]) -> tuple[str, ...]:
    """Choose the most frequent words; a word that is in every text tells nothing and is left out."""
    counts = Counter(word for text in texts for word in set(split_words(text)))
    frequent = sorted(counts, key=lambda word: (-counts[word], word))
    return tuple(word for word in frequent if counts[word] < len(texts))[:VOCABULARY_SIZE]


def to_tensor(text: Item, vocabulary: tuple[str, ...]) -> Tensor:
    """Count the words of one text, ``(vocabulary,)`` float32, in a scale where the first occurrence counts most."""
    counts = Counter(split_words(text))
    return torch.tensor([counts[word] for word in vocabulary], dtype=torch.float32).log1p()


def normalise(counts: Tensor, metadata: Metadata) -> Tensor:
    """Centre and scale the counts ``(..., vocabulary)`` of each word by the statistics of the training split."""
    return (counts - torch.tensor(metadata.mean)) / torch.tensor(metadata.std)


def encode(item: Item, metadata: Metadata) -> Tensor:
    """Turn one item into what the model reads, ``input_shape`` float32; a bad item is a ValueError."""
    return normalise(to_tensor(item, metadata.features), metadata)


def decode(content: bytes, metadata: Metadata) -> list[Item]:
    """Turn an uploaded text file, one text in each line, into items; a file that is empty or binary is a ValueError."""
    texts = [line for line in content.decode("utf-8-sig").splitlines() if line.strip()]
    if not texts:
        raise ValueError("the file holds no text")
    return texts


def preprocess(raw_dir: Path, processed_dir: Path) -> Metadata:
    """Split, count, normalise and save the texts of ``raw_dir``; the same texts give the same bytes."""
    texts, labels = (list(column) for column in zip(*read_items(raw_dir), strict=True))
    train, test = split_indices(labels)
    # Vocabulary and statistics of the training split only: the test split has to stay unseen. Rounded, so that they do
    # not depend on the order in which a machine adds up.
    vocabulary = choose_vocabulary([texts[index] for index in train])
    counts = torch.stack([to_tensor(text, vocabulary) for text in texts])  # (N, vocabulary)
    std, mean = torch.std_mean(counts[train].double(), dim=0)
    metadata = Metadata(
        input_shape=(len(vocabulary),),
        class_names=tuple(sorted(set(labels))),
        mean=tuple(round(value, 6) for value in mean.tolist()),
        std=tuple(round(value, 6) for value in std.tolist()),
        features=vocabulary,
    )
    targets = torch.tensor([metadata.class_names.index(label) for label in labels])
    save_split(processed_dir, "train", normalise(counts[train], metadata), targets[train])
    save_split(processed_dir, "test", normalise(counts[test], metadata), targets[test])
    metadata.save(processed_dir)
    return metadata


def example_items(count: int, seed: int = 0) -> list[Item]:
    """Make up texts for tests and documentation, one topic after the other."""
    generator = random.Random(seed)
    topics = list(TOPICS.values())
    texts = [generator.sample(FILLERS, k=6) + generator.sample(topics[i % len(topics)], k=3) for i in range(count)]
    return [" ".join(words) for words in texts]


def example_file(seed: int = 0) -> bytes:
    """Make up a file as people upload it; ``decode`` reads it."""
    return "\n".join(example_items(2, seed)).encode()


def make_example_data(raw_dir: Path, count: int = 60, seed: int = 0) -> None:
    """Write a small made-up data set to ``raw_dir``, so that tests need neither the data nor a network."""
    labels = list(TOPICS)
    raw_dir.mkdir(parents=True, exist_ok=True)
    with (raw_dir / FILE_NAME).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["text", "label"])
        writer.writerows((text, labels[i % len(labels)]) for i, text in enumerate(example_items(count, seed)))


main = make_commands(fetch, preprocess)

if __name__ == "__main__":
    main()

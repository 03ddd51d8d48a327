import pytest

from pkgname.dataset import split_indices


def test_a_fifth_of_each_class_is_kept_for_the_test() -> None:
    labels = ["b"] * 10 + ["a"] * 20
    train, test = split_indices(labels)
    assert sorted(train + test) == list(range(30))
    assert [labels[index] for index in test].count("a") == 4
    assert [labels[index] for index in test].count("b") == 2
    first, last = [0, 1, 10, 11, 12, 13], [8, 9, 26, 27, 28, 29]
    assert test not in (first, last), "the items have to be drawn: what is beside each other is often alike"


def test_a_class_with_one_item_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="lonely"):
        split_indices(["many", "many", "lonely"])

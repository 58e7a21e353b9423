"""Rules chosen by labels, all at once."""

from itertools import combinations

from citekit.parse.rule_masks import list_numbers, mask_labels

RULES = tuple(
    (frozenset(needs.split()), frozenset(either.split()), frozenset(lacks.split()))
    for needs, either, lacks in (
        ("", "", ""),
        ("author", "", ""),
        ("author title", "", "volume"),
        ("", "author editor", ""),
        ("title", "author editor", "page volume"),
        ("", "", "title"),
    )
)
LABELS = ("author", "editor", "title", "volume", "page", "note")


def test_the_rules_are_those_whose_labels_are_there():
    masks = mask_labels(RULES)
    for count in range(len(LABELS) + 1):
        for chosen in combinations(LABELS, count):
            labels = frozenset(chosen)
            expected = [
                number
                for number, (needs, either, lacks) in enumerate(RULES)
                if needs <= labels and (not either or either & labels) and not lacks & labels
            ]
            assert list_numbers(masks.choose(labels)) == expected

"""Synthetic references after GOST R 7.0.5-2008, 7.0.100-2018, 7.1-2003 and what is made of them."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Final

from citekit.parse.train.builder import Builder
from citekit.parse.train.examples import Example
from citekit.parse.train.gost_areas import Manner, make_manner, put_number
from citekit.parse.train.gost_documents import (
    put_archive,
    put_foreign,
    put_law,
    put_loose,
    put_repeat,
    put_standard,
    put_transliterated,
    put_treaty,
    put_un_document,
)
from citekit.parse.train.gost_works import (
    put_article,
    put_book,
    put_electronic,
    put_newspaper,
    put_part,
    put_thesis,
)

#: Kinds with their weights.
KINDS: Final[tuple[tuple[Callable[[Builder, Manner, random.Random], None], int], ...]] = (
    (put_article, 27), (put_book, 20), (put_part, 13), (put_electronic, 14), (put_foreign, 8), (put_law, 5), (put_newspaper, 5), (put_thesis, 4),
    (put_repeat, 4), (put_archive, 3), (put_un_document, 3), (put_standard, 3), (put_treaty, 3), (put_loose, 3), (put_transliterated, 2),
)  # fmt: skip


def make_gost_examples(count: int, seed: int) -> list[Example]:
    """Make `count` references, each in a manner and of a kind drawn by chance."""
    random_ = random.Random(seed)
    kinds, weights = zip(*KINDS, strict=True)
    examples: list[Example] = []
    while len(examples) < count:
        manner = make_manner(random_)
        noise = random_.choice([0.0, 0.0, 0.0, 0.05, 0.15])
        for _ in range(random_.randint(2, 6)):
            builder = Builder()
            put_number(builder, random_)
            random_.choices(kinds, weights)[0](builder, manner, random_)
            if manner.end and not builder.ends_with(manner.end):
                builder.put(manner.end)
            language = manner.language if random_.random() < 0.95 else None
            examples.append(builder.build("gost", language, random_, noise))
    return examples[:count]

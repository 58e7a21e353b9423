"""Draws styles and kinds, and makes the synthetic references that are not after GOST."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from typing import Final

from citekit.parse.train.builder import Builder
from citekit.parse.train.examples import Example
from citekit.parse.train.footnotes import (
    put_archive,
    put_case,
    put_footnote,
    put_law_review,
    put_note,
    put_short,
)
from citekit.parse.train.pools import Pools
from citekit.parse.train.styles import Renderer, Style, draw_style

#: Kinds with their weights.
KINDS: Final[tuple[tuple[Callable[[Renderer, Builder, Style], None], int], ...]] = (
    (Renderer.article, 32), (Renderer.chapter, 20), (Renderer.book, 25), (Renderer.thesis, 4), (Renderer.web, 7),
    (put_law_review, 8), (put_footnote, 14), (put_note, 8), (put_case, 2), (put_archive, 2), (put_short, 2),
)  # fmt: skip
#: Languages with their weights.
LANGUAGES: Final = (("en", 28), ("de", 37), ("fr", 15), ("it", 10), ("es", 10))
_LINKED: Final = (Renderer.article, Renderer.chapter, Renderer.book, Renderer.thesis)


def make_style_examples(
    count: int, seed: int, pools: Pools, names: Mapping[str, list[tuple[str, str]]]
) -> list[Example]:
    """Make `count` references in drawn styles, several of each style.

    Args:
        count: How many.
        seed: Of the draw.
        pools: Field values of the training side.
        names: Names of the training side, by language.

    Returns:
        Examples of the source `styles`.
    """
    random_ = random.Random(seed)
    renderer = Renderer(random_, pools, names)
    kinds, weights = zip(*KINDS, strict=True)
    languages = [language for language, _ in LANGUAGES]
    shares = [share for _, share in LANGUAGES]
    examples: list[Example] = []
    while len(examples) < count:
        language = random_.choices(languages, shares)[0]
        style = draw_style(random_, language)
        noise = random_.choice([0.0, 0.0, 0.0, 0.08, 0.2])
        footnotes = random_.random() < 0.15
        for _ in range(random_.randint(2, 6)):
            builder = Builder()
            chance = random_.random()
            if footnotes and chance < 0.5:
                builder.put(random_.choice(["", style.words["see"], f"{random_.randint(1, 90)} "]))
            elif chance < 0.1:
                opening, closing = random_.choice([("[", "] "), ("", ". "), ("(", ") ")])
                builder.put(opening).put(str(random_.randint(1, 130)), "citation-number").put(closing)
            kind = random_.choices(kinds, weights)[0]
            kind(renderer, builder, style)
            if kind in _LINKED and random_.random() < 0.15:
                renderer.put_link(builder, style)
            if style.end and not builder.ends_with("."):
                builder.put(style.end)
            known = language if random_.random() < 0.9 else None
            examples.append(builder.build("styles", known, random_, noise))
    return examples[:count]

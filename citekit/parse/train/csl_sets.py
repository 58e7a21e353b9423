"""Synthetic references rendered by the CSL processor, with the field boundaries of its output tree.

Every node of the tree that prints a variable is written between two private letters, so that the text of
an entry tells which of it is author, title or page. Nothing is guessed.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from citekit.csl.output import Node
from citekit.csl.processor import Processor
from citekit.csl.styles_index import StyleInfo, style_infos
from citekit.csl.writers.base import Active, QuoteMarks, Writer
from citekit.errors import CitekitError
from citekit.parse.train.builder import Builder
from citekit.parse.train.csl_items import Item, ItemMaker
from citekit.parse.train.examples import Example
from citekit.parse.train.pools import Pools
from citekit.parse.train.style_words import WORDS

#: CSL variables and terms to the fields of docs/field-guideline.md; what is not here is no field.
FIELD_OF: Final[Mapping[str, str]] = {
    "author": "author", "editor": "editor", "editortranslator": "editor", "editor-translator": "editor",
    "collection-editor": "editor", "translator": "translator", "title": "title", "title-short": "title",
    "container-title": "container-title", "container-title-short": "container-title",
    "event": "container-title", "event-title": "container-title", "event-place": "publisher-place",
    "collection-title": "collection-title", "publisher": "publisher", "publisher-place": "publisher-place",
    "issued": "issued", "page": "page", "page-first": "page", "locator": "page", "volume": "volume",
    "issue": "issue", "edition": "edition", "genre": "genre", "number": "number",
    "number-of-pages": "number-of-pages", "citation-number": "citation-number", "term ibid": "cross-reference",
    "term op-cit": "cross-reference", "term no date": "issued", "term forthcoming": "issued", "term in press": "issued",
    "term edition": "edition",
}  # fmt: skip
_VARIABLES: Final = tuple(FIELD_OF)
_OPENING: Final = 0xF0000
_CLOSING: Final = "\U000f1000"
_MARK: Final = re.compile("([\U000f0000-\U000f0fff])|\U000f1000")
_BLANKS: Final = re.compile(r"\s+")
_LOCALES: Final = {
    "en": ("en-US", "en-GB"), "de": ("de-DE", "de-AT", "de-CH"), "fr": ("fr-FR", "fr-CA"), "it": ("it-IT",), "es": ("es-ES",),
    "ru": ("ru-RU",), "uk": ("uk-UA",),
}  # fmt: skip
#: Languages with their weights.
LANGUAGES: Final = (("en", 30), ("de", 33), ("fr", 15), ("it", 8), ("es", 6), ("ru", 6), ("uk", 2))
_DEFAULT: Final = re.compile(rb"default-locale=\"([a-z]{2})")
_HEAD: Final = 3000
_ITEMS: Final = 9
_NOTE_SHARE: Final = 0.25


class MarkingWriter(Writer):
    """Writes plain text with private letters around what prints a variable."""

    name = "marked"

    def write(self, node: Node, locale: QuoteMarks, active: Active = ()) -> str:
        """Return a tree as text; affixes of a value stay outside its marks."""
        if node.variable not in FIELD_OF:
            return super().write(node, locale, active)
        prefix, suffix = node.prefix, node.suffix
        node.prefix = node.suffix = ""
        content = super().write(node, locale, active)
        node.prefix, node.suffix = prefix, suffix
        if not content:
            return ""
        return f"{prefix}{chr(_OPENING + _VARIABLES.index(node.variable))}{content}{_CLOSING}{suffix}"


class StyleShelf(NamedTuple):
    """The independent styles, and those of a language and of notes."""

    all: tuple[StyleInfo, ...]
    of_language: Mapping[str, tuple[StyleInfo, ...]]
    notes: frozenset[str]


def read_shelf() -> StyleShelf:
    """Sort the independent styles by default language and class."""
    independent = tuple(info for info in style_infos() if info.parent is None)
    of_language: dict[str, list[StyleInfo]] = {}
    notes = set()
    for info in independent:
        with info.path.open("rb") as file:
            head = file.read(_HEAD)
        found = _DEFAULT.search(head)
        if found:
            of_language.setdefault(found[1].decode(), []).append(info)
        if b'class="note"' in head:
            notes.add(info.name)
    return StyleShelf(independent, {key: tuple(own) for key, own in of_language.items()}, frozenset(notes))


def make_csl_examples(
    count: int, seed: int, pools: Pools, names: Mapping[str, list[tuple[str, str]]]
) -> list[Example]:
    """Render `count` references, about nine in each drawn style and locale.

    Args:
        count: How many.
        seed: Of the draw.
        pools: Field values of the training side.
        names: Names of the training side, by language.

    Returns:
        Examples of the source `csl`.
    """
    random_ = random.Random(seed)
    maker = ItemMaker(random_, pools, names)
    shelf = read_shelf()
    languages = [language for language, _ in LANGUAGES]
    shares = [share for _, share in LANGUAGES]
    examples: list[Example] = []
    while len(examples) < count:
        language = random_.choices(languages, shares)[0]
        own = shelf.of_language.get(language, ())
        info = random_.choice(own if own and random_.random() < 0.35 else shelf.all)
        items = []
        for _ in range(_ITEMS):
            foreign = random_.random() < 0.12 and language not in {"ru", "uk"}
            items.append(maker.make(random_.choice(["en", "en", "de", "fr"]) if foreign else language))
        noise = random_.choice([0.0, 0.0, 0.0, 0.08, 0.2])
        for marked in _render(random_, info, language, items, note=info.name in shelf.notes):
            builder = Builder()
            if random_.random() < 0.06:
                opening, closing = random_.choice([("[", "] "), ("", ". "), ("(", ") ")])
                builder.put(opening).put(str(random_.randint(1, 130)), "citation-number").put(closing)
            fields = 0
            for text, label in _read_marks(marked):
                builder.put(text, label)
                fields += label is not None
            if fields > 1:
                examples.append(builder.build("csl", language, random_, noise))
    return examples[:count]


def _render(
    random_: random.Random, info: StyleInfo, language: str, items: list[Item], *, note: bool
) -> Iterator[str]:
    """Yield the marked bibliography of some items, or for a style of notes their notes."""
    try:
        processor = Processor(info.path, items, locale=random_.choice(_LOCALES[language]), force_locale=True)
        processor.writer = MarkingWriter()
        ids = [str(item["id"]) for item in items]
        if note and (random_.random() < 0.6 or processor.compiled.style.bibliography is None):
            yield from processor.add_citations(_draw_citations(random_, ids, language))
        else:
            processor.update_items(ids)
            yield from (entry for _, entry in processor.bibliography().entries)
    except (CitekitError, ArithmeticError, LookupError, ValueError):
        return


def _draw_citations(random_: random.Random, ids: list[str], language: str) -> Iterator[Mapping[str, object]]:
    """Yield citations of one work each, some repeated, with words before and pages after."""
    cited = [*ids, *random_.choices(ids, k=3)]
    for index, item_id in enumerate(cited):
        cite: dict[str, object] = {"id": item_id}
        if random_.random() < 0.55:
            page = random_.randint(1, 600)
            cite["locator"] = random_.choice([f"{page}", f"{page}", f"{page}-{page + 3}"])
            cite["label"] = "page"
        if language in WORDS and random_.random() < 0.2:
            cite["prefix"] = random_.choice(WORDS[language]["see"])
        yield {
            "citationID": f"c{index}",
            "citationItems": [cite],
            "properties": {"noteIndex": index + 1},
        }


def _read_marks(marked: str) -> Iterator[tuple[str, str | None]]:
    """Yield the text piece by piece, each with its field; the outermost field holds."""
    text = _BLANKS.sub(" ", marked).strip()
    last = 0
    open_fields: list[str] = []
    for found in _MARK.finditer(text):
        piece = text[last : found.start()]
        if piece:
            yield piece, open_fields[0] if open_fields else None
        last = found.end()
        if found[1]:
            open_fields.append(FIELD_OF[_VARIABLES[ord(found[1]) - _OPENING]])
        elif open_fields:
            open_fields.pop()
    if last < len(text):
        yield text[last:], open_fields[0] if open_fields else None

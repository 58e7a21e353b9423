"""Mends of Russian works in Latin letters, as the lists headed References have them.

`Title [Translation]. Translated from German. Moscow; St. Petersburg: Publisher.` `citekit.parse.mends` runs
`RULES` among its own.
"""

from __future__ import annotations

from typing import Final

from citekit.parse.anchors import Tag
from citekit.parse.mend_rule import make_rule
from citekit.parse.patterns import defer_pattern

_SURE: Final = 0.9
_TONGUES: Final = frozenset(
    "Russian English German French Italian Spanish Polish Czech Latin Greek Chinese Japanese Turkish Arabic "
    "Persian Ukrainian Belarusian Bulgarian Serbian Hungarian Romanian Dutch Danish Swedish Finnish "
    "Norwegian Portuguese Hebrew Kazakh Uzbek Tajik Kyrgyz Georgian Armenian Estonian Latvian "
    "Lithuanian".split()
)


def drop_tongue(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Translated from French. Moscow`: the language is nobody who translated."""
    return [
        tag
        for tag in tags
        if tag.label not in {"translator", "editor", "author"}
        or text[tag.start : tag.end].strip(" .") not in _TONGUES
        or not text[: tag.start].endswith("from ")
    ]


_PETERSBURG: Final = defer_pattern(r"\bSt\.\sPetersburg\b")


def join_petersburg(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Moscow; St. Petersburg: Nestor`: the stop within the name of a place ends nothing."""
    for found in _PETERSBURG.finditer(text):
        start, end = found.span()
        if not any(
            tag.start < end and start < tag.end and (tag.start > start or tag.end < end) for tag in tags
        ):
            continue
        kept = []
        for tag in tags:
            if tag.end <= start or tag.start >= end:
                kept.append(tag)
                continue
            if tag.start < start:
                stop = tag.start + len(text[tag.start : start].rstrip(" .,;:"))
                kept.append(tag._replace(end=stop, outer_end=stop))
            if tag.end > end:
                begin = tag.end - len(text[end : tag.end].lstrip(" :,"))
                kept.append(tag._replace(start=begin, outer_start=begin))
        kept.append(Tag("publisher-place", start, end, _SURE, start, end))
        tags = _join_places(text, sorted(kept, key=lambda tag: tag.start))
    return tags


def _join_places(text: str, tags: list[Tag]) -> list[Tag]:
    """Join places that only a semicolon parts."""
    joined: list[Tag] = []
    for tag in tags:
        last = joined[-1] if joined else None
        if (
            last is not None
            and last.label == tag.label == "publisher-place"
            and text[last.end : tag.start].strip() == ";"
        ):
            joined[-1] = last._replace(end=tag.end, outer_end=tag.end)
        else:
            joined.append(tag)
    return joined


def join_translation(text: str, tags: list[Tag], _language: str | None) -> list[Tag]:
    """`Entsiklopediya: v 2 t. [Encyclopedia: in 2 vols]`: a translation in brackets belongs to its title."""
    for index in range(len(tags) - 1):
        title, note = tags[index : index + 2]
        if (
            title.label in {"title", "container-title"}
            and note.label == "note"
            and text[title.end : note.start] == " ["
            and text[note.end : note.end + 1] == "]"
            and note.end - note.start > _LEAST
        ):
            whole = title._replace(end=note.end + 1, outer_end=note.end + 1)
            return [*tags[:index], whole, *tags[index + 2 :]]
    return tags


#: Shorter notes in brackets are remarks.
_LEAST: Final = 12

RULES: Final = (
    make_rule("place with a stop", join_petersburg, signs=("St. Petersburg",)),
    make_rule("language translated from", drop_tongue, either="translator editor author", signs=(" from ",)),
    make_rule("translation of a title", join_translation, beside=("title", "note"), gaps=frozenset({" ["})),
)

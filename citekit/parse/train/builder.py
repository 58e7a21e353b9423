"""Builds a labelled reference piece by piece, and spoils it as converters and typists do."""

from __future__ import annotations

import random
from typing import Final

from citekit.parse.train.examples import Example

#: Latin letters that are typed for Cyrillic ones in key words, and back.
_LOOKALIKES: Final = {
    "С": "C",
    "с": "c",
    "М": "M",
    "Т": "T",
    "Р": "P",
    "р": "p",
    "о": "o",
    "а": "a",
    "е": "e",
    "Н": "H",
    "К": "K",
}


class Builder:
    """A reference under construction: text with labelled stretches."""

    def __init__(self) -> None:
        self._parts: list[tuple[str, str | None]] = []

    def put(self, text: str, label: str | None = None) -> Builder:
        """Add text, as a field where `label` is given; empty text adds nothing."""
        if text:
            self._parts.append((text, label))
        return self

    def ends_with(self, marks: str) -> bool:
        """Tell whether the text so far ends with one of the marks."""
        return bool(self._parts) and self._parts[-1][0].rstrip()[-1:] in tuple(marks)

    def stop(self, mark: str) -> Builder:
        """Add an area mark such as `. – `, without doubling a full stop."""
        if mark.startswith(".") and self.ends_with(".?!…"):
            mark = mark[1:]
        return self.put(mark)

    def build(self, source: str, language: str | None, random_: random.Random, noise: float = 0.0) -> Example:
        """Return the example, spoilt to the degree `noise` (0 to 1)."""
        parts = self._parts
        if noise:
            parts = [(spoil(text, label, random_, noise), label) for text, label in parts]
        text, spans = "", []
        for piece, label in parts:
            if label and piece.strip():
                lead = len(piece) - len(piece.lstrip())
                spans.append((len(text) + lead, len(text) + len(piece.rstrip()), label))
            text += piece
        return Example(text, tuple(spans), source, language)


def spoil(text: str, label: str | None, random_: random.Random, noise: float) -> str:  # noqa: PLR0911 - a list of damages
    """Spoil one piece: a hyphen left by a line break, a lost or doubled blank, look-alike letters, OCR."""
    if random_.random() > noise:
        return text
    kind = random_.random()
    if kind < 0.35 and label in {"title", "container-title", "publisher"}:
        words = text.split(" ")
        long = [index for index, word in enumerate(words) if len(word) > 7 and word.isalpha()]
        if long:
            index = random_.choice(long)
            cut = random_.randint(3, len(words[index]) - 3)
            words[index] = (
                words[index][:cut] + random_.choice(["- ", "-", "\u00ad ", "¬ "]) + words[index][cut:]
            )
            return " ".join(words)
    if kind < 0.5 and " " in text[1:-1]:
        place = text.index(" ", 1)
        return (
            text[:place]
            + random_.choice(["  ", " ", ""]) * (label is None)
            + (" " if label else "")
            + text[place + 1 :]
        )
    if kind < 0.7 and label is None:
        return "".join(_LOOKALIKES.get(character, character) for character in text)
    if kind < 0.8 and label is None:
        return text.replace(". ", " ", 1) if random_.random() < 0.5 else text.replace(" ", "", 1)
    if kind < 0.9 and label in {"title", "container-title"}:
        return "".join(_LOOKALIKES.get(c, c) if random_.random() < 0.1 else c for c in text)
    if kind < 0.95 and label == "title":
        return text.upper()
    return text

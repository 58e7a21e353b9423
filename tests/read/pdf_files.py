"""Makes PDF files: by Typst where it is installed, by LibreOffice, and by hand, one word at a time."""

from __future__ import annotations

import importlib.util
import random
import shutil
from dataclasses import dataclass, field

WORDS = (
    "порт река торговля граница договор переправа исследование взаимодействие регион экономика город берег "
    "пошлина соглашение развитие история документ комиссия управление строительство перевозчик население "
    "промышленность государственный международный хозяйственный неравномерность сотрудничество"
).split()
GERMAN = (
    "Hafen Handel Grenze Vertrag Untersuchung Verwaltung Zusammenarbeit Wirtschaftsgeschichte Bevölkerung "
    "Schifffahrtsordnung Genehmigung Zollverwaltung Entwicklung Landesregierung Überfahrt Flussufer"
).split()
FAMILIES = "Громов Лебедева Соколова Карпов Орлов Белов Ершова Зимин Кравцова Мельник".split()
HAS_TYPST = importlib.util.find_spec("typst") is not None
SOFFICE = shutil.which("soffice")


@dataclass
class Source:
    """A text with known markers, notes, addresses and citations."""

    paragraphs: list[list[tuple[str, int]]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    markers: int = 0
    citations: int = 0


def make_source(seed=1, paragraphs=30, words=WORDS, *, long_notes=True):
    chance = random.Random(seed)  # noqa: S311 - the same text every time

    def sentence(count):
        chosen = [chance.choice(words) for _ in range(count)]
        return " ".join([chosen[0].capitalize(), *chosen[1:]])

    made = Source()
    for _ in range(paragraphs):
        parts = []
        for _ in range(chance.randint(3, 6)):
            made.markers += 1
            text = f"{sentence(chance.randint(7, 14))} qq{made.markers}zz"
            called = 0
            if chance.random() < 0.3:
                made.notes.append(_make_note(chance, sentence, made, long_notes=long_notes))
                called = len(made.notes)
            elif chance.random() < 0.25:
                text += f" [{chance.randint(1, 30)}, с. {chance.randint(2, 300)}]"
                made.citations += 1
            parts.append((text, called))
        made.paragraphs.append(parts)
    return made


def _make_note(chance, sentence, made, *, long_notes):
    letters = "АБВГДЕИКЛМНПРСТ"
    name = f"{chance.choice(FAMILIES)} {chance.choice(letters)}. {chance.choice(letters)}."
    if chance.random() < 0.5:
        host = chance.choice(["pristan.example.org", "archiv-portov.ru", "www.ufer-recht.de"])
        pieces = []
        for _ in range(chance.randint(2, 6)):
            piece = "".join(chance.choice("abcdefghijklmnoprstuvxyz") for _ in range(chance.randint(3, 9)))
            pieces.append(piece + (f"-{chance.choice(['reka', 'most'])}" if chance.random() < 0.6 else ""))
        address = f"https://{host}/{'/'.join(pieces)}.html"
        made.addresses.append(address)
        return (
            f"{name} {sentence(4)} // Речной журнал. {chance.randint(1995, 2020)}. № {chance.randint(1, 12)}. "
            f"С. {chance.randint(5, 99)}–{chance.randint(100, 200)}. URL: {address} "
            f"(дата обращения: {chance.randint(10, 28)}.0{chance.randint(1, 9)}.20{chance.randint(10, 22)})."
        )
    note = f"{name} {sentence(5)}. М. : Маяк, {chance.randint(1980, 2020)}. {chance.randint(100, 400)} с."
    return f"{note} {sentence(60)}. {sentence(60)}." if long_notes and chance.random() < 0.15 else note


def escape_typst(text):
    return text.replace("[", "\\[").replace("]", "\\]").replace(" // ", " \\/\\/ ")


def write_typst(source, setup="", head="", language="ru"):
    """Return the Typst source of a text with its notes."""
    paragraphs = [
        " ".join(
            escape_typst(text)
            + (f"#footnote[{escape_typst(source.notes[called - 1])}]" if called else "")
            + "."
            for text, called in parts
        )
        for parts in source.paragraphs
    ]
    return (
        f'#set page(width: 595pt, height: 842pt, numbering: "1")\n#set text(lang: "{language}", size: 10pt)\n'
        f"#set par(justify: true)\n{setup}\n{head}\n" + "\n\n".join(paragraphs)
    )


def write_pdf(pages, *, width=595, height=842, annotations="", trailer=""):
    """Return a PDF written by hand.

    Args:
        pages: For each page its words: (left, base, size, text), Latin letters only.
        width: Width of a page.
        height: Height of a page.
        annotations: The `/Annots` entry of every page.
        trailer: What else the trailer holds.
    """
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    kids = []
    for words in pages:
        stream = "\n".join(
            f"BT /F1 {size} Tf 1 0 0 1 {left} {base} Tm ({text}) Tj ET" for left, base, size, text in words
        )
        kids.append(len(objects) + 1)
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {width} {height}]/Resources<</Font<</F1 3 0 R>>>>"
            f"/Contents {len(objects) + 2} 0 R{annotations}>>"
        )
        objects.append(f"<</Length {len(stream)}>>stream\n{stream}\nendstream")
    objects[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(f'{kid} 0 R' for kid in kids)}]>>"
    made = "%PDF-1.7\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(made))
        made += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    made += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    made += (
        f"trailer<</Size {len(objects) + 1}/Root 1 0 R{trailer}>>\nstartxref\n{made.rindex('xref')}\n%%EOF"
    )
    return made.encode("latin-1")

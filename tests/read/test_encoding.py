"""Bytes to text: marks, UTF-8, UTF-16, code pages by their letters."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.read.encoding import decode, is_binary

SAMPLES = {
    "ru": "Приграничная торговля растёт медленно. По мнению автора, «открытый порт» — лишь одно из условий.",
    "uk": "Міжнародна торгівля зростає повільно. Її розвиток залежить від спільних проєктів держав.",
    "fr": "L’intégration régionale a été négociée à Genève, où les États ont signé un accord.",
    "de": "Die Verträge über die Flüsse müssen für größere Städte geändert werden.",
    "it": "La città è più bella perché l'università è già lì; però non c'è libertà.",
    "es": "La integración económica empezó después; los países pequeños también están según año.",
    "en": "The “harbour question” — as it was called — was settled in 1887.",
}
PAGES = [
    ("ru", "cp1251"), ("ru", "koi8-r"), ("ru", "cp866"), ("ru", "mac-cyrillic"), ("ru", "iso8859-5"),
    ("uk", "cp1251"), ("uk", "koi8-u"), ("uk", "mac-cyrillic"),
    ("fr", "cp1252"), ("fr", "mac-roman"), ("de", "cp1252"), ("de", "cp850"), ("it", "cp1252"),
    ("it", "mac-roman"), ("es", "cp1252"), ("es", "cp850"), ("en", "cp1252"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "encoding"), PAGES)
def test_code_page_is_guessed(language, encoding):
    content = SAMPLES[language].encode(encoding, "ignore")
    decoded = decode(content)
    assert decoded.text == content.decode(encoding)
    assert decoded.guessed
    assert [problem.code for problem in decoded.diagnose("a.txt")] == ["CK101"]


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "cp866", "mac-cyrillic"])
def test_short_russian_is_enough(encoding):
    assert decode("Торговля и порт".encode(encoding)).text == "Торговля и порт"


@pytest.mark.parametrize("language", SAMPLES)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-8", "utf-32"])
def test_unicode(language, encoding):
    decoded = decode(SAMPLES[language].encode(encoding))
    assert decoded.text == SAMPLES[language]
    assert decoded.guessed == (encoding in {"utf-16-le", "utf-16-be"})
    assert not decoded.damaged


def test_damaged_utf8_stays_utf8():
    content = SAMPLES["ru"].encode()
    decoded = decode(content[:24] + b"\xff" + content[24:])
    assert decoded.encoding == "utf-8"
    assert decoded.text.count("\ufffd") == decoded.damaged == 1
    assert decoded.text.replace("\ufffd", "") == SAMPLES["ru"]
    assert [problem.code for problem in decoded.diagnose("a.txt")] == ["CK102"]


def test_utf8_cut_in_a_letter():
    content = SAMPLES["ru"].encode()
    assert decode(content[:-1] + b"").damaged == 0
    assert decode(content[:21]).encoding == "utf-8"


def test_binary():
    assert is_binary(bytes(range(256)) * 8)
    assert not is_binary("важней\x02шим\x0cстраница".encode())
    assert not is_binary(SAMPLES["ru"].encode("utf-16-le"))


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_decode(content):
    decoded = decode(content)
    assert isinstance(decoded.text, str)
    assert not any("\ud800" <= character <= "\udfff" for character in decoded.text)

"""The bibliography of a report, rendered beforehand in a dozen styles."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from markupsafe import Markup, escape

from citekit.errors import CitekitError
from citekit.model import Entry
from citekit.report.page_text import clean_text

#: Styles that every page offers: CSL id and the name that readers know.
STYLES: Final = MappingProxyType(
    {
        "gost-r-7-0-5-2008-numeric": "ГОСТ Р 7.0.5–2008, номера",
        "gost-r-7-0-5-2008": "ГОСТ Р 7.0.5–2008, авторы",
        "apa": "APA 7",
        "chicago-author-date": "Chicago, author and date",
        "chicago-notes-bibliography": "Chicago, notes",
        "modern-language-association": "MLA 9",
        "harvard-cite-them-right": "Harvard",
        "ieee": "IEEE",
        "nature": "Nature",
        "american-medical-association": "AMA 11",
        "iso690-author-date-en": "ISO 690",
        "din-1505-2": "DIN 1505-2",
        "oscola": "OSCOLA",
    }
)
LOCALES: Final = MappingProxyType(
    {
        "de": "de-DE",
        "en": "en-US",
        "es": "es-ES",
        "fr": "fr-FR",
        "it": "it-IT",
        "ru": "ru-RU",
        "uk": "uk-UA",
    }
)
_TAG: Final = re.compile(r"<[^<>]{0,200}>")
_PLAIN_TAGS: Final = frozenset(
    f"<{slash}{name}>" for name in ("i", "em", "b", "sup", "sub") for slash in ("", "/")
) | {"</span>", "</div>"}
_STYLED: Final = re.compile(r'<span style="(?:[a-z]+-[a-z]+:)?([a-z-]+);?">')
_BLOCK: Final = re.compile(r'<div class="(csl-(?:block|left-margin|right-inline|indent))">')
_ENTITY: Final = re.compile(r"&(?:amp;|lt;|gt;|quot;|#)|&")
_WRAP: Final = re.compile(r'\s{0,8}<div class="csl-entry">(.*)</div>\s*', re.DOTALL)


@dataclass(frozen=True, slots=True)
class RenderedStyle:
    """A bibliography in one style.

    Attributes:
        name: CSL id or path of the style.
        title: What the reader calls it.
        entries: Citekey to HTML, in the order of the style.
    """

    name: str
    title: str
    entries: Mapping[str, Markup]


def choose_style(language: str | None) -> str:
    """Return the style that a document's readers expect: GOST in Russian and Ukrainian, else APA."""
    return "gost-r-7-0-5-2008-numeric" if language in {"ru", "uk"} else "apa"


def render_styles(
    entries: Sequence[Entry], names: Sequence[str], language: str | None = None
) -> tuple[RenderedStyle, ...]:
    """Render entries in several styles.

    Args:
        entries: In the order of citing; their keys differ.
        names: CSL ids or paths of styles.
        language: BCP 47 primary language of the document.

    Returns:
        The styles in the order asked for. One that cannot render these entries is left out, but the first.

    Raises:
        CitekitError: The first style is missing or malformed.
    """
    from citekit.bibliography.mapping import entry_to_csl, supply_title  # noqa: PLC0415 - slow to import

    items = [{**supply_title(entry_to_csl(entry), entry), "id": entry.key} for entry in entries]
    made: list[RenderedStyle] = []
    for name in dict.fromkeys(names):
        try:
            made.append(render_style(items, name, language))
        except CitekitError:
            if not made:
                raise
    return tuple(made)


def render_style(
    items: Sequence[Mapping[str, object]], name: str, language: str | None = None
) -> RenderedStyle:
    """Render CSL-JSON items in one style.

    Raises:
        CitekitError: The style is missing or malformed, or an item is.
    """
    from citekit.csl.rendering import make_processor  # noqa: PLC0415 - slow to import, only here

    processor = make_processor(
        items,
        name,
        locale=LOCALES.get(language or ""),
        format="html",
        item_locale=name.startswith("gost"),
    )
    processor.update_items([str(item["id"]) for item in items])
    rendered = {key: clean_markup(content) for key, content in processor.bibliography().entries}
    return RenderedStyle(name, STYLES.get(name, name), MappingProxyType(rendered))


def clean_markup(content: str) -> Markup:
    """Return a rendered entry with none but the tags that a bibliography needs; the rest is shown as text.

    Styling becomes classes, since the page's security policy allows no style attributes.
    """
    wrapped = _WRAP.fullmatch(content)
    content = clean_text((wrapped[1] if wrapped else content).strip())
    parts: list[str] = []
    position = 0
    depth: list[str] = []
    for tag in _TAG.finditer(content):
        parts.append(_clean_between(content[position : tag.start()]))
        parts.append(_clean_tag(tag[0], depth))
        position = tag.end()
    parts.append(_clean_between(content[position:]))
    parts.extend(f"</{name}>" for name in reversed(depth))
    return Markup("".join(parts))  # noqa: S704 - cleaned tag by tag


def _clean_between(text: str) -> str:
    """Escape what a writer has left: its own entities stay."""
    text = text.replace("<", "&lt;").replace(">", "&gt;").replace('"', "&#34;")
    return _ENTITY.sub(lambda found: found[0] if len(found[0]) > 1 else "&amp;", text)


def _clean_tag(tag: str, depth: list[str]) -> str:
    if tag in _PLAIN_TAGS:
        name = tag.strip("</>")
        if not tag.startswith("</"):
            depth.append(name)
        elif depth and depth[-1] == name:
            depth.pop()
        else:
            return ""
        return tag
    if styled := _STYLED.fullmatch(tag):
        depth.append("span")
        return f'<span class="f-{styled[1]}">'
    if block := _BLOCK.fullmatch(tag):
        depth.append("div")
        return f'<div class="{block[1]}">'
    return str(escape(tag))

"""Formats the citations of a Markdown document and appends its bibliography.

Citations are pandoc's (pandoc User's Guide, 'Citations'): `[@key, p. 3; see @other]`, `[-@key]`, `@key`
and `@key [p. 3]` in the text. Code is left alone. A note style gives footnotes.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Unpack

from citekit.csl.clusters import author_names
from citekit.csl.compiled import locale_of
from citekit.csl.rendering import PROCESSORS, CslItem, CslProcessor, RenderOptions, make_processor
from citekit.csl.style import Style
from citekit.csl.styles_index import load_style
from citekit.csl.variables import LABEL_ABBREVIATIONS
from citekit.csl.writers import find_writer
from citekit.errors import ItemError
from citekit.model import Entry

_KEY: Final = r"(?:\{[^{}\s]{1,200}\}|[\w](?:[\w:.#$%&+?<>~/-]{0,200}[\w])?)"
_CITE_KEY: Final = re.compile(rf"(?<![\w@])(-?)@({_KEY})")
_FENCE: Final = re.compile(r" {0,3}(`{3,}|~{3,})")
_INLINE_CODE: Final = re.compile(r"(`{1,5})(?!`)")
_FOOTNOTE: Final = re.compile(r"\[\^([^\]\s]{1,100})\]")
_LOCATOR: Final = re.compile(r"\s*,?\s*(?:\{([^{}]{1,300})\}|([^,;\]]{1,300}))")
_LOCATOR_START: Final = re.compile(r"([^\W\d_]{1,20}\.?|[§¶]{1,2})\s*(?=[\divxlcmIVXLCM(])|(?=\d)")
_LOCATOR_VALUE: Final = re.compile(r"[\w.:()–—-]*\d[\w.:()–—-]*|[ivxlcmIVXLCM]+\b")
_LOCATOR_MORE: Final = re.compile(r"\s*(?:[-–—,&]|and)\s*(?=\d)")
#: Words for locators beside CSL's abbreviations.
LOCATOR_WORDS: Final[Mapping[str, str]] = {
    **LABEL_ABBREVIATIONS,
    **{short.rstrip("."): label for short, label in LABEL_ABBREVIATIONS.items() if len(short) > 2},
    **{label: label for label in LABEL_ABBREVIATIONS.values()},
    "pages": "page", "chapters": "chapter", "sections": "section", "volumes": "volume", "chap.": "chapter",
    "chaps.": "chapter", "vols.": "volume", "secs.": "section", "nn.": "note", "figs.": "figure",
    "§": "section",
    "§§": "section", "¶": "paragraph", "¶¶": "paragraph", "s.v.": "sub-verbo", "с.": "page", "С.": "page",
    "стр.": "page", "гл.": "chapter", "т.": "volume", "S.": "page", "Kap.": "chapter", "Bd.": "volume",
}  # fmt: skip
_BRACKET: Final = re.compile(r"[\[\]]")
#: A citation in brackets is no longer than this.
_LONGEST: Final = 1500
_REFERENCES_DIV: Final = re.compile(r"^:{3,}\s*\{#refs[^}\n]*\}\s*\n\s*:{3,}\s*$", re.MULTILINE)

#: A full stop inside quotation marks or emphasis that end a text.
_CLOSED_STOP: Final = re.compile(r"\.[”’»“\"'*_]{1,4}\Z")


@dataclass(slots=True)
class FoundCitation:
    """A citation as it stands in the document.

    Attributes:
        start: Its first character.
        end: After its last character.
        cites: CSL-JSON cite items.
        in_text: `@key` outside brackets: the author belongs to the sentence.
        note: Number of the footnote that it stands in, or 0.
        footnote: It stands inside a footnote's text.
    """

    start: int
    end: int
    cites: list[dict[str, Any]]
    in_text: bool = False
    footnote: bool = False
    note: int = 0
    suppressed: bool = field(default=False)


def scan_citations(text: str, known: Iterable[str] | None = None) -> list[FoundCitation]:
    """Return the citations of a Markdown text in order.

    Args:
        text: The document.
        known: Ids of items; a key that is none of them is no citation. None takes all.
    """
    ids = None if known is None else set(known)
    found: list[FoundCitation] = []
    for start, end in _prose_spans(text):
        found.extend(_scan_span(text, start, end, ids))
    return found


def _prose_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans that are no code: no fenced block, no inline code."""
    position, fence = 0, ""
    begin = 0
    for line in text.splitlines(keepends=True):
        match = _FENCE.match(line)
        if fence:
            if match and match[1].startswith(fence) and not line.strip().strip(fence[0]):
                fence, begin = "", position + len(line)
        elif match:
            yield from _outside_inline_code(text, begin, position)
            fence = match[1]
        position += len(line)
    if not fence:
        yield from _outside_inline_code(text, begin, len(text))


def _outside_inline_code(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    position = start
    while position < end:
        mark = text.find("`", position, end)
        if mark < 0:
            break
        run = mark
        while run < end and text[run] == "`":
            run += 1
        ticks = text[mark:run]
        close = text.find(ticks, run, end)
        while close >= 0 and (
            text[close - 1] == "`" or text[close + len(ticks) : close + len(ticks) + 1] == "`"
        ):
            close = text.find(ticks, close + 1, end)
        if close < 0:
            yield position, run
            position = run
            if len(ticks) > 0 and text.count("`", run, end) > 2000:
                break
            continue
        yield position, mark
        position = close + len(ticks)
    if position < end:
        yield position, end


def _scan_span(text: str, start: int, end: int, ids: set[str] | None) -> Iterator[FoundCitation]:
    position = start
    while True:
        at = text.find("@", position, end)
        if at < 0:
            return
        match = _CITE_KEY.match(text, at - 1 if at > start and text[at - 1] == "-" else at, end)
        if match is None:
            position = at + 1
            continue
        key = match[2].strip("{}")
        if ids is not None and key not in ids:
            position = match.end()
            continue
        opening = _opening_bracket(text, start, match.start())
        if opening >= position:
            closing = _closing_bracket(text, opening, end)
            if closing > 0:
                cites = _read_cluster(text[opening + 1 : closing], ids)
                if cites:
                    yield FoundCitation(opening, closing + 1, cites)
                    position = closing + 1
                    continue
        yield _in_text_citation(text, match, key, end)
        position = max(match.end(), _after_locator(text, match.end(), end))


def _opening_bracket(text: str, start: int, position: int) -> int:
    """Return the place of the bracket that is open at a position on its paragraph, or -1."""
    depth = 0
    floor = max(start, position - _LONGEST // 2)
    if text.rfind("[", floor, position) < 0:
        return -1
    for place in range(position - 1, floor - 1, -1):
        character = text[place]
        if character == "]":
            depth += 1
        elif character == "[":
            if not depth:
                return place
            depth -= 1
        elif character == "\n" and text[place - 1 : place] == "\n":
            return -1
    return -1


def _closing_bracket(text: str, opening: int, end: int) -> int:
    depth = 0
    for match in _BRACKET.finditer(text, opening, min(end, opening + _LONGEST)):
        depth += 1 if match[0] == "[" else -1
        if not depth:
            return match.start()
    return -1


def _read_cluster(inside: str, ids: set[str] | None) -> list[dict[str, Any]]:
    """Return the cites between brackets, or nothing if one part is no cite."""
    cites = []
    for part in inside.split(";"):
        match = _CITE_KEY.search(part)
        if match is None:
            return []
        key = match[2].strip("{}")
        if ids is not None and key not in ids:
            return []
        cite: dict[str, Any] = {"id": key}
        prefix = part[: match.start()].strip()
        if prefix:
            cite["prefix"] = prefix + " "
        if match[1]:
            cite["suppress-author"] = True
        cite.update(read_suffix(part[match.end() :]))
        cites.append(cite)
    return cites


def read_suffix(text: str) -> dict[str, str]:
    """Return locator, label and suffix of what follows a key: `, p. 3-5, emphasis added`."""
    rest = " ".join(text.split())
    if not rest:
        return {}
    body = rest.lstrip(", ")
    if body.startswith("{") and "}" in body:
        inner, _, tail = body[1:].partition("}")
        label, value, more = _take_locator(inner.strip())
        made = {"locator": value or inner.strip(), "label": label or "page"}
        suffix = (more + tail).strip()
        return {**made, "suffix": suffix} if suffix else made
    label, value, tail = _take_locator(body)
    if not value:
        return {"suffix": rest if rest.startswith(",") else " " + rest}
    made = {"locator": value, "label": label}
    return {**made, "suffix": tail} if tail.strip() else made


def _take_locator(text: str) -> tuple[str, str, str]:
    """Return label, value and the rest; no value when the text begins with no locator."""
    match = _LOCATOR_START.match(text)
    if match is None:
        return "", "", text
    word = match[1] or ""
    label = LOCATOR_WORDS.get(word) or LOCATOR_WORDS.get(word.lower()) if word else "page"
    if not label:
        return "", "", text
    position = match.end()
    value = _LOCATOR_VALUE.match(text, position)
    if value is None:
        return "", "", text
    end = value.end()
    while more := _LOCATOR_MORE.match(text, end):
        following = _LOCATOR_VALUE.match(text, more.end())
        if following is None:
            break
        end = following.end()
    return label, text[position:end].rstrip(".,:"), text[end:]


def _in_text_citation(text: str, match: re.Match[str], key: str, end: int) -> FoundCitation:
    cite: dict[str, Any] = {"id": key}
    stop = match.end()
    after = _after_locator(text, stop, end)
    if after > stop:
        cite.update(read_suffix(text[stop:after].strip()[1:-1]))
        stop = after
    suppressed = bool(match[1])
    if suppressed:
        cite["suppress-author"] = True
    return FoundCitation(match.start(), stop, [cite], in_text=not suppressed, suppressed=suppressed)


def _after_locator(text: str, position: int, end: int) -> int:
    """Return the place after a bracket with a locator that follows an in-text key, or `position`."""
    if (
        text[position : position + 2] != " ["
        or "@" in text[position : position + 80].split("]", maxsplit=1)[0]
    ):
        return position
    if text[position + 2 : position + 3] == "^":
        return position
    closing = text.find("]", position, min(end, position + 300))
    if closing < 0 or text[closing + 1 : closing + 2] in {"(", "[", ":"}:
        return position
    return closing + 1


def cite_document(
    text: str,
    items: Iterable[CslItem | Entry],
    style: Style | str | os.PathLike[str],
    *,
    processor: str = PROCESSORS[0],
    heading: str | None = None,
    nocite: Iterable[str] = (),
    **options: Unpack[RenderOptions],
) -> str:
    """Replace the citations of a Markdown document and append its bibliography.

    Args:
        text: The document. A div `::: {#refs}` `:::` marks where the bibliography goes, else its end.
        items: CSL-JSON items or entries.
        style: A style, or its path, short name, URI or title. A note style makes footnotes.
        processor: `citekit` or `citeproc-py`.
        heading: Heading above the bibliography, or None for none.
        nocite: Ids to list without a citation; `*` for all.
        options: See `RenderOptions`; the format is `markdown` where it is not given.

    Returns:
        The document; keys that name no item stay as they are.

    Raises:
        StyleError: Something about the style is wrong.
        ItemError: An item is malformed.
    """
    loaded = load_style(style)
    options.setdefault("format", "markdown")
    made = make_processor(items, loaded, processor=processor, **options)
    found = scan_citations(text, made.items)
    notes = loaded.citation_class == "note"
    _number_notes(text, found, notes=notes)
    outputs = _render_in_order(made, found, notes=notes)
    wanted = list(nocite)
    if wanted:
        unknown = [item_id for item_id in wanted if item_id != "*" and item_id not in made.items]
        if unknown:
            raise ItemError(f'there is no item with the id "{unknown[0]}"')
        made.cite_uncited(made.items if "*" in wanted else wanted)
    locale = locale_of(loaded, options.get("locale"), force=options.get("force_locale", False))
    escape = find_writer(options["format"]).escape
    authors = [
        escape(author_names(made.items[citation.cites[0]["id"]], locale))
        if notes and citation.in_text
        else ""
        for citation in found
    ]
    body = _replace(text, found, outputs, authors, notes=notes)
    listed = made.bibliography()
    if not listed.entries:
        return body
    block = (f"{heading}\n\n" if heading else "") + listed.text.strip("\n") + "\n"
    place = _REFERENCES_DIV.search(body)
    if place:
        return body[: place.start()] + block + body[place.end() :].lstrip("\n")
    return body.rstrip("\n") + "\n\n" + block


def _number_notes(text: str, found: list[FoundCitation], *, notes: bool) -> None:
    """Give every citation the number of the note that it stands in or will make."""
    calls: dict[str, int] = {}
    events: list[tuple[int, FoundCitation | str]] = [(citation.start, citation) for citation in found]
    bodies: list[tuple[int, int, str]] = []
    for match in _FOOTNOTE.finditer(text):
        line = text.rfind("\n", 0, match.start()) + 1
        if not text[line : match.start()].strip() and text[match.end() : match.end() + 1] == ":":
            end = text.find("\n\n", match.end())
            bodies.append((match.start(), len(text) if end < 0 else end, match[1]))
        else:
            events.append((match.start(), match[1]))
    events.sort(key=lambda event: event[0])
    inside: list[tuple[FoundCitation, str]] = []
    count = 0
    for position, event in events:
        if isinstance(event, str):
            if event not in calls:
                count += 1
                calls[event] = count
            continue
        label = next((name for start, end, name in bodies if start <= position < end), None)
        if label is not None:
            event.footnote = True
            inside.append((event, label))
        elif notes:
            count += 1
            event.note = count
    for citation, label in inside:
        citation.note = calls.get(label, count + 1) if notes else 0


def _render_in_order(made: CslProcessor, found: list[FoundCitation], *, notes: bool) -> list[str]:
    """Render the citations in the order of their notes; return the output in that of the text."""
    order = list(range(len(found)))
    if notes:
        order.sort(key=lambda place: (found[place].note, place))
    rendered = made.add_citations(_to_csl([found[place] for place in order], notes=notes))
    outputs = [""] * len(found)
    for place, output in zip(order, rendered, strict=True):
        outputs[place] = output
    return outputs


def _to_csl(found: list[FoundCitation], *, notes: bool) -> list[dict[str, Any]]:
    """Return the citations for the processor, in the order of their notes."""
    made = []
    for number, citation in enumerate(found, 1):
        mode = "composite" if citation.in_text and not notes else ""
        made.append(
            {
                "citationID": f"citation-{number}",
                "citationItems": citation.cites,
                "properties": {"noteIndex": citation.note, "mode": mode},
            }
        )
    return made


def _replace(
    text: str, found: list[FoundCitation], outputs: list[str], authors: list[str], *, notes: bool
) -> str:
    """Return the text with its citations replaced; note styles get footnotes at the end of the text."""
    pieces: list[str] = []
    footnotes: list[str] = []
    position = 0
    for citation, output, author in zip(found, outputs, authors, strict=True):
        pieces.append(text[position : citation.start])
        position = citation.end
        if notes and not citation.footnote:
            if author:
                pieces.append(author)
            elif pieces[-1].endswith(" "):
                pieces[-1] = pieces[-1].rstrip(" ")
            following = text[position : position + 1]
            if following and following in ".,;:!?":
                pieces.append(following)
                position += 1
            label = f"cite-{citation.note}"
            pieces.append(f"[^{label}]")
            footnotes.append(f"[^{label}]: {output}")
        else:
            doubled = notes and text[position : position + 1] == "."
            pieces.append(output[:-1] if doubled and output.endswith(".") else output)
            if doubled and _CLOSED_STOP.search(output):
                position += 1
    pieces.append(text[position:])
    body = "".join(pieces)
    if footnotes:
        body = body.rstrip("\n") + "\n\n" + "\n\n".join(footnotes) + "\n"
    return body

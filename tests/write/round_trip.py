"""Reads written documents back with the tools that they are written for: pandoc and Typst."""

import json
import subprocess

from citekit.find.reflist import locate_reflists
from citekit.model import BlockKind, CiteForm, Span


def ask_pandoc(path, *arguments):
    """Return what pandoc prints for a file."""
    import pypandoc

    command = [pypandoc.get_pandoc_path(), str(path), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True, cwd=path.parent).stdout


def read_clusters(path, source):
    """Return the keys of each citation that pandoc finds, in the order of the text, notes at their calls."""
    tree = json.loads(ask_pandoc(path, "-f", source, "-t", "json"))
    clusters = []

    def walk(node):
        if isinstance(node, dict):
            if node.get("t") == "Cite":
                clusters.append(tuple(cite["citationId"] for cite in node["c"][0]))
                return
            for value in node.values():
                walk(value)
        elif isinstance(node, list):
            for value in node:
                walk(value)

    walk(tree["blocks"])
    return clusters


def count_notes(path, source):
    """Return how many notes pandoc finds."""
    return ask_pandoc(path, "-f", source, "-t", "json").count('{"t":"Note"')


def expect_clusters(analysis, *, confident=0.5):
    """Return the keys that each citation and each reference in a note leads to, notes at their calls."""
    keys = {id(one.cite): one.key for one in analysis.resolutions}
    lists = [one.span for one in analysis.references if one.note is None]
    found = []
    for citation in analysis.citations:
        if citation.note is None and any(one.contains(citation.span) for one in lists):
            continue
        wanted = tuple(keys[id(cite)] for cite in citation.cites)
        if None not in wanted:
            found.append((citation.note, citation.span, wanted))
    for reference, key in zip(analysis.references, analysis.reference_keys, strict=True):
        if reference.note is not None and reference.confidence >= confident:
            inner = [one for one in found if reference.span.contains(one[1])]
            if not inner:
                found.append((reference.note, reference.span, (key,)))
    found += expect_inline(analysis, lists_of(analysis), confident)
    calls = {note.id: note.call for note in analysis.document.notes if note.call is not None}
    found.sort(key=lambda one: (calls[one[0]].start if one[0] in calls else one[1].start, one[1].start))
    return [wanted for _, _, wanted in found]


def is_live(citation):
    """Tell whether a citation is by key."""
    return all(cite.form is CiteForm.KEY for cite in citation.cites)


def read_letters(path, source):
    """Return the letters and figures of the text, and those of the notes, outside of citations, in order."""
    tree = json.loads(ask_pandoc(path, "-f", source, "-t", "json"))
    body, notes = [], []

    def walk(node, into):
        if isinstance(node, list):
            for value in node:
                walk(value, into)
        elif isinstance(node, dict):
            kind = node.get("t")
            if kind == "Str":
                into.append(node["c"])
            elif kind in {"Code", "RawInline", "RawBlock", "Math"}:
                raise AssertionError(f"{kind} in a text that has none: {node['c']}")
            elif kind == "Note":
                walk(node["c"], notes)
            elif kind != "Cite":
                walk(node.get("c", []), into)

    walk(tree["blocks"], body)
    return letters_of("".join(body)), letters_of("".join(notes))


def lists_of(analysis):
    """Return the places of the reference lists."""
    return [one.body for one in locate_reflists(analysis.document)]


def expect_inline(analysis, lists, confident):
    """Return note, place and keys of the references in full within the text, those of a bracket together."""
    text, groups = analysis.document.text, {}
    for reference, key in zip(analysis.references, analysis.reference_keys, strict=True):
        if reference.note is None and not any(one.contains(reference.span) for one in lists):
            opening = max(text.rfind(sign, 0, reference.span.start) for sign in "([")
            groups.setdefault(opening, []).append((reference, key))
    return [
        (None, found[0][0].span, tuple(key for _, key in found))
        for found in groups.values()
        if all(reference.confidence >= confident for reference, _ in found)
    ]


def letters_of(text):
    """Return the letters and figures of a text: what no writer may change."""
    return "".join(character for character in text if character.isalnum())


def expect_letters(analysis, lists, *, confident=0.5):
    """Return the letters and figures of the text and of its notes that no citation takes the place of."""
    document = analysis.document
    text = document.text
    gone = [lists[-1].body, *(one.span for one in lists[:-1])] if lists else []
    keys = {id(one.cite): one.key for one in analysis.resolutions}
    for citation in analysis.citations:
        if any(keys[id(cite)] is None for cite in citation.cites):
            continue
        start, first = citation.span.start, citation.cites[0]
        opening = min((text.find(sign, start, citation.span.end) for sign in "(["), key=lambda at: at < 0)
        if first.form is CiteForm.AUTHOR_DATE and opening > start:
            gone.append(Span(opening, citation.span.end))
        elif text[start] in "([":
            gone.append(citation.span)
        else:
            gone.append(Span(first.span.start, citation.cites[-1].span.end))
    gone += [one.span for one in analysis.references if one.note is not None and one.confidence >= confident]
    bodies = lists_of(analysis)
    for _, span, _ in expect_inline(analysis, bodies, confident):
        opening = max(text.rfind(sign, 0, span.start) for sign in "([")
        closing = min(at for sign in ")]" if (at := text.find(sign, span.end - 1)) >= 0)
        gone.append(Span(opening, closing))
    gone += [note.call for note in document.notes if note.call]
    moved = [note for note in document.notes if note.call]
    gone += [Span(note.mark.start, note.body.start) for note in moved if note.mark]
    gone += [block.span for block in document.blocks_of(BlockKind.PAGE_FURNITURE)]
    parts = sorted(part for note in moved for part in note.parts)
    return (
        letters_of(
            "".join(text[one.start : one.end] for one in left_of(Span(0, len(text)), [*gone, *parts]))
        ),
        letters_of("".join(text[one.start : one.end] for part in parts for one in left_of(part, gone))),
    )


def left_of(span, gone):
    """Yield what is left of a span."""
    position = span.start
    for one in sorted(gone):
        if one.end <= position or one.start >= span.end:
            continue
        if one.start > position:
            yield Span(position, one.start)
        position = one.end
    if position < span.end:
        yield Span(position, span.end)

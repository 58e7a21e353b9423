"""Writers of a source as pandoc's Markdown, Typst and LaTeX."""

from __future__ import annotations

from corpus.made.layouts import Layout
from corpus.made.source import Part, Source

CAPTIONS = {"ru": "Таблица", "de": "Tabelle", "en": "Table"}


def write_markdown(source: Source) -> str:
    """Return the source as pandoc's Markdown."""

    def escape(text: str) -> str:
        return text.replace("[", "\\[").replace("]", "\\]")

    def sentence(part: Part) -> str:
        cite = f" {escape(part.cite)}" if part.cite else ""
        return part.text + cite + (f"[^{part.note}]" if part.note else "") + "."

    pieces = [f"# {source.title}"]
    for heading, section in zip(source.headings, source.sections, strict=False):
        pieces.append(f"## {heading}")
        pieces += [" ".join(map(sentence, paragraph)) for paragraph in section]
    pieces += [f"[^{number}]: {escape(note)}" for number, note in enumerate(source.notes, 1)]
    pieces.append(f"## {source.headings[-1]}")
    pieces.append("\n".join(f"{number}. {escape(work)}" for number, work in enumerate(source.works, 1)))
    return "\n\n".join(pieces) + "\n"


def write_typst(source: Source, layout: Layout) -> str:
    """Return the source as Typst with a layout."""

    def escape(text: str) -> str:
        return text.replace("[", "\\[").replace("]", "\\]").replace("//", "\\/\\/").replace("@", "\\@")

    def sentence(part: Part) -> str:
        cite = f" {escape(part.cite)}" if part.cite else ""
        note = f"#footnote[{escape(source.notes[part.note - 1])}]" if part.note else ""
        return part.text + cite + note + "."

    header = f"header: [{layout.head}], " if layout.head else ""
    restart = "counter(footnote).update(0)"
    if layout.restart:
        header = f"header: {{ {restart}; [{layout.head}] }}, "
    lines = [
        f'#set page(width: 595pt, height: 842pt, columns: {layout.columns}, {header}numbering: "1")',
        f'#set text(lang: "{source.language}", size: 10pt, hyphenate: {str(layout.hyphenated).lower()})',
        f"#set par(justify: {str(layout.justified).lower()}, leading: {0.65 * layout.leading / 100:.2f}em)",
        f"#show footnote.entry: set text(size: {layout.note_size}pt)",
        f'#set footnote(numbering: "{"[1]" if layout.brackets else "1"}")',
        "#set super(typographic: false)" if layout.brackets else "",
        "" if layout.note_rule else "#set footnote.entry(separator: none)",
        '#set par.line(numbering: "1")' if layout.line_numbers else "",
    ]
    head = f"#text(16pt)[{source.title}]"
    if layout.wide_head:
        lines.append(f'#place(top + center, scope: "parent", float: true)[{head}]')
    else:
        lines.append(head)
    count = 0
    for heading, section in zip(source.headings, source.sections, strict=False):
        lines.append(f"= {heading}")
        for paragraph in section:
            lines.append(" ".join(map(sentence, paragraph)))
            count += 1
            if layout.floats and count % 6 == 0:
                rows = ", ".join(f"[{1990 + row}], [{row * 17}], [{row * 3}]" for row in range(4))
                lines.append(f"#text(8pt)[{CAPTIONS[source.language]} {count // 6}. {source.title}]")
                lines.append(f"#table(columns: 3, {rows})")
    lines.append(f"= {source.headings[-1]}")
    lines.append("\n".join(f"+ {escape(work)}" for work in source.works))
    return "\n\n".join(line for line in lines if line) + "\n"

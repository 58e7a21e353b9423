"""Writes a source as flat OpenDocument text (OpenDocument 1.3 part 3), which LibreOffice converts."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

from corpus.made.layouts import Layout
from corpus.made.markup import CAPTIONS
from corpus.made.source import Part, Source

_SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"),
        ("style", "style"),
        ("text", "text"),
        ("table", "table"),
        ("fo", "xsl-fo-compatible"),
        ("svg", "svg-compatible"),
    )
)
_COUNTRIES = {"ru": "RU", "de": "DE", "en": "US"}
_ADDRESS = re.compile(r"https?://[^\s]+?(?=[.,;]?(?:\s|$))")


def write_flat_odt(source: Source, layout: Layout, *, linked: bool = True) -> str:
    """Return the source as flat OpenDocument text.

    Args:
        source: The text.
        layout: How its pages look.
        linked: Whether addresses are hyperlinks.
    """
    writer = _Writer(source, layout, linked=linked)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document {_SPACES} '
        'xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.3" '
        'office:mimetype="application/vnd.oasis.opendocument.text">'
        f"{writer.write_styles()}<office:body><office:text>{writer.write_body()}</office:text></office:body>"
        "</office:document>"
    )


class _Writer:
    def __init__(self, source: Source, layout: Layout, *, linked: bool) -> None:
        self.source = source
        self.layout = layout
        self.linked = linked

    def write_styles(self) -> str:
        layout, language = self.layout, self.source.language
        align = "justify" if layout.justified else "left"
        columns = '<style:columns fo:column-count="2" fo:column-gap="0.6cm"/>' if layout.columns > 1 else ""
        rule = (
            '<style:footnote-sep style:width="0.018cm" style:distance-before-sep="0.1cm" '
            'style:distance-after-sep="0.1cm" style:line-style="solid" style:adjustment="left" style:rel-width="25%"/>'
            if layout.note_rule
            else '<style:footnote-sep style:width="0cm" style:line-style="none" style:rel-width="0%"/>'
        )
        marks = 'style:num-prefix="[" style:num-suffix="]"' if layout.brackets else ""
        raised = "" if layout.brackets else 'style:text-position="super 58%"'
        language_of = f'fo:language="{language}" fo:country="{_COUNTRIES[language]}"'
        cut = str(layout.hyphenated).lower()
        numbered = str(layout.line_numbers).lower()
        kind = "page" if layout.restart else "document"
        head = f"<style:header><text:p>{escape(layout.head)}</text:p></style:header>" if layout.head else ""
        paragraph = f'fo:text-align="{align}" fo:line-height="{layout.leading}%" fo:hyphenation-ladder-count="no-limit"'
        return (
            "<office:styles>"
            f'<style:default-style style:family="paragraph"><style:paragraph-properties {paragraph}/>'
            f'<style:text-properties style:font-name="Liberation Serif" fo:font-family="Liberation Serif" '
            f'fo:font-size="10pt" {language_of} fo:hyphenate="{cut}" fo:hyphenation-remain-char-count="2" '
            'fo:hyphenation-push-char-count="2"/></style:default-style>'
            '<style:style style:name="Standard" style:family="paragraph"/>'
            '<style:style style:name="Body" style:family="paragraph" style:parent-style-name="Standard">'
            '<style:paragraph-properties fo:text-indent="0.6cm"/></style:style>'
            '<style:style style:name="Title" style:family="paragraph" style:parent-style-name="Standard">'
            '<style:text-properties fo:font-size="16pt" fo:font-weight="bold"/></style:style>'
            '<style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="paragraph" '
            'style:parent-style-name="Standard" style:default-outline-level="1">'
            '<style:paragraph-properties fo:margin-top="0.3cm" fo:margin-bottom="0.2cm" fo:keep-with-next="always"/>'
            '<style:text-properties fo:font-size="13pt" fo:font-weight="bold"/></style:style>'
            '<style:style style:name="Table" style:family="paragraph" style:parent-style-name="Standard">'
            '<style:text-properties fo:font-size="9pt"/></style:style>'
            '<style:style style:name="Footnote" style:family="paragraph" style:parent-style-name="Standard">'
            f'<style:text-properties fo:font-size="{layout.note_size}pt"/></style:style>'
            f'<style:style style:name="Footnote_20_anchor" style:family="text"><style:text-properties {raised}/>'
            "</style:style>"
            f'<text:notes-configuration text:note-class="footnote" style:num-format="1" {marks} '
            'text:citation-style-name="Footnote_20_anchor" text:citation-body-style-name="Footnote_20_anchor" '
            f'text:start-value="0" text:footnotes-position="page" text:start-numbering-at="{kind}"/>'
            f'<text:notes-configuration text:note-class="endnote" style:num-format="1" {marks} '
            'text:citation-style-name="Footnote_20_anchor" text:citation-body-style-name="Footnote_20_anchor" '
            'text:start-value="0"/>'
            f'<text:linenumbering-configuration text:number-lines="{numbered}" text:offset="0.5cm" '
            'style:num-format="1" text:number-position="left" text:increment="5"/>'
            "</office:styles><office:automatic-styles>"
            '<style:page-layout style:name="P"><style:page-layout-properties fo:page-width="21cm" '
            'fo:page-height="29.7cm" fo:margin="2.2cm">'
            f"{'' if layout.wide_head else columns}{rule}</style:page-layout-properties>"
            '<style:header-style><style:header-footer-properties fo:margin-bottom="0.4cm"/></style:header-style>'
            '<style:footer-style><style:header-footer-properties fo:margin-top="0.4cm"/></style:footer-style>'
            "</style:page-layout>"
            '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1" '
            'style:num-suffix="."><style:list-level-properties text:list-level-position-and-space-mode='
            '"label-alignment"><style:list-level-label-alignment text:label-followed-by="listtab" '
            'fo:margin-left="0.8cm" fo:text-indent="-0.8cm"/></style:list-level-properties>'
            "</text:list-level-style-number></text:list-style>"
            '<style:style style:name="S" style:family="section"><style:section-properties '
            f'text:dont-balance-text-columns="false">{columns}</style:section-properties></style:style>'
            "</office:automatic-styles><office:master-styles>"
            '<style:master-page style:name="Standard" style:page-layout-name="P">'
            f"{head}<style:footer><text:p><text:page-number/></text:p></style:footer>"
            "</style:master-page></office:master-styles>"
        )

    def write_body(self) -> str:
        source, layout = self.source, self.layout
        pieces = [f'<text:p text:style-name="Title">{escape(source.title)}</text:p>']
        if layout.wide_head:
            pieces.append('<text:section text:style-name="S" text:name="S">')
        count = 0
        for heading, section in zip(source.headings, source.sections, strict=False):
            pieces.append(self._write_heading(heading))
            for paragraph in section:
                inner = " ".join(map(self._write_part, paragraph))
                pieces.append(f'<text:p text:style-name="Body">{inner}</text:p>')
                count += 1
                if layout.floats and count % 6 == 0:
                    pieces.append(self._write_table(count // 6))
        pieces.append(self._write_heading(source.headings[-1]))
        items = "".join(
            f'<text:list-item><text:p text:style-name="Standard">{self._write_text(work)}</text:p></text:list-item>'
            for work in source.works
        )
        pieces.append(f'<text:list text:style-name="L">{items}</text:list>')
        if layout.wide_head:
            pieces.append("</text:section>")
        return "".join(pieces)

    def _write_heading(self, heading: str) -> str:
        return f'<text:h text:style-name="Heading_20_1" text:outline-level="1">{escape(heading)}</text:h>'

    def _write_part(self, part: Part) -> str:
        cite = f" {escape(part.cite)}" if part.cite else ""
        return escape(part.text) + cite + (self._write_note(part.note) if part.note else "") + "."

    def _write_note(self, number: int) -> str:
        kind = "endnote" if self.layout.endnotes else "footnote"
        body = self._write_text(self.source.notes[number - 1])
        return (
            f'<text:note text:id="n{number}" text:note-class="{kind}"><text:note-citation>{number}'
            f'</text:note-citation><text:note-body><text:p text:style-name="Footnote">{body}</text:p>'
            "</text:note-body></text:note>"
        )

    def _write_text(self, text: str) -> str:
        if not self.linked:
            return escape(text)
        made, last = "", 0
        for found in _ADDRESS.finditer(text):
            made += escape(text[last : found.start()])
            made += (
                f'<text:a xlink:type="simple" xlink:href={quoteattr(found[0])}>{escape(found[0])}</text:a>'
            )
            last = found.end()
        return made + escape(text[last:])

    def _write_table(self, number: int) -> str:
        rows = "".join(
            "<table:table-row>"
            + "".join(
                f"<table:table-cell><text:p>{value}</text:p></table:table-cell>"
                for value in (1990 + row, row * 17, row * 3)
            )
            + "</table:table-row>"
            for row in range(4)
        )
        caption = f"{CAPTIONS[self.source.language]} {number}. {self.source.title}"
        return (
            f'<text:p text:style-name="Table">{escape(caption)}</text:p><table:table table:name="T{number}">'
            f'<table:table-column table:number-columns-repeated="3"/>{rows}</table:table>'
        )

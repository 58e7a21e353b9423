"""How a page can look, for the programs that set pages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Layout:
    """A page layout.

    Attributes:
        columns: 1 or 2.
        wide_head: Whether title and abstract stand over both columns.
        justified: Whether lines are justified.
        hyphenated: Whether words are cut at line ends.
        note_size: Size of the notes in points; the text has 10.
        restart: Whether notes are counted anew on each page.
        endnotes: Whether the notes stand at the end.
        brackets: Whether calls stand in square brackets.
        head: Running head, or empty.
        line_numbers: Whether lines are numbered in the margin.
        floats: Whether captions and a table stand between the paragraphs.
        leading: Distance of lines, in percent of the usual.
        note_rule: Whether a rule stands above the notes.
    """

    columns: int = 1
    wide_head: bool = False
    justified: bool = True
    hyphenated: bool = True
    note_size: float = 8.0
    restart: bool = False
    endnotes: bool = False
    brackets: bool = False
    head: str = ""
    line_numbers: bool = False
    floats: bool = False
    leading: int = 100
    note_rule: bool = True


HEAD = "Вестник пристани. 2021. № 4"
LAYOUTS: dict[str, tuple[str, Layout]] = {
    "one column": ("ru", Layout()),
    "one column, ragged": ("ru", Layout(justified=False, hyphenated=False)),
    "one column, wide leading": ("ru", Layout(leading=150, head=HEAD)),
    "two columns": ("ru", Layout(columns=2, head=HEAD)),
    "two columns, wide head": ("ru", Layout(columns=2, wide_head=True, head=HEAD)),
    "notes anew on each page": ("ru", Layout(restart=True, head=HEAD)),
    "notes at the end": ("ru", Layout(endnotes=True)),
    "brackets": ("ru", Layout(brackets=True)),
    "notes as large as the text": ("ru", Layout(note_size=10.0)),
    "notes without a rule": ("ru", Layout(note_size=9.0, note_rule=False)),
    "line numbers": ("ru", Layout(line_numbers=True)),
    "captions and tables": ("ru", Layout(floats=True, head=HEAD)),
    "German": ("de", Layout()),
    "German, two columns": ("de", Layout(columns=2, wide_head=True)),
    "English": ("en", Layout()),
}

"""The writers: hostile text comes out as that text, markup of CSL as markup, in each format's own reader."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from citekit.csl import WRITERS, Run, render_bibliography, split_runs

sys.path.insert(0, str(Path(__file__).parent))
from style_texts import cite_all, make_style, work

#: What would be markup, code or a command in one format or another. Nothing pairs, so that all of it is text.
HOSTILE = (
    "<script>alert(1)</script>",
    '<img src=x onerror="p()">',
    "&amp; &lt; &#60;",
    "\\write18{touch x}",
    "\\input{/etc/passwd}",
    "$x$ #y %z _u_ ^v^ ~w~ {q} [r](s) `t`",
    "*a* **b** # c",
    '#eval("1") #read("x") @ref $ $ // comment /* more */',
    "\\par \\b {\\i x} \\u8226?",
    "- item + item = head",
    "http://example.org/a_b#c?d=1&e=2%20",
    "1. not a list",
    "]]> --> <!-- x",
)
ALLOWED = {"div", "i", "em", "b", "sup", "sub", "span"}


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.tags, self.words = [], []

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, tuple(name for name, _ in attributes)))

    def handle_data(self, data):
        self.words.append(data)

    def handle_comment(self, data):
        raise AssertionError(data)


def read_html(text):
    reader = _Reader()
    reader.feed(text)
    reader.close()
    assert {tag for tag, _ in reader.tags} <= ALLOWED
    assert {name for _, names in reader.tags for name in names} <= {"class", "style"}
    return "".join(reader.words)


def squeeze(text):
    """Return letters, digits and marks alone: what typography changes (quotation marks, blanks) is left out."""
    return re.sub(r"[\s'\"“”‘’«»\u00ad\u200b\ufb00-\ufb06-]|–|—", "", text)


def hostile_style(text):
    """A style that writes the text as an affix, a term, a value and a delimiter."""
    safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return make_style(
        f'<group delimiter=" {safe} "><text variable="title" prefix="{safe} " suffix=" {safe}"/>'
        f'<text term="in"/><text value="{safe}"/><text variable="publisher" quotes="true"/></group>',
        macros=f'<locale><terms><term name="in">{safe}</term></terms></locale>',
    )


def render_all_places(text, form):
    """Return a bibliography with the text in fields, names, affixes, a term, a value and a delimiter."""
    item = work("a", title=text, publisher=text)
    item["author"] = [{"family": text, "given": text}, {"literal": text}]
    entry = render_bibliography([item], hostile_style(text), format=form)
    return entry, render_bibliography([item], "apa", format=form)


@pytest.mark.parametrize("text", HOSTILE)
def test_html_shows_hostile_text_as_text(text):
    for made in render_all_places(text, "html"):
        shown = squeeze(read_html(made))
        assert squeeze(text) in shown or squeeze(text).casefold() in shown.casefold()


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown_shows_hostile_text_as_text(text):
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": True})
    for made in render_all_places(text, "markdown"):
        tokens = parser.parse(made)
        kinds = {token.type for token in tokens}
        assert kinds <= {"paragraph_open", "inline", "paragraph_close"}
        inner = [child for token in tokens if token.type == "inline" for child in token.children]
        assert {child.type for child in inner} <= {"text", "text_special", "softbreak", "em_open", "em_close"}
        shown = squeeze("".join(child.content for child in inner))
        assert squeeze(text).casefold() in shown.casefold()


@pytest.mark.parametrize("form", sorted(WRITERS))
def test_hostile_affixes_of_a_cite_are_escaped(form):
    cite = {"id": "a", "prefix": HOSTILE[0], "suffix": HOSTILE[3], "locator": HOSTILE[1], "label": "page"}
    layout = '<text variable="title"/><text variable="locator" prefix=" "/>'
    (made,) = cite_all(make_style(layout), [work("a")], [[cite]], format=form)
    if form == "html":
        read_html(made)
    if form in {"latex", "rtf", "typst", "markdown"}:
        assert not re.search(r"(?<!\\)\\write", made)


def test_typst_compiles_hostile_text(tmp_path):
    typst = pytest.importorskip("typst", reason="needs the PyPI package typst")
    pdfium = pytest.importorskip("pypdfium2", reason="needs pypdfium2")
    for place, text in enumerate(HOSTILE):
        for made in render_all_places(text, "typst"):
            source = tmp_path / f"{place}.typ"
            source.write_text("#set page(width: 90cm, height: auto)\n" + made, encoding="utf-8")
            document = pdfium.PdfDocument(typst.compile(str(source), root=str(tmp_path)))
            shown = "".join(page.get_textpage().get_text_bounded() for page in document)
            assert squeeze(text).casefold() in squeeze(shown).casefold()


@pytest.mark.slow
def test_latex_compiles_hostile_text(tmp_path):
    engine = shutil.which("lualatex")
    if engine is None:
        pytest.skip("needs lualatex")
    pdfium = pytest.importorskip("pypdfium2", reason="needs pypdfium2")
    body = "\n\n".join(made for text in HOSTILE for made in render_all_places(text, "latex"))
    source = tmp_path / "a.tex"
    source.write_text(
        "\\documentclass{article}\\usepackage[paperwidth=90cm,paperheight=90cm]{geometry}\n"
        "\\pagestyle{empty}\\begin{document}\n" + body + "\n\\end{document}\n",
        encoding="utf-8",
    )
    done = subprocess.run(
        [engine, "--no-shell-escape", "--interaction=nonstopmode", "--halt-on-error", source.name],
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-2000:]
    document = pdfium.PdfDocument(str(tmp_path / "a.pdf"))
    drawn = str.maketrans("", "", "_^~ˆ˜")  # TeX draws these as rules and accents
    shown = squeeze("".join(page.get_textpage().get_text_bounded() for page in document))
    for text in HOSTILE:
        assert squeeze(text).casefold().translate(drawn) in shown.casefold().translate(drawn), text
    assert "root:x:" not in shown


@pytest.mark.slow
def test_rtf_opens_with_hostile_text(tmp_path):
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("needs LibreOffice")
    texts = (*HOSTILE, "Громов и 川端 😀")
    items = [work(str(n), title=text, publisher=text) for n, text in enumerate(texts)]
    source = tmp_path / "a.rtf"
    source.write_text(render_bibliography(items, make_style(), format="rtf"), encoding="ascii")
    done = subprocess.run(
        [office, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to",
         "txt:Text (encoded):UTF8", "--outdir", tmp_path, source],
        capture_output=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    shown = squeeze((tmp_path / "a.txt").read_text(encoding="utf-8-sig"))
    for text in texts:
        assert squeeze(text) in shown, text


RICH = 'On <i>Rana</i>, <b>bold</b> H<sub>2</sub>O x<sup>2</sup> <span style="font-variant:small-caps;">sc</span>'


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("text", "On Rana, bold H2O x2 sc"),
        ("html", RICH),
        ("markdown", "On *Rana*, **bold** H~2~O x^2^ [sc]{.smallcaps}"),
        ("latex", r"On \textit{Rana}, \textbf{bold} H\textsubscript{2}O x\textsuperscript{2} \textsc{sc}"),
        ("rtf", r"On {\i{}Rana}, {\b{}bold} H{\sub 2}O x{\super 2} {\scaps sc}"),
        ("typst", "On #emph[Rana], #strong[bold] H#sub[2]O x#super[2] #smallcaps[sc]"),
    ],
)  # fmt: skip
def test_rich_text_is_the_formats_own(form, expected):
    assert expected in render_bibliography([work("a", title=RICH)], make_style(), format=form)


def test_flip_flop_turns_formatting_into_its_opposite():
    style = make_style('<text variable="title" font-style="italic"/>')
    made = render_bibliography([work("a", title="On <i>Rana</i>")], style, format="html")
    assert '<i>On <span style="font-style:normal;">Rana</span></i>' in made


def test_runs_are_what_a_word_processor_needs():
    item = work("a", title=RICH, author=[{"literal": "<script>&"}])
    style = make_style('<names variable="author" suffix=". "/><text variable="title" font-weight="bold"/>')
    runs = split_runs(render_bibliography([item], style, format="html"))
    assert runs[0] == Run("<script>&. ")
    assert Run("Rana", bold=True, italic=True) in runs
    assert Run("2", bold=True, raised=-1) in runs
    assert Run("2", bold=True, raised=1) in runs
    assert Run("sc", bold=True, small_caps=True) in runs
    assert "".join(run.text for run in runs) == "<script>&. On Rana, bold H2O x2 sc"


def test_runs_name_the_blocks_of_numbered_entries():
    style = make_style(
        '<text variable="citation-number" suffix="."/><text variable="title"/>',
        bibliography_options='second-field-align="flush"',
    )
    runs = split_runs(render_bibliography([work("a")], style, format="html"))
    assert [(run.block, run.text) for run in runs] == [
        ("csl-left-margin", "1."),
        ("csl-right-inline", "Title a"),
    ]

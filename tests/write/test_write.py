"""What stands in place of each kind of typed citation, in each format, and what stays as typed."""

import json
import os
import re
import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from citekit.errors import CitekitError
from citekit.model import Document
from citekit.pipeline import analyze
from citekit.write import (
    Format,
    NoteMode,
    WriteOptions,
    dump_map,
    load_map,
    make_map,
    restore_document,
    write_document,
)
from tests.case_files import load_cases
from tests.write.round_trip import ask_pandoc, letters_of, read_letters

LIST = """

References

1. Heron O. L. Havens of the North. London: Quay Press, 2011. 240 p.
2. Wren H. Paths and fairs // Coast Review. 2014. Vol. 3, no. 2. P. 17–29.
3. Gull T. Tides. Bergen: Fjord, 1999. 90 p.
"""
CASES = load_cases("write")


def read(text, source="paper.txt", language="en"):
    return analyze(Document.from_text(text, source, language=language), key_pattern="{author}{year}")


def body_of(written):
    """Return what stands before the heading of the list."""
    heads = ("# References", "= References", "\\section*{References}")
    return written.text[: min(at for head in heads if (at := written.text.find(head)) >= 0)].strip()


@pytest.mark.parametrize("case", CASES, ids=str)
def test_cases(case):
    written = {
        to: write_document(read(case.blocks["text"] + LIST), WriteOptions(to=to, standalone=False))
        for to in Format
    }
    for to in Format:
        assert body_of(written[to]) == case.blocks[to.value], to


def test_a_cite_that_leads_nowhere_stays_and_is_reported():
    written = write_document(read("So says everyone (Nobody, n.d., p. 5) and Heron [1]." + LIST))
    assert "(Nobody, n.d., p. 5)" in written.text
    assert [d.code for d in written.diagnostics] == ["CK804"]
    assert "(Nobody, n.d., p. 5)" in written.diagnostics[0].message


def test_an_author_and_a_year_without_an_entry_are_live_and_reported():
    written = write_document(read("So says everyone (Nobody, 1901, p. 5) and Heron [1]." + LIST))
    assert "[@ref-nobody1901, p. 5]" in written.text
    assert "ref-nobody1901" in {entry.key for entry in written.entries}
    assert [d.code for d in written.diagnostics] == ["CK805"]


def test_stubs_are_live_and_reported():
    written = write_document(read("As said [7, p. 9] and [9]."))
    assert "As said [@ref-7, p. 9] and [@ref-9]." in written.text
    assert {entry.key for entry in written.entries} == {"ref-7", "ref-9"}
    assert [d.code for d in written.diagnostics] == ["CK805"]


def test_the_list_gives_way_to_its_place_and_uncited_entries_are_listed():
    written = write_document(read("See [1]." + LIST))
    assert "Paths and fairs" not in written.text
    assert written.text.endswith("# References\n\n::: {#refs}\n:::\n")
    assert "@wren2014" in written.text.partition("---\n\n")[0]
    assert {entry.key for entry in written.entries} == {"heron2011", "wren2014", "gull1999"}
    kept = write_document(read("See [1]." + LIST), WriteOptions(keep_list=True))
    assert "Paths and fairs" in kept.text
    assert {entry.key for entry in kept.entries} == {"heron2011"}


NOTES = """Harbours opened late.1 Wren disagreed.2 Others did not.3

1 Heron O. L. Havens of the North. London: Quay Press, 2011. P. 17.
2 Ibid. P. 40.
3 On this see: Gull T. Tides. Bergen: Fjord, 1999. P. 5.
"""


def test_a_list_that_stays_keeps_its_entries_apart():
    text = "See [1].\n\nReferences\n\n" + LIST.partition("References\n\n")[2]
    kept = write_document(read(text), WriteOptions(keep_list=True, standalone=False)).text
    assert kept.partition("References\n\n")[2].count("\n\n") == 2


def test_notes_become_notes_with_citations():
    written = write_document(read(NOTES), WriteOptions(standalone=False))
    assert "late.[^1] Wren disagreed.[^2] Others did not.[^3]" in written.text
    assert "[^1]: [@heron2011, p. 17].\n" in written.text
    assert "[^2]: [@heron2011, p. 40].\n" in written.text
    assert "[^3]: On this see: [@gull1999, p. 5].\n" in written.text


def test_the_page_and_the_leaf_cited_are_locators_of_a_reference_in_full():
    text = """Harbours opened late.1 Wren disagreed.2 Others did not.3

1 Heron O. L. Havens and tides // Coast Review. 2011. No. 22. P. 17–29, 22.
2 Дело о мостовой // ГАЯО. Ф. 509. Оп. 1. Д. 88. Л. 1–40.
3 Дело о мостовой // ГАЯО. Ф. 509. Оп. 1. Д. 88. Л. 14 об.
"""
    written = write_document(read(text)).text
    assert ", p. 22]." in written
    assert ", fol. 14 об]" in written
    assert ", fol. 1" not in written.replace(", fol. 14", "")


def test_notes_that_are_only_references_go_into_the_text_by_option():
    written = write_document(read(NOTES), WriteOptions(notes=NoteMode.INLINE, standalone=False))
    assert "late. [@heron2011, p. 17] Wren disagreed. [@heron2011, p. 40] Others did not.[^3]" in written.text
    assert "[^1]" not in written.text


def test_notes_stay_as_typed_by_option():
    written = write_document(read(NOTES), WriteOptions(notes=NoteMode.TEXT, standalone=False))
    assert "[^2]: Ibid. P. 40.\n" in written.text


def test_nested_formats_put_the_note_at_its_call():
    latex = write_document(read(NOTES), WriteOptions(to=Format.LATEX, standalone=False)).text
    assert "late.\\footnote{\\autocite[17]{heron2011}.} Wren" in latex
    typst = write_document(read(NOTES), WriteOptions(to=Format.TYPST, standalone=False)).text
    assert "late.#footnote[@heron2011[P. 17].] Wren" in typst


def test_a_markdown_source_stays_as_it_is_but_for_its_citations():
    text = "# A *title*\n\nText [1, p. 2] with `code [1]` and $x_1$.[^a]\n\n[^a]: See [2].\n" + LIST
    document = read(text)
    from dataclasses import replace

    analysis = replace(document, document=replace(document.document, format="markdown"))
    written = write_document(analysis)
    assert "# A *title*\n\nText [@heron2011, p. 2] with `code " in written.text
    assert "and $x_1$.[^a]" in written.text
    with pytest.raises(CitekitError, match="pandoc makes latex"):
        write_document(analysis, WriteOptions(to=Format.LATEX))


def test_an_address_that_a_line_end_broke_is_whole():
    written = write_document(read("See http://a.example/one_\ntwo and http://b.\nexample/x here [1]." + LIST))
    assert "http://a.example/one\\_two and http://b.example/x here [@heron2011]" in written.text


NASTY = (
    "Markup *a* _b_ `c` $d$ ^e^ ~f~ <g> [h](i) ![j](k) #l @m 50% & \\n {o} |p| \"q\" 'r' s--t---u v... "
    "http://w.example/x_y/~z?a=1&b=2#c \\begin{x} <!-- y --> // /* z */ -1 --flag `` '' ,, << >> ?` !` = end."
)
OPENINGS = (
    "# a", "- b", "+ c", "* d", "1. e", "1) f", "(1) g", "a. h", "iv. i", "> j", "| k", ": l", "% m", "= n", "/ o",
    "--- p", "~~~ q", "``` r", "::: s", "#. t", "(@) u", "@v w", "[^1]: x", "    y", "<div> z",
)  # fmt: skip


@pytest.mark.parametrize("to", [Format.MARKDOWN, Format.LATEX])
def test_markup_in_the_text_is_text(to, tmp_path):
    pytest.importorskip("pypandoc", reason="pypandoc is not installed")
    text = "\n\n".join([NASTY, *(f"{opening} stands here" for opening in OPENINGS)])
    path = tmp_path / "out"
    path.write_text(write_document(read(text), WriteOptions(to=to)).text, encoding="utf-8")
    body, notes = read_letters(path, to.value)
    assert body == letters_of(text)
    assert notes == ""
    kinds = ask_pandoc(path, "-f", to.value, "-t", "native")
    for kind in ("Emph", "Strong", "Code", "Math", "Link", "Image", "Header", "List", "Div", "Quote", "Raw"):
        assert kind not in kinds


def test_pandoc_gives_the_very_characters_back(tmp_path):
    pytest.importorskip("pypandoc", reason="pypandoc is not installed")
    path = tmp_path / "out.md"
    path.write_text(write_document(read(NASTY), WriteOptions(standalone=False)).text, encoding="utf-8")
    plain = ask_pandoc(path, "-f", "markdown", "-t", "plain", "--wrap=none")
    assert plain.strip() == NASTY


def test_markup_in_the_text_is_text_to_typst(tmp_path):
    typst = pytest.importorskip("typst", reason="typst is not installed")
    path = tmp_path / "out.typ"
    text = "\n\n".join([NASTY, *(f"{opening} stands here, and {opening} there." for opening in OPENINGS)])
    body = write_document(read(text), WriteOptions(to=Format.TYPST, standalone=False)).text
    path.write_text(f"#let shown = [\n{body}\n]\n#metadata(repr(shown)) <x>\n#shown", encoding="utf-8")
    shown = json.loads(typst.query(str(path), "<x>", field="value", one=True))
    assert set(re.findall(r"^ *([a-z]+)\(", shown, re.MULTILINE)) <= {"sequence", "parbreak"}
    printed = "".join(re.findall(r"^ *\[(.*)\],$", shown, re.MULTILINE))
    assert printed.replace(" ", "") == "".join(text.split())


def test_what_follows_a_citation_cannot_join_it(tmp_path):
    pytest.importorskip("pypandoc", reason="pypandoc is not installed")
    typst = pytest.importorskip("typst", reason="typst is not installed")
    text = "Wow![1](one) [2]{two} [3]: three. [1].Four [2]five x [3]x [1]-six" + LIST
    analysis = read(text)
    path = tmp_path / "out.md"
    path.write_text(write_document(analysis, WriteOptions(standalone=False)).text, encoding="utf-8")
    assert letters_of("Wow! (one) {two} : three. .Four five x x -six") in read_letters(path, "markdown")[0]
    from citekit.bibliography import dump_bibliography

    written = write_document(analysis, WriteOptions(to=Format.TYPST, bibliography="r.bib"))
    (tmp_path / "r.bib").write_text(dump_bibliography(written.entries, format="bibtex"), encoding="utf-8")
    (tmp_path / "out.typ").write_text(written.text, encoding="utf-8")
    assert typst.compile(str(tmp_path / "out.typ")).startswith(b"%PDF-")


PARTS = "ab1 []().,;:*_#@$\\`~<>{}\"'-=+/\nЖ"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from([*PARTS, " [1]", "\n\n", "1 "]), max_size=80))
def test_any_text_is_written_and_restored(text):
    analysis = read(f"Opening words [2]. {''.join(text)}{LIST}")
    for to in Format:
        written = write_document(analysis, WriteOptions(to=to))
        made = load_map(dump_map(make_map(written, analysis.document.text, name="x", to=to.value)).encode())
        assert restore_document(written.text, made) == analysis.document.text


def test_edits_are_carried_over_to_the_restored_source():
    source = "The ha-\nven opened [1, p. 9], said Wren [2]; “so be it”.\n\nThe end [3].\n" + LIST
    written = write_document(read(source))
    made = make_map(written, source, name="x", to="markdown")
    edited = written.text.replace("The end", "The very end").replace("said Wren", "wrote Wren")
    restored = restore_document(edited, made)
    assert restored == source.replace("The end", "The very end").replace("said Wren", "wrote Wren")
    changed = restore_document(written.text.replace("p. 9", "p. 10"), made)
    assert changed == source.replace("[1, p. 9]", "[@heron2011, p. 10]")
    assert restore_document("", made).strip() == "" or "Havens" in restore_document("", made)


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff", b"[1]", b'{"version": 1}'])
def test_a_damaged_map_is_refused_in_one_line(content):
    with pytest.raises(CitekitError, match="map") as caught:
        load_map(content, "x.json")
    assert "\n" not in str(caught.value)


def test_a_map_whose_places_lie_outside_is_refused():
    written = write_document(read("See [1]." + LIST))
    good = dump_map(make_map(written, "See [1].", name="x", to="markdown"))
    with pytest.raises(CitekitError, match="outside"):
        load_map(good.encode())


def run(*arguments, cwd):
    return subprocess.run(
        [sys.executable, "-m", "citekit", *map(str, arguments)],
        capture_output=True,
        cwd=cwd,
        env={**os.environ, "NO_COLOR": "1"},
        check=False,
    )


@pytest.mark.parametrize("coding", ["utf-8", "cp1251", "utf-16", "utf-8-sig"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_the_command_writes_three_files_and_goes_back_byte_for_byte(tmp_path, coding, newline):
    text = "Порт открыт для всех [7, с. 97]. Об этом писал Дрозд [2]; торговля росла.\n" * 4
    content = text.replace("\n", newline).encode(coding)
    (tmp_path / "in.txt").write_bytes(content)
    done = run("cite", "in.txt", "--to", "markdown", "-o", "out.md", cwd=tmp_path)
    assert done.returncode == 0, done.stderr.decode()
    assert "[@ref-7, p. 97]" in (tmp_path / "out.md").read_text(encoding="utf-8")
    assert 'bibliography: "out.bib"' in (tmp_path / "out.md").read_text(encoding="utf-8")
    assert "@misc{ref-7" in (tmp_path / "out.bib").read_text(encoding="utf-8")
    back = run("cite", "out.md", "--restore", "out.md.map.json", "-o", "back.txt", cwd=tmp_path)
    assert back.returncode == 0, back.stderr.decode()
    assert (tmp_path / "back.txt").read_bytes() == content


def test_the_command_says_what_it_needs(tmp_path):
    (tmp_path / "in.txt").write_text("See [1].", encoding="utf-8")
    assert run("cite", "in.txt", cwd=tmp_path).returncode == 2
    assert run("cite", "in.txt", "--to", "latex", cwd=tmp_path).returncode == 2
    same = run("cite", "in.txt", "--to", "latex", "-o", "in.txt", cwd=tmp_path)
    assert same.returncode == 2
    assert (tmp_path / "in.txt").read_text(encoding="utf-8") == "See [1]."
    missing = run("cite", "none.txt", "--to", "latex", "-o", "o.tex", cwd=tmp_path)
    assert missing.returncode == 3
    assert missing.stderr.decode().count("\n") == 1
    damaged = run("cite", "in.txt", "--restore", "in.txt", "-o", "o.txt", cwd=tmp_path)
    assert damaged.returncode == 3
    assert damaged.stderr.decode().count("\n") == 1


def test_the_document_can_go_to_standard_output(tmp_path):
    (tmp_path / "in.txt").write_text("See [1]." + LIST, encoding="utf-8")
    done = run("cite", "in.txt", "--to", "typst", "--bib-out", "r.bib", "--fragment", cwd=tmp_path)
    assert done.returncode == 0
    assert done.stdout.decode().startswith("See @")
    assert (tmp_path / "r.bib").exists()

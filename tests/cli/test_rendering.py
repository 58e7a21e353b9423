"""`citekit render`, `cite` and `styles` as a user runs them: inputs, options, what goes wrong."""

import json
import os
import subprocess
import sys

import pytest

BIB = """@article{gromov2016, author={Громов, П. С.}, title={О мостах}, journaltitle={Река}, date={2016-03},
 volume=12, number=3, pages={4--15}, langid={russian}}
@book{harlow14, author={Harlow, Mary Jane}, title={Slow Rivers}, publisher={North Quay}, location={Hull}, year=2014}
"""
CSL = [{"id": "lee03", "type": "webpage", "title": "Fords", "author": [{"family": "Lee", "given": "Ann"}],
        "issued": {"date-parts": [[2003]]}, "URL": "https://example.org/a"}]  # fmt: skip
RIS = "TY  - JOUR\nID  - kim16\nAU  - Kim, Min\nTI  - Tides\nJO  - Tide Log\nPY  - 2016\nER  - \n"


def run(*arguments, stdin=None):
    return subprocess.run(
        [sys.executable, "-m", "citekit", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        env={**os.environ, "NO_COLOR": "1", "COLUMNS": "80"},
        check=False,
    )


@pytest.fixture
def refs(tmp_path):
    (tmp_path / "a.bib").write_text(BIB, encoding="utf-8")
    (tmp_path / "b.json").write_text(json.dumps(CSL), encoding="utf-8")
    (tmp_path / "c.ris").write_text(RIS, encoding="utf-8")
    return [tmp_path / "a.bib", tmp_path / "b.json", tmp_path / "c.ris"]


def render(*arguments, stdin=None):
    done = run("render", *arguments, stdin=stdin)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def test_several_inputs_of_all_formats_make_one_list(refs):
    assert render(*refs, "--style", "apa") == (
        "Harlow, M. J. (2014). Slow Rivers. North Quay.\n"
        "Kim, M. (2016). Tides. Tide Log.\n"
        "Lee, A. (2003). Fords. https://example.org/a\n"
        "Громов, П. С. (2016). О мостах. Река, 12(3), 4–15.\n"
    )


def test_standard_input_and_chosen_keys():
    assert render("-", "-s", "apa", "--keys", "harlow14", stdin=BIB.encode()).startswith("Harlow")
    assert render("-", "-s", "ieee", "--sort", "year", stdin=BIB.encode()).startswith("[1] M. J. Harlow")


def test_citations_of_keys(refs):
    made = render(*refs, "--style", "apa", "--cite", "harlow14,gromov2016", "--cite", "lee03")
    assert made == "(Harlow, 2014; Громов, 2016)\n(Lee, 2003)\n"


def test_item_locale_and_sorting_of_a_gost_list(refs):
    made = render(refs[0], "-s", "gost-r-7-0-5-2008", "--locale", "ru-RU", "--item-locale")
    russian, english = made.splitlines()
    assert "2016. Т. 12. № 3. С. 4–15." in russian
    assert "Hull: North Quay, 2014." in english


@pytest.mark.parametrize(
    ("ending", "begins"),
    [
        (".html", "<div"),
        (".md", "Harlow"),
        (".tex", "Harlow"),
        (".rtf", "{\\rtf"),
        (".typ", "Harlow"),
        (".txt", "Harlow"),
    ],
)
def test_the_ending_of_the_output_names_the_format(refs, tmp_path, ending, begins):
    out = tmp_path / f"out{ending}"
    assert render(refs[0], "-s", "apa", "-o", out) == ""
    assert out.read_text(encoding="utf-8").startswith(begins)


def test_a_style_by_id_title_uri_and_file(refs, tmp_path):
    from citekit.csl.styles_index import load_style, style_paths

    copy = tmp_path / "mine.csl"
    copy.write_bytes(style_paths()["ieee"].read_bytes())
    title = load_style("ieee").title
    made = {
        render(refs[0], "--style", style)
        for style in ("ieee", "http://www.zotero.org/styles/ieee", title, copy)
    }
    assert len(made) == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--style", "gost-r-7-0-5"), "gost-r-7-0-5-2008"),
        (("--style", "no/such/ieeee.csl"), "ieee"),
        (("--keys", "zz"), "no entry with the key zz"),
        (("--locale", "russian"), 'there is no locale "russian"'),
        (("--processor", "citeproc-py", "--format", "typst"), "formats: html, text"),
    ],
)
def test_what_goes_wrong_is_one_line(refs, arguments, words):
    done = run("render", refs[0], *arguments)
    assert done.returncode == 3
    assert words in done.stderr.decode()
    assert len(done.stderr.decode().splitlines()) == 1


CYCLE = """<style xmlns="http://purl.org/net/xbiblio/csl" class="note">
<info/>
<macro name="a">
<text macro="a"/></macro>
<citation><layout/></citation></style>"""
DEEP = CYCLE.replace('<text macro="a"/>', "<group>" * 150 + "</group>" * 150)


@pytest.mark.parametrize(
    ("style", "words"),
    [
        ("<style>", ":1:"),
        (CYCLE, ":4: CK600 the macro calls itself"),
        (DEEP, ":4: CK600 elements nest deeper"),
    ],
)
def test_a_malformed_style_names_its_line(refs, tmp_path, style, words):
    path = tmp_path / "bad.csl"
    path.write_text(style, encoding="utf-8")
    done = run("render", refs[0], "--style", path)
    assert done.returncode == 3
    assert f"bad.csl{words}" in done.stderr.decode()
    assert len(done.stderr.decode().splitlines()) == 1


def test_entries_without_a_key_of_their_own_are_rendered_and_told(tmp_path):
    bad = "@book{b title={Y}}\n@book{, title={Zebra}, author={Lee, Ann}, year=2001}\n@book{ok, title={X}, year=2000}\n"
    (tmp_path / "bad.bib").write_text(bad, encoding="utf-8")
    (tmp_path / "more.bib").write_text("@book{ok, title={Other}, year=1999}\n", encoding="utf-8")
    done = run("render", tmp_path / "bad.bib", tmp_path / "more.bib", "-s", "apa")
    assert done.returncode == 0
    lines = done.stdout.decode().splitlines()
    assert [line for line in lines if "no title" not in line] == [
        "Lee, A. (2001). Zebra.",
        "Other. (1999).",
        "X. (2000).",
    ]
    assert len(lines) == 4
    told = done.stderr.decode()
    assert 'citekey missing: the entry is rendered as "lee2001' in told
    assert 'the citekey "ok" was used before' in told
    twice = run("render", tmp_path / "more.bib", tmp_path / "more.bib", "-s", "apa")
    assert twice.stdout.decode() == "Other. (1999).\n"
    assert '"ok" is given twice' in twice.stderr.decode()


def test_the_second_processor(refs):
    assert "Slow Rivers. Hull: North Quay, 2014." in render(
        refs[0], "--processor", "citeproc-py", "-s", "ieee"
    )


def test_a_note_style_makes_real_footnotes(refs, tmp_path):
    paper = tmp_path / "paper.md"
    paper.write_text(
        "# Rivers\n\nSlow ones [@harlow14, p. 3]. Again [@harlow14]. A word[^a] of mine.\n\n"
        "[^a]: See [@gromov2016, с. 5].\n",
        encoding="utf-8",
    )
    out = tmp_path / "out.md"
    done = run("cite", paper, "--bib", refs[0], "--style", "chicago-notes-bibliography", "-o", out)
    assert done.returncode == 0, done.stderr.decode()
    text = out.read_text(encoding="utf-8")
    assert "Slow ones.[^cite-1] Again.[^cite-2]" in text
    assert "[^cite-1]: Mary Jane Harlow, *Slow Rivers* (North Quay, 2014), 3." in text
    assert "[^cite-2]: Harlow, *Slow Rivers*." in text
    assert "[^a]: See" in text
    assert "Громов" in text.partition("[^a]: See")[2].splitlines()[0]
    assert "@" not in text
    assert text.rstrip().endswith("(2016): 4–15.")


def test_an_unknown_key_stays_and_is_told(refs, tmp_path):
    paper = tmp_path / "paper.md"
    paper.write_text("One.\n\nTwo [@gone; @harlow14].\n", encoding="utf-8")
    done = run("cite", paper, "--bib", refs[0])
    assert done.returncode == 0
    assert "@gone" in done.stdout.decode()
    assert 'paper.md:3: CK803 no entry has the key "gone"' in done.stderr.decode()


def test_styles_are_listed_and_shown():
    assert "gost-r-7-0-5-2008-numeric\t" in run("styles", "search", "gost").stdout.decode()
    assert run("styles", "search", "no such style anywhere").returncode == 1
    shown = run("styles", "show", "apa").stdout.decode()
    assert "(Lee & Hale, 2016)" in shown
    assert "Harbour Review" in shown

"""Citekeys."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.bibliography import load_bibliography, make_keys
from citekit.bibliography.keys import make_key
from citekit.errors import BibliographyError
from citekit.model import Entry, Name


def keys(text: str, pattern: str = "{author}{year}{title}", **options) -> list[str]:
    return [entry.key for entry in make_keys(load_bibliography(text), pattern, **options)]


@pytest.mark.parametrize(
    ("entry", "key"),
    [
        ("author={Щербаков, Ю.}, title={О силе реки}, year=2010", "shcherbakov2010sile"),
        ("author={Кенжебаев, Ә.}, title={Қазақстан жолы}, year=2010", "kenzhebaev2010qazaqstan"),
        ('author={M{\\"u}ller, Hans}, title={Die {\\"O}ffnung}, year=1999', "muller1999offnung"),
        ("author={van der Meer, Piet}, title={The 3 Rivers}, date={2001-05}", "vandermeer2001rivers"),
        ("author={von Stein, L.}, title={Recht}, year=1850", "stein1850recht"),
        ("author={{World Society of Rivers}}, title={Report}, year=2001", "wsr2001report"),
        ("author={{Oak Press}}, title={Report}, year=2001", "oakpress2001report"),
        ("editor={Holm, Bo}, title={L'eau et la vie}, year=2001", "holm2001leau"),
        ("institution={Ministry}, title={Plan}, year=2001", "ministry2001plan"),
        ("title={Only a Title}", "only-title"),
        ("year={in press}, author={Holm, Bo}", "holm"),
        ("note={x}", "x"),
        ("volume=3", "book"),
    ],
)
def test_keys_are_readable_ascii(entry, key):
    assert keys(f"@book{{, {entry}}}") == [key]


@pytest.mark.parametrize(
    ("pattern", "key"),
    [
        ("{author}_{year:2}", "holm_01"),
        ("{authors}{year}", "holm-berg-dal-etal2001"),
        ("{author:2}:{title:3}", "holm-berg-etal:rivers-snow-ice"),
        ("{type}/{journal}{volume}", "article/waters7"),
        ("Ж {author} ж", "holm"),
    ],
)
def test_the_pattern_is_an_option(pattern, key):
    text = (
        "@article{, author={Holm, B. and Berg, P. and Dal, I. and Eik, O.}, title={The Rivers of Snow and Ice}, "
        "year=2001, journal={Waters}, volume=7}"
    )
    assert keys(text, pattern) == [key]


def test_collisions_get_letters_and_keys_that_are_there_stay():
    text = "".join(
        f"@book{{{key}, author={{Holm, B.}}, year=2001}}\n" for key in ("", "", "own", "", "HOLM2001a")
    )
    assert keys(text) == ["holm2001", "holm2001b", "own", "holm2001c", "HOLM2001a"]
    assert keys(text, keep=False) == ["holm2001", "holm2001a", "holm2001b", "holm2001c", "holm2001d"]
    assert keys(text) == keys(text)


def test_many_collisions_go_on_after_z_in_linear_time():
    entries = [Entry("", "book", {"title": "Rivers"})] * 3000
    made = [entry.key for entry in make_keys(entries)]
    assert made[:3] == ["rivers", "rivers-a", "rivers-b"]
    assert made[26:29] == ["rivers-z", "rivers-aa", "rivers-ab"]
    assert len(set(made)) == 3000


@pytest.mark.parametrize("pattern", ["{nothing}", "{author", "{}}{"])
def test_a_wrong_pattern_is_an_error(pattern):
    with pytest.raises(BibliographyError, match="pattern"):
        make_key(Entry("", "book"), pattern)


@given(st.text(max_size=20), st.text(max_size=20))
@settings(max_examples=100, deadline=None)
def test_any_name_and_title_give_a_key_that_bibtex_can_read(family, title):
    key = make_key(Entry("", "book", {"title": title}, names={"author": (Name(family),)}))
    found = load_bibliography(f"@book{{{key}, title={{x}}}}")
    assert found.entries[0].key == key
    assert not found.diagnostics
    assert key.isascii()


@pytest.mark.parametrize(
    ("entry", "key"),
    [
        ("legislation{, title={Резолюция}, number={A/RES/72/283}, date={2018-06-22}", "a-res-72-283-2018"),
        ("legislation{, title={Resolution}, number={S/RES/2722 (2024)}, date={2024}", "s-res-2722-2024"),
        ("legislation{, number={155-ФЗ}, date={1998}, institution={Российская Федерация}", "rf-155-fz1998"),
        ("legislation{, number={2016/679}, institution={European Union}, date={2016}", "eu-2016-679"),
        ("book{, title={Свод правил по шлюзам}, date={2017}, publisher={Маяк}", "svod-pravil2017"),
        ("unpublished{, archive={ГАРФ}, archive_location={Ф. 5. Оп. 2. Д. 33. Л. 4}", "garf-5-2-33"),
        ("online{, url={https://www.gavan.ru/news}", "gavan-ru"),
    ],
)
def test_a_work_without_author_is_named_by_what_it_is_known_by(entry, key):
    assert keys(f"@{entry}}}") == [key]

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.model import Identifier, Span
from citekit.parse.identifiers import (
    describe_identifier,
    identify_work,
    legal_words,
    scan,
    scan_all,
    scan_identifiers,
)
from citekit.parse.identifiers.check_digits import is_isbn, is_issn, is_orcid
from citekit.parse.identifiers.scan import keep_longest, keep_signs
from citekit.parse.identifiers.un_bodies import is_security_council_year
from tests.case_files import load_cases
from tests.linear_time import assert_proportional, measure


def iterate_lines():
    for case in load_cases("identifiers"):
        for line in case.blocks["cases"].split("\n"):
            text, arrow, result = line.rpartition("=>")
            assert arrow, f"{case}: {line}"
            yield pytest.param(text.strip(), result.strip(), id=f"{case.name}: {text.strip()[:60]}")


@pytest.mark.parametrize(("marked", "expected"), list(iterate_lines()))
def test_case(marked, expected):
    marked = marked.replace("⏎", "\n")
    text = marked.replace("⟦", "").replace("⟧", "")
    spans, shift = [], 0
    start = 0
    for position, character in enumerate(marked):
        if character == "⟦":
            start = position - shift
            shift += 1
        elif character == "⟧":
            spans.append(Span(start, position - shift))
            shift += 1
    found = scan_identifiers(text)
    assert [f"{one.scheme} {one.value}" for one in found] == [name for name in expected.split(" | ") if name]
    assert [one.span for one in found] == spans
    for one in found:
        assert one.raw == text[one.span.start : one.span.end]


def only(text):
    (found,) = scan_identifiers(text)
    return found


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("A/RES/72/283", {"body": "A", "series": "RES", "session": "72", "number": "283"}),
        ("A/RES/217 A (III)", {"body": "A", "series": "RES", "session": "III", "number": "217", "letter": "A"}),
        ("S/RES/1325 (2000)", {"body": "S", "series": "RES", "number": "1325", "year": "2000"}),
        ("A/C.3/68/L.45/Rev.1", {"body": "A", "subsidiary": "C.3", "session": "68", "series": "L", "number": "45", "suffix": "Rev.1"}),
        ("E/CN.4/Sub.2/2003/12/Rev.2", {"body": "E", "subsidiary": "CN.4/Sub.2", "year": "2003", "number": "12", "suffix": "Rev.2"}),
        ("A/72/PV.111", {"body": "A", "session": "72", "series": "PV", "number": "111"}),
        ("A/CONF.151/26/Rev.1 (Vol. I)", {"body": "A", "subsidiary": "CONF.151", "number": "26", "suffix": "Rev.1 (Vol. I)"}),
        ("ST/SGB/2003/13", {"body": "ST", "series": "SGB", "year": "2003", "number": "13"}),
        ("резолюция 72/283 Генеральной Ассамблеи", {"body": "A", "series": "RES", "session": "72", "number": "283"}),
        ("Regulation (EU) 2016/679", {"kind": "Regulation", "year": "2016", "number": "679", "community": "EU", "celex": "32016R0679"}),
        ("Directive 95/46/EC", {"kind": "Directive", "year": "1995", "number": "46", "community": "EC", "celex": "31995L0046"}),
        ("Указ Президента РФ от 31.12.2015 № 683", {"kind": "Указ", "number": "683", "authority": "Президента РФ", "date": "2015-12-31"}),
        ("СЗ РФ. 2006. № 31 (ч. 1). Ст. 3448", {"gazette": "СЗ РФ", "year": "2006", "number": "31", "part": "1", "article": "3448"}),
        ("1155 UNTS 331", {"series": "UNTS", "volume": "1155", "page": "331"}),
        ("arXiv:1706.03762v5", {"version": "v5"}),
    ],
)  # fmt: skip
def test_parts(text, parts):
    assert dict(only(text).parts) == parts


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("A/RES/72/283", "https://docs.un.org/en/A/RES/72/283"),
        ("S/RES/1325 (2000)", "https://docs.un.org/en/S/RES/1325%20(2000)"),
        ("A/RES/217 A (III)", "https://docs.un.org/en/A/RES/217(III)"),
        ("doi:10.1234/abc", "https://doi.org/10.1234/abc"),
        ("Directive 95/46/EC", "https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:31995L0046"),
        ("1155 UNTS 331", "https://treaties.un.org/doc/Publication/UNTS/Volume%201155/v1155.pdf"),
        ("ISBN 978-0-306-40615-7", ""),
    ],
)
def test_url(text, url):
    assert only(text).url == url


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("A/RES/72/283", {"type": "legislation", "title": "Resolution 72/283", "number": "A/RES/72/283", "authority": "United Nations General Assembly"}),
        ("S/RES/1325 (2000)", {"type": "legislation", "title": "Resolution 1325 (2000)", "issued": "2000", "authority": "United Nations Security Council"}),
        ("A/RES/217 A (III)", {"type": "legislation", "title": "Resolution 217 A (III)"}),
        ("A/HRC/RES/16/18", {"type": "legislation", "authority": "United Nations Human Rights Council"}),
        ("A/75/982", {"type": "report", "title": "A/75/982", "authority": "United Nations General Assembly"}),
        ("S/2018/1", {"type": "report", "issued": "2018"}),
        ("Федеральный закон от 27.07.2006 № 149-ФЗ", {"type": "legislation", "number": "149-ФЗ", "issued": "2006-07-27", "authority": "Российская Федерация"}),
        ("Постановление Конституционного Суда РФ от 27.03.2012 № 8-П", {"type": "legal_case", "issued": "2012-03-27"}),
        ("СЗ РФ. 2006. № 31 (ч. 1). Ст. 3448", {"type": "legislation", "container-title": "СЗ РФ", "issue": "31 (ч. 1)", "section": "3448"}),
        ("Regulation (EU) 2016/679", {"type": "legislation", "issued": "2016", "number": "(EU) 2016/679"}),
        ("ECLI:EU:C:2014:317", {"type": "legal_case", "issued": "2014"}),
        ("62012CJ0131", {"type": "legal_case", "issued": "2012"}),
        ("1155 UNTS 331", {"type": "treaty", "volume": "1155", "page": "331", "container-title": "United Nations Treaty Series"}),
        ("ICJ Reports 1996, p. 226", {"type": "legal_case", "issued": "1996", "page": "226"}),
        ("Конвенция МОТ № 169", {"type": "treaty", "title": "ILO Convention No. 169"}),
        ("COM(2019) 640 final", {"type": "report", "issued": "2019", "authority": "European Commission"}),
        ("doi:10.1234/abc", {"type": "document", "DOI": "10.1234/abc"}),
        ("ISBN 978-0-306-40615-7", {"type": "book", "ISBN": "9780306406157"}),
    ],
)  # fmt: skip
def test_description(text, fields):
    described = describe_identifier(only(text))
    assert fields.items() <= described.items()
    assert all(described.values())


@pytest.mark.parametrize("text", ["ISSN 0378-5955", "https://orcid.org/0000-0002-1825-0097", "УДК 327.7"])
def test_what_names_no_work_has_no_description(text):
    assert describe_identifier(only(text)) == {}


def test_one_work_has_one_key():
    assert identify_work(only("S/RES/1325 (2000)")) == identify_work(only("резолюция СБ ООН № 1325"))
    assert identify_work(only("резолюция 72/283")) == identify_work(only("undocs.org/a/res/72/283"))
    assert identify_work(only("doi:10.1234/ABC")) == identify_work(only("doi:10.1234/abc"))
    assert identify_work(only("ISBN 0-306-40615-2")) == identify_work(only("ISBN 978-0-306-40615-7"))
    assert identify_work(only("A/RES/72/283")) != identify_work(only("A/RES/72/284"))


def test_a_wrong_check_digit_is_told():
    (found,) = scan_all("ISBN 978-0-306-40615-8")
    assert found.parts["check"] == "failed"
    assert scan_identifiers("ISBN 978-0-306-40615-8") == ()


@pytest.mark.parametrize("compact", ["9780306406157", "0306406152", "080442957X"])
def test_isbn(compact):
    assert is_isbn(compact)
    wrong = compact[:4] + str((int(compact[4]) + 1) % 10) + compact[5:]
    assert not is_isbn(wrong)


def test_issn_and_orcid():
    assert is_issn("03785955")
    assert is_issn("2434561X")
    assert not is_issn("03785956")
    assert is_orcid("0000000218250097")
    assert not is_orcid("0000000218250098")
    assert not any(
        check("²" * length) for check, length in ((is_isbn, 13), (is_isbn, 10), (is_issn, 8), (is_orcid, 16))
    )


def test_the_longer_of_two_stays():
    short = Identifier("a", "a", Span(5, 8))
    long = Identifier("b", "b", Span(3, 9))
    later = Identifier("c", "c", Span(9, 10))
    assert keep_longest([later, short, long]) == (long, later)


def test_years_of_the_security_council():
    assert is_security_council_year(1325, 2000)
    assert is_security_council_year(242, 1967)
    assert not is_security_council_year(1990, 2014)
    assert not is_security_council_year(1, 1900)
    assert is_security_council_year(3000, 2030)


PIECES = st.sampled_from(
    "A/ RES/ 72/283 S/RES/1325 (2000) резолюция Генеральной Ассамблеи ООН № 149-ФЗ Указ Президента РФ от 31.12.2015 10.1234/ abc ISBN 978-0-306-40615-7 ISSN 0378-5955 hdl: urn:a: COM(2014) 12 Directive 95/46/EC UNTS vol. 3 p. Конвенция МОТ WT/DS58 ETS No. \n - -\n \u00ad ( ) . , / http://un.org/ symbol= %2F ECLI: СЗ РФ. Ст. EDN".split(
        " "
    )
)


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(
        st.text(max_size=120),
        st.lists(PIECES, max_size=25).map(" ".join),
        st.lists(PIECES, max_size=25).map("".join),
    )
)
def test_any_text_is_scanned(text):
    last = 0
    for one in scan_all(text):
        assert last <= one.span.start < one.span.end <= len(text)
        last = one.span.end
        assert one.raw == text[one.span.start : one.span.end]
        assert one.value
        assert " " not in one.url
        describe_identifier(one)
        identify_work(one)


SHAPES = [
    "[",
    "1,",
    " ",
    "-\n",
    "7",
    "a",
    "а",
    "A/",
    "A/RES/1/",
    "A/RES/72/\n",
    "/",
    "10.",
    "10.1234/",
    "№ 1 ",
    "от 1 ",
    "резолюция ",
    "resolution 1, ",
    "Указ Президента от 01.02.2018 ",
    "hdl:1/",
    "10.1234%2F",
    "20",
    "(2000)1",
    "ISBN ",
    "Treaty Series, vol. 1, ",
    "Convention No. 1 ",
    "а\u00ad",
]


@pytest.mark.parametrize("piece", SHAPES)
def test_time_is_in_proportion_to_the_length(piece):
    assert_proportional(scan_identifiers, piece)


@pytest.mark.slow
@pytest.mark.parametrize("piece", SHAPES[:12])
def test_a_megabyte_is_done_in_reasonable_time(piece):
    assert measure(scan_identifiers, piece * (1_000_000 // len(piece)), runs=1) < 25


@pytest.mark.parametrize("scanner", [*scan.VERBATIM, *scan.WORDED], ids=lambda one: one.scan.__name__)
def test_no_scanner_finds_anything_without_one_of_its_signs(scanner):
    assert all(sign.isascii() and not any(map(str.isspace, sign)) for sign in scanner.signs)
    for parameters in iterate_lines():
        text = str(parameters.values[0]).replace("⏎", "\n").replace("⟦", "").replace("⟧", "")
        if not scanner.may_find(text, keep_signs(text)):
            assert not list(scanner.scan(text)), text


def test_every_kind_of_act_holds_one_of_the_stems():
    for kind in legal_words.KINDS:
        for written in re.split(r"\|(?![^(]*\))", kind.pattern):
            letters = re.sub(r"\[(.)(.)\]", r"\2", written).replace("\\.", ".")
            assert any(stem in letters for stem in legal_words.KIND_STEMS), written

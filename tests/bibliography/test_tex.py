"""LaTeX to Unicode and back."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.bibliography.tex import decode_address, decode_tex, encode_tex, is_balanced, to_rich_text
from citekit.bibliography.texcodes import ACCENTS, WORDS


@pytest.mark.parametrize("accent", sorted(ACCENTS))
@pytest.mark.parametrize("form", [r"\{a}{{{l}}}", r"{{\{a}{{{l}}}}}", r"{{\{a} {l}}}", r"\{a} {l}"])
def test_every_accent_in_every_form_is_the_combining_character(accent, form):
    decoded = decode_tex(form.format(a=accent, l="o"))
    assert decoded.text == unicodedata.normalize("NFC", "o" + ACCENTS[accent])
    assert not decoded.unknown


@pytest.mark.parametrize("accent", list("`'^\"~=."))
def test_accent_over_dotless_letters(accent):
    wanted = unicodedata.normalize("NFC", "i" + ACCENTS[accent])
    for form in (
        rf"\{accent}\i",
        rf"\{accent}{{\i}}",
        rf"{{\{accent}\i}}",
        rf"{{\{accent}{{\i}}}}",
        rf"\{accent}\i{{}}",
    ):
        assert decode_tex(form).text == wanted


@pytest.mark.parametrize("word", sorted(WORDS))
def test_every_command_word_is_known_with_and_without_braces(word):
    if WORDS[word].strip() not in {"", "today"}:
        assert decode_tex(rf"x\{word}{{}}y").text == f"x{WORDS[word]}y"
        assert decode_tex(rf"{{\{word}}}").text == WORDS[word].strip(" ")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (r"{\"O}zt{\"u}rk", "Öztürk"),
        (r"Ant{\'o}n{\'{\i}}o", "Antónío"),
        (r"\'Etat {\'e}t\'{e}", "État été"),
        (r"\`a l'\'ecole", "à l'école"),
        (r"na\"{\i}ve \oe uvre", "naïve œuvre"),
        (r"{\l}{\'o}d{\'z}", "łódź"),
        ('a\\\\"b', 'a "b'),
        (r"x\=y", "xȳ"),
        (r"{\o}st \o{}st \o st", "øst øst øst"),
        (r"C\# and F\#", "C# and F#"),
        (r"{\textit{a \textbf{b} c}} d", "a b c d"),
        (r"\emph {spaced}", "spaced"),
        (r"\footnotesize small", "small"),
        ("tab\there\nand  there", "tab here and there"),
        (r"{}--{}", "–"),
        (r"\verb", r"\verb"),
        (r"10\,000 \& 5\ 6", "10\u202f000 & 5 6"),
        (r"$\alpha$-helix of \(x\)", r"$\alpha$-helix of \(x\)"),
        ("plain", "plain"),
        ("", ""),
    ],
)
def test_decoding(value, text):
    assert decode_tex(value).text == text


def test_unknown_commands_stay_and_are_named():
    decoded = decode_tex(r"\frob{a \'e}[b] \zap x \frob")
    assert decoded.text == r"\frob{a é}[b] \zap x \frob"
    assert decoded.unknown == ("frob", "zap", "frob")


@pytest.mark.parametrize(
    ("value", "rich"),
    [
        (r"The {UN} in {\'E}vian", """The <span class="nocase">UN</span> in Évian"""),
        (r"{{All of It}}", '<span class="nocase">All of It</span>'),
        (r"{Outer {Inner} text}", '<span class="nocase">Outer Inner text</span>'),
        (r"\emph{Rana {Linn} x} y", '<i>Rana <span class="nocase">Linn</span> x</i> y'),
        (
            r"{\em it} \textbf{b} \textsuperscript{a} \textsubscript{b}",
            "<i>it</i> <b>b</b> <sup>a</sup> <sub>b</sub>",
        ),
        (r"CO$_2$ and x$^{10}$ and $y$", "CO<sub>2</sub> and x<sup>10</sup> and $y$"),
        (r"\enquote{q} \emph{}", "“q”"),
    ],
)
def test_rich_text(value, rich):
    assert to_rich_text(value) == rich


@pytest.mark.parametrize(
    ("text", "encoded"),
    [
        ("Дом & сад 5 % #1 a_b $9", r"Дом \& сад 5 \% \#1 a\_b \$9"),
        ("Grün – “x” № 5", "Grün – “x” № 5"),
        ("$x^2_i$ costs $5 or $6", r"$x^2_i$ costs \$5 or \$6"),
        (r"\frob{a} \zap", r"\frob{a} \zap"),
        ("a\\ {b} ~ ^", r"a\textbackslash{} \{b\} \textasciitilde{} \textasciicircum{}"),
        ("open { only", r"open \textbraceleft{} only"),
    ],
)
def test_encoding(text, encoded):
    assert encode_tex(text) == encoded
    assert decode_tex(encoded).text == text


@pytest.mark.parametrize(
    ("value", "address"),
    [
        ("https://example.org/a_b?c=%20&d#e~f", "https://example.org/a_b?c=%20&d#e~f"),
        (r"http://example.org/a\_b\%20\&\#\$", "http://example.org/a_b%20&#$"),
        (r"\url{http://example.org/a}", "http://example.org/a"),
        (r"http://example.org/\~{}holm {\textasciitilde}x$\sim$y", "http://example.org/~holm ~x~y"),
        ("http://example.org/\n   a/b", "http://example.org/a/b"),
    ],
)
def test_addresses(value, address):
    assert decode_address(value) == address


@given(st.text(max_size=60))
@settings(max_examples=300, deadline=None)
def test_encoded_text_decodes_to_itself_and_balances(text):
    plain = decode_tex(encode_tex(text))
    encoded = encode_tex(plain.text)
    assert is_balanced(encoded)
    assert encode_tex(decode_tex(encoded).text) == encoded


@given(
    st.lists(
        st.sampled_from([*"{}\\$'\"~^ aé%&_", r"\emph", r"\v", r"\'", r"\url", r"\em", r"\(", "--"])
    ).map("".join)
)
@settings(max_examples=300, deadline=None)
def test_any_tex_is_decoded_without_error(value):
    decode_tex(value)
    to_rich_text(value)
    decode_address(value)


@pytest.mark.parametrize(
    "piece", ["{", "{a", r"\a{", r"\'{", "$", r"\(", r"\emph{x", r"\uppercase{a", "~", r"\v "]
)
def test_time_is_linear(piece):
    def cost(count):
        value = piece * count
        start = time.process_time()
        decode_tex(value)
        to_rich_text(value)
        encode_tex(value)
        return time.process_time() - start

    cost(100)
    assert cost(40_000) < 5 * cost(10_000) + 0.25

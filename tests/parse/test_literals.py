"""What makes patterns of many words cheap."""

import re

import pytest

from citekit.parse.literals import begin_word, holds_literal, join_by_letter

WORDS = ("[Сс]м\\.", "[Сс]р\\.", "[Vv]gl\\.", "[Ss]ee", "[Ss]ee also", "so")


def test_a_literal_is_held_or_not():
    assert holds_literal("в гавани", ("мол", "гаван"))
    assert not holds_literal("в гавани", ("мол", "пирс"))
    assert not holds_literal("в гавани", ())


@pytest.mark.parametrize("text", ["См. см. ср. Vgl. see also so Seen", "", "смр. sso", "см. СР. С"])
def test_parting_by_letter_changes_no_match(text):
    plain = re.compile("|".join(WORDS))
    parted = re.compile(join_by_letter(WORDS))
    assert [found.span() for found in parted.finditer(text)] == [
        found.span() for found in plain.finditer(text)
    ]


def test_of_one_letter_the_earlier_alternative_wins():
    assert re.match(join_by_letter(WORDS), "see also")[0] == "see"


def test_alternatives_are_parted_by_their_first_letter():
    assert join_by_letter(WORDS) == "[Сс](?:м\\.|р\\.)|[Vv](?:gl\\.)|[Ss](?:ee|ee also)|s(?:o)"


def test_a_word_begins_at_the_first_letters_of_its_alternatives():
    alternatives = ("[Тт]ам", "ibid", r"\(n", "[Ii]dem", r"\.\.", "-x")
    words = re.compile(begin_word(alternatives) + f"(?:{'|'.join(alternatives)})")
    text = "Там, там; ibid ridem idem (n .. -x хтам"
    assert words.findall(text) == ["Там", "там", "ibid", "idem", "(n", "..", "-x"]

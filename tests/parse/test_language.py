"""Language guesses on short texts."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.parse.language import guess_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Громов П. С. Торговля после кризиса // Вопросы экономики. 2016. С. 41–57.", "ru"),
        ("Орлов К. Порт. URL: http://example.org/a/very/long/address/with/many/latin/letters.html", "ru"),
        ("Шевчук Т. І. Історія та право. Київ, 2001.", "uk"),
        ("Купала Я. Пра гісторыю краю і людзей. Мінск, 1998. Ўсход", "be"),
        ("Қазақстан Республикасы тарихы туралы", "kk"),
        ("Иванов П. История на България. София, 1999. Издателство за право", "bg"),
        ("Smith, J. The river and its city. Oxford University Press", "en"),
        ("Müller, H.: Die Grenze und das Recht. Berlin 2001, S. 5", "de"),
        ("Dupont J., L’histoire des ports du Nord, Paris, 2001", "fr"),
        ("Rossi M., Storia della città e del porto, Roma, 1999", "it"),
        ("García, J. La ciudad y el río en la historia. Madrid", "es"),
        ("Silva, J. A história do porto e das cidades. Lisboa", "pt"),
        ("Транспортная стратегия на период до 2030 года", "ru"),
        ("Конкуренция за безопасность Центральной Азии", "ru"),
        ("Παπαδόπουλος, Γ.", "el"),
        ("辛宏, 李佳颖", "zh"),
        ("", None),
        ("12 (3): 45–67", None),
    ],
)
def test_language_is_guessed(text, language):
    assert guess_language(text) == language


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_any_text_gives_a_code_or_none(text):
    language = guess_language(text)
    assert language is None or (language.islower() and len(language) == 2)

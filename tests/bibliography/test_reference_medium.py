import pytest

from citekit.bibliography import reference_to_entry
from citekit.parse import parse_reference


@pytest.mark.parametrize("mark", ["Электронный ресурс", "Electronic resource", "Електронний ресурс"])
def test_the_mark_of_the_medium_is_no_genre(mark):
    reference = parse_reference(
        f"Порт открыт [{mark}] // Гавань. URL: http://a.example/b (дата обращения: 22.06.2018)."
    )
    entry = reference_to_entry(reference, key="a")
    assert entry.get("medium") == mark
    assert not entry.get("type")

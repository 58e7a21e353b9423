"""Works while they are gathered from references."""

from types import MappingProxyType

from citekit.model import Entry, Reference, Span
from citekit.resolve.works import NEVER, Work


class Counted(list):
    """A list that counts how often one of its members is read."""

    reads = 0

    def __getitem__(self, index):
        self.reads += 1
        return super().__getitem__(index)


def make_reference(text: str) -> Reference:
    return Reference(text, Span(0, len(text)))


def test_a_year_with_a_letter_is_found_among_references_that_come_later():
    work = Work(Entry("", "misc", MappingProxyType({"title": "Гавань"})), NEVER)
    work.references.append(make_reference("Сайт гавани. URL: http://port.example.org"))
    assert work.year is None
    assert not work.letter
    work.references.append(make_reference("Невский А. Гавань. 2011a."))
    assert work.year == 2011
    assert work.letter == "a"


def test_each_reference_is_searched_once():
    work = Work(Entry("", "misc", MappingProxyType({"title": "Гавань"})), NEVER)
    work.references = Counted(make_reference("Сайт гавани.") for _ in range(50))
    for _ in range(50):
        assert work.year is None
    assert work.references.reads == 50

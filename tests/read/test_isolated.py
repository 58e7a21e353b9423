import pickle

import pytest

from citekit.errors import ReadError
from citekit.read import read_document
from citekit.read.isolated import _OwnUnpickler, read_isolated
from tests.read.docx_packages import call, make_docx, paragraph

DOCX = make_docx(
    paragraph("Порт", call(1), "."), footnotes={1: paragraph("Громов П. С. Река. М. : Маяк, 1999. 20 с.")}
)
MARKDOWN = "Порт \\[1\\][^a].\n\n[^a]: Река.".encode()


@pytest.mark.parametrize(("content", "name"), [(DOCX, "a.docx"), (MARKDOWN, "a.md"), (b"\\cite{a}", "a.tex")])
def test_a_child_reads_the_same(content, name):
    here = read_document(content, name=name)
    there = read_document(content, name=name, isolate=True)
    assert there == here
    assert there.offsets.origin_at(3) == here.offsets.origin_at(3)


def test_what_the_child_refuses_is_refused():
    with pytest.raises(ReadError) as caught:
        read_document(b"PK\x03\x04 damaged word/document.xml", name="a.docx", format="docx", isolate=True)
    assert caught.value.code == "CK110"
    assert str(caught.value).startswith("a.docx: ")


def test_a_child_that_takes_too_long_is_ended():
    with pytest.raises(ReadError) as caught:
        read_isolated(b"x", "a.txt", max_bytes=100, seconds=0)
    assert caught.value.code == "CK136"


class _Evil:
    def __reduce__(self):
        return (print, ("taken over",))


def test_nothing_but_documents_comes_back():
    import io

    with pytest.raises(pickle.UnpicklingError):
        _OwnUnpickler(io.BytesIO(pickle.dumps(_Evil()))).load()

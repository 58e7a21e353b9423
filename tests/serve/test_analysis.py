"""Analyses in a child process: what they give, what they may take, and how they end."""

import threading

import pytest

from citekit.errors import ReadError
from citekit.pipeline import analyze
from citekit.report.as_json import describe_analysis
from citekit.serve.analysis import AnalysisLimits, Analyst
from citekit.serve.stored import pack_analysis, unpack_analysis

PAPER = "Harbours [1].\n\nReferences\n\n1. Heron O. Havens of the North. London: Quay, 2011. 240 p.\n"
LONG = PAPER + "".join(f"{n}. Heron A. Havens of {n}. London: Quay, 2011. 240 p.\n" for n in range(2, 40_000))


def test_an_analysis_comes_whole_out_of_the_child():
    stages = []
    packed = Analyst().analyze(PAPER.encode(), "paper.txt", "en", stages.append)
    assert stages == ["read", "find", "keep"]
    described = describe_analysis(unpack_analysis(packed), with_text=True)
    assert described["counts"]["entries"] == 1
    assert described["text"] == PAPER
    assert described["source"] == "paper.txt"


def test_packing_keeps_everything(tmp_path):
    path = tmp_path / "paper.txt"
    path.write_text(PAPER + "See [5] and Heron (2011), doi:10.1000/182, http://port.example/.\n", "utf-8")
    whole = analyze(path, language="en")
    back = unpack_analysis(pack_analysis(whole))
    assert describe_analysis(back, with_text=True) == describe_analysis(whole, with_text=True)


@pytest.mark.parametrize("content", [b"", b"nothing", pack_analysis(analyze(b"Tides [1].\n"))[:-9]])
def test_what_was_not_packed_is_refused(content):
    with pytest.raises(ReadError, match="damaged"):
        unpack_analysis(content)


def test_a_document_that_takes_too_much_time_is_stopped():
    with pytest.raises(ReadError, match="too much time"):
        Analyst(AnalysisLimits(seconds=1)).analyze(LONG.encode(), "long.txt", None, lambda _: None)


def test_a_document_that_takes_too_much_memory_is_stopped():
    limits = AnalysisLimits(memory=100 * 1024 * 1024)
    with pytest.raises(ReadError, match="too much memory"):
        Analyst(limits).analyze(b"Harbours [1]. " * 2_000_000, "long.txt", "en", lambda _: None)


def test_what_is_under_way_ends_with_the_workbench():
    analyst = Analyst()
    begun = threading.Event()
    failures = []

    def work():
        try:
            analyst.analyze(LONG.encode(), "long.txt", "en", lambda _: begun.set())
        except ReadError as error:
            failures.append(error)

    worker = threading.Thread(target=work)
    worker.start()
    assert begun.wait(60)
    analyst.close()
    worker.join(60)
    assert not worker.is_alive()
    assert failures

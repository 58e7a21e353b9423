"""`citekit serve` on the command line."""

import signal
import socket
import subprocess
import sys

import pytest


def run(*arguments):
    command = [sys.executable, "-m", "citekit", "serve", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


def test_a_port_that_is_taken_is_said_in_one_line(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = run("--port", str(port), "--store", str(tmp_path / "a.sqlite"))
    assert done.returncode == 3
    assert done.stderr == f"error: CK810 port {port} is taken (--port 0 takes any that is free)\n"
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--host", "nowhere.invalid"], "no address of this computer"),
        (["--host", "192.0.2.1"], "cannot listen"),
        (["no-such-file.txt"], "no such file"),
    ],
)
def test_what_keeps_it_from_starting_is_said_in_one_line(tmp_path, arguments, words):
    done = run("--port", "0", "--store", str(tmp_path / "a.sqlite"), *arguments)
    assert done.returncode == 3
    assert words in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_store_that_is_none_is_said_in_one_line(tmp_path):
    path = tmp_path / "text.sqlite"
    path.write_text("nothing of the kind " * 100, encoding="utf-8")
    done = run("--port", "0", "--store", str(path))
    assert done.returncode == 3
    assert "cannot use the store" in done.stderr
    assert done.stderr.count("\n") == 1


def test_documents_named_on_the_command_line_begin_sessions(start, tmp_path):
    path = tmp_path / "draft.txt"
    path.write_text("Tides [1].\n", encoding="utf-8")
    bench = start("--offline", str(path))
    sessions = bench.ask("GET", "/api/sessions")[1]["sessions"]
    assert [one["name"] for one in sessions] == ["draft.txt"]


def test_it_ends_with_an_interrupt_and_says_nothing(start):
    bench = start("--offline")
    bench.add("Tides [1].\n")
    bench.process.send_signal(signal.SIGINT)
    assert bench.process.wait(30) == 0
    bench.reader.join(30)
    assert bench.errors == []


def test_it_listens_to_this_computer_alone(start):
    bench = start("--offline")
    others = {info[4][0] for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}
    for other in others - {"127.0.0.1"}:
        with socket.socket() as probe:
            probe.settimeout(5)
            assert probe.connect_ex((other, bench.port)) != 0

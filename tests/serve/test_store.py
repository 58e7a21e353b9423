"""Sessions survive a restart, and what was confirmed survives a kill."""

import http.client
import os
import signal
import sqlite3
import threading

import pytest

from citekit.errors import ServeError
from citekit.serve.corrections import EditEntry
from citekit.serve.state import Step
from citekit.serve.store import FullError, SessionStore, StaleError

PAPER = "Harbours [1].\n\nReferences\n\n1. Heron O. Havens of the North. London: Quay, 2011. 240 p.\n"


@pytest.fixture
def store(tmp_path):
    with SessionStore(tmp_path / "workbench.sqlite") as opened:
        yield opened


def step(title):
    return Step("correction", EditEntry("e0", fields={"title": title}))


def test_a_log_is_read_as_it_was_written(store):
    session = store.add_session("a.txt", b"text", None)
    steps = [step("One"), step('Два "</script>'), Step("undo"), Step("redo")]
    for version, one in enumerate(steps):
        assert store.append(session, version, one) == version + 1
    assert [row.step for row in store.read_log(session)] == steps
    assert store.find_session(session).version == 4


def test_a_stale_step_is_refused(store):
    session = store.add_session("a.txt", b"text", None)
    store.append(session, 0, step("One"))
    with pytest.raises(StaleError) as raised:
        store.append(session, 0, step("Two"))
    assert raised.value.version == 1
    assert len(store.read_log(session)) == 1


def test_of_many_at_once_one_wins_each_version(store, tmp_path):
    session = store.add_session("a.txt", b"text", None)
    won = []

    def write(own):
        for version in range(20):
            try:
                own.append(session, version, step(f"{id(own)}"))
                won.append(version)
            except StaleError:
                pass

    with SessionStore(tmp_path / "workbench.sqlite") as other:
        threads = [threading.Thread(target=write, args=(one,)) for one in (store, other, store, other)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(won) == list(range(len(won)))
    assert [row.version for row in store.read_log(session)] == list(range(1, len(won) + 1))


def test_a_session_is_removed_with_all_that_is_in_it(store):
    session = store.add_session("a.txt", b"text", None)
    store.append(session, 0, step("One"))
    store.keep_check(session, "http://port.example/", "{}")
    assert store.remove_session(session)
    assert store.read_log(session) == []
    assert store.read_checks(session) == {}
    store.keep_check(session, "http://port.example/", "{}")
    assert store.read_checks(session) == {}


def test_a_full_disk_is_said_and_changes_nothing(store):
    session = store.add_session("a.txt", b"text", None)
    store.append(session, 0, step("One"))
    pages = store._database.execute("PRAGMA page_count").fetchone()[0]
    store._database.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(FullError, match="full"):
        store.append(session, 1, step("x" * 100_000))
    store._database.execute("PRAGMA max_page_count = 1000000")
    assert store.find_session(session).version == 1
    assert store.append(session, 1, step("Two")) == 2


def test_the_file_is_for_its_owner_alone(tmp_path):
    path = tmp_path / "new" / "workbench.sqlite"
    SessionStore(path).close()
    assert path.stat().st_mode & 0o077 == 0


def test_what_is_no_store_is_said(tmp_path):
    path = tmp_path / "text.sqlite"
    path.write_bytes(b"not a database" * 100)
    with pytest.raises(ServeError, match="cannot use the store"):
        SessionStore(path)
    later = tmp_path / "later.sqlite"
    with sqlite3.connect(later) as database:
        database.execute("PRAGMA user_version = 99")
    database.close()
    with pytest.raises(ServeError, match="later"):
        SessionStore(later)


def test_a_session_is_found_again_after_a_restart(start):
    first = start("--offline")
    session = first.add(PAPER)["id"]
    assert (
        first.correct(session, 0, do="edit_entry", entry="e0", fields={"title": "Havens of the East"})[0]
        == 200
    )
    before = first.state(session)
    first.stop()
    second = start("--offline", store=first.store)
    assert [one["id"] for one in second.ask("GET", "/api/sessions")[1]["sessions"]] == [session]
    assert second.state(session) == before
    assert second.send("GET", "/", headers={"Authorization": f"Bearer {first.token}"})[0] == 401


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")
def test_a_kill_loses_nothing_that_was_confirmed(start):
    bench = start("--offline")
    session = bench.add(PAPER)["id"]
    store = bench.store
    version = 0
    for round_ in range(3):
        confirmed = []

        def write(running=bench, first=version, told=confirmed, name=round_):
            number = first
            while True:
                title = f"Title {name} {number}"
                try:
                    status, answer = running.correct(
                        session, number, do="edit_entry", entry="e0", fields={"title": title}
                    )
                except (OSError, ValueError, AssertionError, http.client.HTTPException):
                    return
                if status != 200:
                    return
                number = answer["version"]
                told.append((number, title))

        writer = threading.Thread(target=write)
        writer.start()
        while len(confirmed) < 5:
            assert writer.is_alive()
        bench.process.send_signal(signal.SIGKILL)
        bench.process.wait()
        writer.join()
        bench = start("--offline", store=store)
        rows = bench.ask("GET", f"/api/sessions/{session}/history")[1]["rows"]
        kept = {row["version"]: row["correction"]["fields"]["title"] for row in rows}
        assert all(kept.get(number) == title for number, title in confirmed)
        version = bench.state(session)["session"]["version"]
        assert version in {confirmed[-1][0], confirmed[-1][0] + 1}
        assert bench.state(session)["entries"][0]["fields"]["title"] == kept[version]


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")
def test_a_document_whose_analysis_was_killed_is_analysed_again(start):
    bench = start("--offline")
    references = "".join(f"{n}. Heron A. Havens of {n}. London: Quay, 2011. 240 p.\n" for n in range(1, 400))
    status, session = bench.ask(
        "POST", "/api/sessions?name=a.txt", f"Text [1].\n\nReferences\n\n{references}".encode()
    )
    assert status == 201
    bench.process.send_signal(signal.SIGKILL)
    bench.process.wait()
    bench = start("--offline", store=bench.store)
    assert bench.wait_for(session["id"])["status"] == "ready"
    assert len(bench.state(session["id"])["references"]) > 300

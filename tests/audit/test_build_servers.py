"""What ships for build servers: the action of GitHub and the hook of pre-commit, read and run."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.audit.fault_server import PROSE, FaultServer, page

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
BASH = shutil.which("bash") or "/bin/bash"
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
(HOOK,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
EXPRESSION = re.compile(r"\$\{\{\s*([\w.-]+)\s*\}\}")


@pytest.fixture
def folder(tmp_path):
    """A folder with documents whose links lead to a server of the test."""
    with FaultServer({"/ok": page(), "/dead": page("Gone", status=410)}) as server:
        text = (
            f"# Ports\n\nTold at {server.base}/ok (accessed 5 March 2019) and at {server.base}/dead too.\n\n"
        )
        (tmp_path / "paper.md").write_text(text + PROSE)
        (tmp_path / "fine.md").write_text(f"# Piers\n\nTold at {server.base}/ok (accessed 5 March 2019).\n")
        (tmp_path / "bin").mkdir()
        stub = tmp_path / "bin" / "pip"
        stub.write_text('#!/bin/sh\nprintf "%s\\n" "$@" > "$PIP_CALLED"\n')
        stub.chmod(0o755)
        (tmp_path / "allowed").write_text(f"127.0.0.1:{server.port}")
        yield tmp_path


def run_action(folder, **inputs):
    """Run the steps as the runner does (`bash -eo pipefail`), with its variables; tell status, output, summary."""
    given = {name: str(rules.get("default", "")) for name, rules in ACTION["inputs"].items()} | inputs
    values = {f"inputs.{name}": value for name, value in given.items()} | {"github.action_path": str(ROOT)}
    summary = folder / "summary"
    summary.write_text("")
    runner = {
        "PATH": f"{folder / 'bin'}:{BIN}:{os.environ['PATH']}", "HOME": str(folder), "GITHUB_ACTIONS": "true", "CI": "true",
        "GITHUB_STEP_SUMMARY": str(summary), "GITHUB_WORKSPACE": str(folder), "PIP_CALLED": str(folder / "pip.txt"),
    }  # fmt: skip
    output = ""
    for step in ACTION["runs"]["steps"]:
        if "run" not in step:
            continue
        assert not EXPRESSION.search(step["run"]), "an input must not be pasted into a script"
        own = {
            name: EXPRESSION.sub(lambda found: values[found[1]], text) for name, text in step["env"].items()
        }
        done = subprocess.run(
            [BASH, "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]], cwd=folder, env=runner | own,
            capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
        output += done.stdout
        if done.returncode:
            return done.returncode, output, summary.read_text()
    return 0, output, summary.read_text()


def allow(folder):
    return f"--no-store --quiet --retries 0 --allow {(folder / 'allowed').read_text()}"


def test_the_action_is_as_github_defines_it():
    if shutil.which("check-jsonschema", path=str(BIN)) is None:
        pytest.skip("check-jsonschema is not installed")
    subprocess.run(
        [BIN / "check-jsonschema", "--builtin-schema", "vendor.github-actions", ROOT / "action.yml"],
        check=True,
    )


def test_every_expression_of_the_action_names_an_input():
    named = set(EXPRESSION.findall((ROOT / "action.yml").read_text(encoding="utf-8")))
    known = {f"inputs.{name}" for name in ACTION["inputs"]} | {"github.action_path", "github.run_id"}
    assert named <= known
    assert {f"inputs.{name}" for name in ACTION["inputs"]} <= named
    assert all(step.get("shell") == "bash" for step in ACTION["runs"]["steps"] if "run" in step)


def test_the_action_annotates_and_fails(folder):
    status, output, summary = run_action(folder, files="*.md", arguments=allow(folder))
    assert status == 1
    (line,) = [line for line in output.splitlines() if line.startswith("::error ")]
    assert re.match(
        r"::error file=paper\.md,line=3,col=\d+,title=link dead::http://127\.0\.0\.1:\d+/dead: ", line
    )
    assert "/dead" in summary
    assert (folder / "pip.txt").read_text().splitlines() == ["install", "--quiet", f"{ROOT}[audit]"]


def test_the_action_passes_where_nothing_is_to_fail(folder):
    assert run_action(folder, files="fine.md", arguments=allow(folder))[0] == 0
    assert run_action(folder, files="paper.md", arguments=allow(folder), **{"fail-on": "never"})[0] == 0
    assert run_action(folder, files="missing.md", arguments=allow(folder))[0] == 3


def test_inputs_of_the_action_are_words_and_no_commands(folder):
    run_action(folder, files="fine.md $(touch taken) `touch taken` ; touch taken", arguments=allow(folder))
    assert not (folder / "taken").exists()


def test_the_hook_is_as_pre_commit_defines_it():
    if shutil.which("pre-commit", path=str(BIN)) is None:
        pytest.skip("pre-commit is not installed")
    subprocess.run([BIN / "pre-commit", "validate-manifest", ROOT / ".pre-commit-hooks.yaml"], check=True)
    for name, wanted in {"a.bib": True, "d/b.docx": True, "c.md": True, "d.py": False, "bib": False}.items():
        assert bool(re.search(HOOK["files"], name)) is wanted, name


@pytest.mark.parametrize(("name", "status"), [("paper.md", 1), ("fine.md", 0)])
def test_the_hook_runs(folder, name, status):
    """pre-commit itself runs the hook; only the environment is ours, since building one needs the network."""
    git = shutil.which("git")
    if shutil.which("pre-commit", path=str(BIN)) is None or git is None:
        pytest.skip("pre-commit or git is not installed")
    hook = {key: value for key, value in HOOK.items() if key != "additional_dependencies"}
    hook |= {"language": "system", "args": allow(folder).split()}
    (folder / ".pre-commit-config.yaml").write_text(
        yaml.safe_dump({"repos": [{"repo": "local", "hooks": [hook]}]})
    )
    environment = {
        "PATH": f"{BIN}:{os.environ['PATH']}", "HOME": str(folder), "PRE_COMMIT_HOME": str(folder / "cache"),
        "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1",
    }  # fmt: skip
    subprocess.run([git, "init", "-q"], cwd=folder, env=environment, check=True)
    subprocess.run([git, "add", "."], cwd=folder, env=environment, check=True)
    done = subprocess.run(
        [BIN / "pre-commit", "run", HOOK["id"], "--hook-stage", "manual", "--verbose", "--files", name],
        cwd=folder, env=environment, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == status, done.stdout + done.stderr
    assert ("Failed" if status else "Passed") in done.stdout
    assert ("/dead" in done.stdout) is bool(status)

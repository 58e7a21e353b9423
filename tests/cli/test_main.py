"""The application as a whole: which modules a command loads, what stands in its help."""

import subprocess
import sys

from citekit.cli.main import COMMANDS

LOADED = """
import sys
from citekit.cli.main import main
sys.argv = ["citekit", *sys.argv[1:]]
try:
    main()
finally:
    print(*sorted(name for name in sys.modules if name.startswith("citekit.cli.")), file=sys.stderr)
"""


def run(*arguments):
    return subprocess.run(
        [sys.executable, "-c", LOADED, *arguments], capture_output=True, text=True, timeout=60, check=False
    )


def test_a_command_loads_its_own_module_alone():
    loaded = run("styles", "--help").stderr.split()
    assert "citekit.cli.styles" in loaded
    assert not {f"citekit.cli.{name}" for name in COMMANDS if name != "styles"} & set(loaded)


def test_help_names_every_command():
    done = run("--help")
    assert all(f"\n  {name} " in done.stdout for name in COMMANDS)


def test_a_command_that_is_none_is_wrong_usage():
    done = run("auditt")
    assert done.returncode == 2
    assert "No such command" in done.stderr

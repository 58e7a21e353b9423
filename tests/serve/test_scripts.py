"""The scripts of the page keep to their types.

Needs node and TypeScript below `build/node` (`npm install --no-save --prefix build/node typescript`).
"""

import json
import shutil
import subprocess
from importlib.resources import files
from pathlib import Path

import pytest

TYPESCRIPT = Path(__file__).parents[2] / "build" / "node" / "node_modules" / "typescript" / "bin" / "tsc"


def test_the_scripts_keep_to_their_types(tmp_path):
    node = shutil.which("node")
    if node is None or not TYPESCRIPT.exists():
        pytest.skip("TypeScript is not installed below build/node")
    templates = files("citekit.serve").joinpath("templates")
    names = [one.name for one in templates.iterdir() if one.name.endswith(".js")]
    assert len(names) >= 6
    for name in names:
        text = templates.joinpath(name).read_text(encoding="utf-8")
        assert text.startswith("// @ts-check\n")
        (tmp_path / name).write_text(text.replace('from "/static/', 'from "./'), encoding="utf-8")
    options = {
        "allowJs": True, "checkJs": True, "noEmit": True, "strict": True, "noUncheckedIndexedAccess": True,
        "target": "es2022", "module": "es2022", "moduleResolution": "bundler", "lib": ["es2023", "dom", "dom.iterable"],
    }  # fmt: skip
    (tmp_path / "tsconfig.json").write_text(json.dumps({"compilerOptions": options, "files": names}), "utf-8")
    done = subprocess.run(
        [node, str(TYPESCRIPT), "--project", str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout

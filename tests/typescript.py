"""Checks the types of the scripts that pages load.

Needs node and TypeScript below `build/node` (`npm install --no-save --prefix build/node typescript`).
"""

import json
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

TYPESCRIPT = Path(__file__).parents[1] / "build" / "node" / "node_modules" / "typescript" / "bin" / "tsc"
OPTIONS = {
    "allowJs": True, "checkJs": True, "noEmit": True, "strict": True, "noUncheckedIndexedAccess": True,
    "target": "es2022", "module": "es2022", "moduleResolution": "bundler", "lib": ["es2023", "dom", "dom.iterable"],
}  # fmt: skip


def check_types(scripts: Mapping[str, str], folder: Path) -> None:
    """Fail where a script, by its name, does not keep to its types; skip without TypeScript."""
    node = shutil.which("node")
    if node is None or not TYPESCRIPT.exists():
        pytest.skip("TypeScript is not installed below build/node")
    for name, text in scripts.items():
        assert text.startswith("// @ts-check\n"), name
        (folder / name).write_text(text, encoding="utf-8")
    settings = {"compilerOptions": OPTIONS, "files": list(scripts)}
    (folder / "tsconfig.json").write_text(json.dumps(settings), encoding="utf-8")
    done = subprocess.run(
        [node, str(TYPESCRIPT), "--project", str(folder)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout

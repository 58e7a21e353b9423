"""Files that a document names, found only inside the folder that the document lies in."""

from __future__ import annotations

from pathlib import Path


def find_beside(source: str, name: str, suffix: str) -> Path | None:
    """Return the path of a file that a document names, or None.

    Args:
        source: Path of the document; a document without one has no folder.
        name: The name as the document gives it.
        suffix: Suffix that may be left out of the name.

    Returns:
        The resolved path of an existing file in the document's folder or below; a name that leads out of
        it, also through a link, gives None.
    """
    if not name or "\0" in name or source in {"-", "<bytes>", "<text>"}:
        return None
    try:
        folder = Path(source).resolve().parent
        for candidate in (folder / name, folder / f"{name}{suffix}"):
            path = candidate.resolve()
            if path.is_file() and path.is_relative_to(folder):
                return path
    except (OSError, ValueError, RuntimeError):
        return None
    return None

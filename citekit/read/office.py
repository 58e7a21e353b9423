"""RTF and Word 97-2003 through LibreOffice: converted to DOCX by a program of its own, then read as that.

LibreOffice runs without a window, in a profile of its own that is thrown away, with macros, updates of links
and the network switched off, and within a time limit.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Final
from xml.sax.saxutils import quoteattr

from citekit.children import end_child
from citekit.errors import ReadError

#: Seconds that a conversion may take.
MAX_SECONDS: Final = 120
#: Bytes that its result may have.
MAX_RESULT: Final = 256 * 1024 * 1024
_PROGRAMS: Final = ("soffice", "libreoffice")
_USUAL_PLACES: Final = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:\\Program Files\\LibreOffice\\program\\soffice.exe",
)
#: Settings of the profile: path, name, value.
_SETTINGS: Final = (
    ("org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("org.openoffice.Office.Common/Misc", "FirstRun", "false"),
    ("org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    ("org.openoffice.Office.Writer/Content/Update", "Field", "false"),
    ("org.openoffice.Inet/Settings", "ooInetProxyType", "2"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)


def find_office() -> str | None:
    """Return the path of LibreOffice, or None where it is not installed."""
    found = (shutil.which(name) for name in _PROGRAMS)
    return next((path for path in (*found, *_USUAL_PLACES) if path and Path(path).is_file()), None)


def convert_to_docx(content: bytes, suffix: str, source: str, seconds: float = MAX_SECONDS) -> bytes:
    """Return a document as DOCX.

    Args:
        content: The bytes of the file.
        suffix: What it is: `rtf` or `doc`.
        source: Name that errors print.
        seconds: Time that it may take.

    Raises:
        ReadError: LibreOffice is not installed (CK115), or did not convert it in time (CK116).
    """
    program = find_office()
    if program is None:
        raise ReadError(
            f"{suffix.upper()} is read through LibreOffice, which is not installed",
            code="CK115", source=source, hint="install LibreOffice Writer, or save the document as DOCX",
        )  # fmt: skip
    with tempfile.TemporaryDirectory(prefix="citekit-", ignore_cleanup_errors=True) as folder:
        base = Path(folder)
        _write_profile(base / "profile" / "user")
        (base / f"document.{suffix}").write_bytes(content)
        command = [
            program, f"-env:UserInstallation={(base / 'profile').as_uri()}", "--headless", "--invisible",
            "--norestore", "--nologo", "--nodefault", "--nolockcheck", "--nofirststartwizard",
            "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(base / "out"),
            str(base / f"document.{suffix}"),
        ]  # fmt: skip
        ended = _run(command, base, seconds)
        made = base / "out" / "document.docx"
        if not ended:
            message = f"LibreOffice did not convert it within {seconds:g} seconds"
            raise ReadError(message, code="CK116", source=source)
        if not made.is_file() or made.stat().st_size > MAX_RESULT:
            hint = "the file is damaged; open it in a word processor and save it as DOCX"
            raise ReadError("LibreOffice could not convert it", code="CK116", source=source, hint=hint)
        return made.read_bytes()


def _run(command: list[str], folder: Path, seconds: float) -> bool:
    """Run the program with all its children; tell whether it ended in time."""
    environment = {
        **{name: value for name, value in os.environ.items() if "proxy" not in name.lower()},
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "SAL_USE_VCLPLUGIN": "svp",
    }
    with subprocess.Popen(  # noqa: S603 - a fixed command; the name of the file is ours
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env=environment,
        start_new_session=True,
    ) as child:
        try:
            child.wait(seconds)
        except subprocess.TimeoutExpired:
            end_child(child)
            return False
        except BaseException:
            end_child(child)
            raise
    return True


def _write_profile(folder: Path) -> None:
    folder.mkdir(parents=True)
    items = "".join(
        f'<item oor:path={quoteattr("/" + path)}><prop oor:name="{name}" oor:op="fuse"><value>{value}</value>'
        "</prop></item>"
        for path, name, value in _SETTINGS
    )
    (folder / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        f'xmlns:xs="http://www.w3.org/2001/XMLSchema">{items}</oor:items>',
        encoding="utf-8",
    )

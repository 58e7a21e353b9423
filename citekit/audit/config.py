"""The configuration of an audit: `[tool.citekit.audit]` in pyproject.toml or `[audit]` in citekit.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from citekit.audit.limits import HostLimits
from citekit.errors import AuditError

_KEYS: Final = {
    "exclude": list, "accept": list, "remap": dict, "hosts": dict, "allow": list, "timeout": (int, float),
    "retries": int, "archive": str, "store": str, "max-age": (int, float), "user-agent": str, "proxy": str,
    "ftp": bool,
    "fragments": bool, "robots": bool, "allow-private": bool, "connections": int, "per-host": int,
    "ca-certificates": str, "resolve": list, "max-wait": (int, float), "archive-delay": (int, float),
    "drift-threshold": (int, float), "fail-on": list, "baseline": str, "services": dict,
    "delay": (int, float), "max-requests": int,
}  # fmt: skip
_HOST_KEYS: Final[dict[str, Any]] = {
    "connections": int, "delay": (int, float), "headers": dict, "client-certificate": str, "client-key": str,
}  # fmt: skip
_ARCHIVE: Final = ("never", "failed", "all")


@dataclass(frozen=True, slots=True)
class AuditConfig:
    """What a configuration file says.

    Attributes:
        values: The keys as written.
        source: The file, or empty.
    """

    values: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    source: str = ""

    def get(self, name: str, given: Any, default: Any = None) -> Any:  # noqa: ANN401 - as the file says
        """Return what the command line gave, else what the file says, else the default."""
        if given not in (None, [], ()):
            return given
        return self.values.get(name, default)

    def read_hosts(self) -> dict[str, HostLimits]:
        """Return the limits of single hosts."""
        return {
            host: HostLimits(
                connections=int(rules.get("connections", 4)),
                delay=float(rules.get("delay", 0.0)),
                headers=dict(rules.get("headers", {})),
                client_certificate=rules.get("client-certificate", ""),
                client_key=rules.get("client-key", ""),
            )
            for host, rules in self.values.get("hosts", {}).items()
        }


def load_config(path: Path | None = None, folder: Path | None = None) -> AuditConfig:
    """Read the configuration.

    Args:
        path: A file named by the user.
        folder: Where to look for `citekit.toml` and `pyproject.toml`, and in the folders above.

    Raises:
        AuditError: The file cannot be read, is no TOML, or has an unknown or malformed key.
    """
    if path is not None:
        return _read(path, required=True) or AuditConfig(source=str(path))
    start = (folder or Path.cwd()).resolve()
    for place in (start, *start.parents):
        for name in ("citekit.toml", "pyproject.toml"):
            if (place / name).is_file():
                found = _read(place / name, required=False)
                if found is not None:
                    return found
    return AuditConfig()


def _read(path: Path, *, required: bool) -> AuditConfig | None:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        if not required and path.name == "pyproject.toml":
            return None
        raise AuditError(f"cannot read the configuration: {error}", source=str(path)) from error
    values = content.get("audit")
    if path.name == "pyproject.toml" or values is None:
        values = content.get("tool", {}).get("citekit", {}).get("audit")
    if values is None:
        return None
    _check(values, str(path))
    return AuditConfig(MappingProxyType(values), str(path))


def _check(values: Mapping[str, Any], source: str) -> None:
    for name, value in values.items():
        if name not in _KEYS:
            raise AuditError(
                f"unknown key '{name}'", source=source, hint=f"one of {', '.join(sorted(_KEYS))}"
            )
        wanted: Any = _KEYS[name]
        members = value if isinstance(value, list) else value.values() if isinstance(value, dict) else ()
        member: Any = int if name == "accept" else dict if name == "hosts" else str
        if not isinstance(value, wanted) or not all(isinstance(part, member) for part in members):
            raise AuditError(f"'{name}' has the wrong type", source=source)
    if values.get("archive", "never") not in _ARCHIVE:
        raise AuditError(f"'archive' is one of {', '.join(_ARCHIVE)}", source=source)
    for host, rules in values.get("hosts", {}).items():
        if not all(isinstance(value, _HOST_KEYS.get(name, ())) for name, value in rules.items()):
            raise AuditError(
                f"host '{host}' knows only {', '.join(sorted(_HOST_KEYS))}, of their types", source=source
            )
    for pattern in values.get("remap", {}):
        try:
            re.compile(pattern)
        except re.error as error:
            raise AuditError(f"remap '{pattern}': {error}", source=source) from error

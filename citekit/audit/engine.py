"""The door to libcurl, with a word for those who have not installed it."""

from __future__ import annotations

from citekit.errors import AuditError

try:
    import pycurl
except ImportError as error:
    raise AuditError("pycurl is not installed", hint='pip install "citekit[audit]"') from error

__all__ = ["pycurl"]

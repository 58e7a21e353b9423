"""How long a host asks to wait (RFC 9110, 10.2.3)."""

from __future__ import annotations

import email.utils
import re
from datetime import UTC

from citekit.audit.exchange import Response


def read_retry_after(response: Response, now: float) -> float | None:
    """Return how many seconds Retry-After asks to wait (RFC 9110, 10.2.3), or None."""
    value = response.header("retry-after").strip()
    if not value:
        return None
    if re.fullmatch(r"\d{1,9}(?:\.\d{1,9})?", value):
        return float(value)
    try:
        moment = email.utils.parsedate_to_datetime(value)
        return max(0.0, moment.replace(tzinfo=moment.tzinfo or UTC).timestamp() - now)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None

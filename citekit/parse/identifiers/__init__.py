"""Identifiers of works and official documents: found in a string, parsed, led to their address."""

from citekit.parse.identifiers.describe import describe_identifier, identify_work
from citekit.parse.identifiers.scan import scan_all, scan_identifiers

__all__ = ["describe_identifier", "identify_work", "scan_all", "scan_identifiers"]

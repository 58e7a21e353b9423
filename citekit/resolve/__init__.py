"""Resolving: every cite leads to an entry, or is reported as leading nowhere."""

"""Damages files as transfer, disks and hostile hands do: cut, bits turned, stretches moved, signs nested."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from typing import Final


def cut_short(content: bytes, chance: random.Random) -> bytes:
    """Return the beginning."""
    return content[: chance.randrange(len(content) + 1)]


def turn_bits(content: bytes, chance: random.Random) -> bytes:
    """Return the bytes with a few of them changed."""
    made = bytearray(content)
    for _ in range(chance.randint(1, 20) if made else 0):
        made[chance.randrange(len(made))] ^= 1 << chance.randrange(8)
    return bytes(made)


def move_stretch(content: bytes, chance: random.Random) -> bytes:
    """Return the bytes with a stretch taken out and put in elsewhere, or doubled."""
    start = chance.randrange(len(content) + 1)
    stretch = content[start : start + chance.randint(1, 400)]
    rest = content if chance.random() < 0.5 else content[:start] + content[start + len(stretch) :]
    place = chance.randrange(len(rest) + 1)
    return rest[:place] + stretch + rest[place:]


def nest(content: bytes, chance: random.Random) -> bytes:
    """Return the bytes with an opening sign of some format many times over."""
    sign = chance.choice(
        [
            b"<w:p>",
            b"<div>",
            b"<sec>",
            b"{",
            b"[",
            b"#[",
            b"\\footnote{",
            b"<note><p>",
            b"> ",
            b"(",
            b"<text:p>",
        ]
    )
    place = chance.randrange(len(content) + 1)
    return content[:place] + sign * chance.choice([50, 1_000, 20_000]) + content[place:]


def damage_member(content: bytes, chance: random.Random) -> bytes:
    """Return a zip package with one of its members damaged, whole as a package."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
    except Exception:  # noqa: BLE001 - the package may be damaged already, in any way
        return turn_bits(content, chance)
    if not members:
        return content
    name = chance.choice(sorted(members))
    members[name] = chance.choice([cut_short, turn_bits, move_stretch, nest])(members[name], chance)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, inside in members.items():
            archive.writestr(member, inside)
    return buffer.getvalue()


WAYS: Final[tuple[Callable[[bytes, random.Random], bytes], ...]] = (
    cut_short,
    turn_bits,
    move_stretch,
    nest,
    damage_member,
)


def damage(content: bytes, chance: random.Random) -> bytes:
    """Return the content damaged in one to three ways."""
    for _ in range(chance.randint(1, 3)):
        content = chance.choice(WAYS)(content, chance)
    return content

"""Which names are alike: what the rules of givenname disambiguation look up.

Specification 1.0.2, 'Disambiguation' (givenname-disambiguation-rule).
"""

from __future__ import annotations

import re
from typing import Final

from citekit.csl.name_parts import PersonName, initialize

_TRAILING_LOWER: Final = re.compile(r"[,!]* ([^,]+)\Z")
_BLANKS: Final = re.compile(r"\s+")


def _strip_periods(text: str) -> str:
    return _BLANKS.sub(" ", text.replace(".", " ")).rstrip()


class NameRegistry:
    """All names that cites show, by family name, initials and given name.

    Args:
        rule: The givenname-disambiguation-rule.
        active: disambiguate-add-givenname is on.
        keep_particle: Particles count as part of the family name.
    """

    def __init__(self, rule: str, *, active: bool, keep_particle: bool) -> None:
        self.rule = rule
        self.active = active
        self._keep_particle = keep_particle
        self._by_cite = rule == "by-cite"
        self._primary_only = rule.startswith("primary-name")
        self._families: dict[tuple[str, str], dict[str, set[str]]] = {}
        self._keys: dict[PersonName, tuple[str, str, str]] = {}
        self._users: dict[tuple[str, str], set[str]] = {}
        self._by_item: dict[str, dict[tuple[PersonName, int], None]] = {}
        self.touched: set[str] = set()

    def _keys_of(self, person: PersonName) -> tuple[str, str, str]:
        keys = self._keys.get(person)
        if keys is None:
            family = _strip_periods(person.family)
            if self._keep_particle and person.non_dropping and person.family:
                family = f"{family} {person.non_dropping}"
            given = _strip_periods(person.given)
            match = _TRAILING_LOWER.search(given)
            if match and match[1] == match[1].lower():
                given = given[: match.start()]
            initials = initialize(given, "", full=True, hyphen=True, keep_spaces=True) if given else ""
            keys = self._keys[person] = (family, initials, given)
        return keys

    def add(self, item_id: str, person: PersonName, index: int) -> None:
        """Note that an item's cite holds a name."""
        if not self.active or (self._primary_only and index):
            return
        known = self._by_item.setdefault(item_id, {})
        if (person, index) in known:
            return
        known[person, index] = None
        family, initials, given = self._keys_of(person)
        if not family or not initials:
            return
        key = (item_id if self._by_cite else "", family)
        entry = self._families.setdefault(key, {})
        users = self._users.setdefault(key, set())
        users.add(item_id)
        givens = entry.get(initials)
        if givens is None:
            givens = entry[initials] = set()
            if len(entry) == 2:
                self.touched |= users
        if given and given not in givens:
            givens.add(given)
            if len(givens) == 2:
                self.touched |= users

    def remove(self, item_ids: set[str]) -> None:
        """Forget the names of some items; those whose names are alone again are touched."""
        gone = {item_id for item_id in item_ids if item_id in self._by_item}
        if not gone:
            return
        alike = {key for key, entry in self._families.items() if len(entry) > 1}
        users = {key: set(self._users[key]) for key in alike}
        kept = {key: list(names) for key, names in self._by_item.items() if key not in gone}
        self._families, self._users, self._by_item = {}, {}, {}
        touched = self.touched
        for item_id, names in kept.items():
            for person, index in names:
                self.add(item_id, person, index)
        self.touched = touched
        for key in alike:
            if len(self._families.get(key, ())) < 2:
                self.touched |= users[key] - gone

    def level(
        self, item_id: str, person: PersonName, index: int, requested: int, form: str, initials: str | None
    ) -> int:
        """Return what must be shown of a given name: 0 nothing, 1 initials, 2 all.

        Args:
            item_id: The item whose cite is rendered.
            person: The name.
            index: Its place in the list.
            requested: What disambiguation of cites asks for.
            form: `short` or `long`.
            initials: initialize-with, or None.
        """
        level = 0 if form == "short" else 1 if initials is not None else 2
        if not self.active:
            return level
        family, short, _ = self._keys_of(person)
        entry = self._families.get((item_id if self._by_cite else "", family))
        if entry is None or short not in entry:
            return level
        if self._by_cite and level <= requested:
            return requested
        if self._primary_only and index:
            return level
        alike = len(entry)
        if self.rule.endswith("-with-initials"):
            return 1 if alike > 1 else 0
        if alike > 1:
            level = 1
        if len(entry[short]) > 1 or (alike > 1 and initials is None):
            level = 2
        return level

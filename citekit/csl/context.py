"""What one cite is rendered with: the item, the cite, and what rendering finds out on the way."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from citekit.csl.locale import Locale
from citekit.csl.numbers import NumberValue, parse_number
from citekit.csl.output import Node

if TYPE_CHECKING:
    from citekit.csl.items import Item
    from citekit.csl.registry import Registry


@dataclass(slots=True)
class Disambiguation:
    """How far the names of a cite are spelled out, and what else tells it from others.

    Attributes:
        names: For each list of names how many are shown.
        givens: For each list and name 0 (no given name), 1 (initials) or 2 (full).
        year_suffix: Place among the cites that look the same, or None.
        condition: How many `disambiguate` conditions hold.
    """

    names: list[int] = field(default_factory=list)
    givens: list[list[int]] = field(default_factory=list)
    year_suffix: int | None = None
    condition: int = 0

    def copy(self) -> Disambiguation:
        """Return an independent copy."""
        return Disambiguation(
            self.names[:], [level[:] for level in self.givens], self.year_suffix, self.condition
        )

    def pad(self) -> None:
        """Make room for every name that is shown."""
        givens = self.givens
        for index, count in enumerate(self.names):
            if index == len(givens):
                givens.append([])
            missing = count - len(givens[index])
            if missing > 0:
                givens[index].extend([0] * missing)

    def key(self) -> tuple[object, ...]:
        """Return a value that is equal for equal settings."""
        return (tuple(self.names), tuple(map(tuple, self.givens)), self.year_suffix, self.condition)


@dataclass(slots=True)
class Cite:
    """One cite of a citation.

    Attributes:
        id: The item's id.
        locator: The place inside the work, without its label.
        label: The locator's term.
        prefix: Text before; may hold markup.
        suffix: Text after.
        suppress_author: Leave the names out.
        author_only: Show nothing but the names.
        position: 0 first, 1 subsequent, 2 ibid, 3 ibid with locator.
        near_note: The note before is within near-note-distance.
        first_note: Number of the note of the first reference, or 0.
        sort_keys: For sorting the citation.
    """

    id: str
    locator: str = ""
    label: str = ""
    prefix: str = ""
    suffix: str = ""
    suppress_author: bool = False
    author_only: bool = False
    position: int | None = None
    near_note: bool = False
    first_note: int = 0
    sort_keys: list[str | None] = field(default_factory=list)


class Cluster:
    """What the cites of one citation know of each other, for grouping and collapsing."""

    __slots__ = ("last_names", "last_years", "predecessor", "same_group")

    def __init__(self) -> None:
        self.last_names: str | None = None
        self.last_years: list[object] = []
        self.same_group = False
        self.predecessor = False


class Context:
    """State of the rendering of one cite or entry.

    Attributes:
        item: The item.
        cite: The cite, or None in a bibliography.
        locale: The locale in force.
        registry: Numbers, suffixes and names of all items.
        looking: The cite is rendered only to be compared.
        sorting: A sort key is rendered.
        area: `citation` or `bibliography`.
        attempt: In the group at hand a variable was called and found empty.
        success: A variable gave output.
        term: A term or value was called.
        predecessor: Something was rendered before.
        done: Variables used up by substitution.
        blocking: Rendering happens inside cs:substitute.
        substituted: A substitute was found.
        waiting: Labels of a locator that the cite lacks; they stay where something follows.
    """

    __slots__ = (
        "area",
        "attempt",
        "author",
        "blocking",
        "cite",
        "cluster",
        "collapsed",
        "condition_count",
        "condition_total",
        "config",
        "done",
        "done_year_suffix",
        "first_creator",
        "first_names",
        "item",
        "label_node",
        "locale",
        "looking",
        "name_children",
        "name_sets",
        "name_top",
        "names_max",
        "numbers",
        "predecessor",
        "registry",
        "rendered_any",
        "rendered_names",
        "request",
        "sorting",
        "splice",
        "strip",
        "substitute_ok",
        "substituted",
        "success",
        "term",
        "waiting",
        "years",
    )

    def __init__(
        self,
        item: Item,
        cite: Cite | None,
        locale: Locale,
        registry: Registry,
        area: str,
        config: Disambiguation,
        *,
        request: bool = False,
        looking: bool = False,
        sorting: bool = False,
        cluster: Cluster | None = None,
    ) -> None:
        self.item = item
        self.cite = cite
        self.locale = locale
        self.registry = registry
        self.area = area
        self.config = config
        self.request = request
        self.looking = looking
        self.sorting = sorting
        self.cluster = cluster
        self.attempt = False
        self.success = False
        self.term = False
        self.predecessor = False
        self.done: set[str] = set()
        self.blocking = False
        self.substituted = False
        self.waiting: list[Node] = []
        self.strip = 0
        self.numbers: dict[str, NumberValue] = {}
        self.names_max: list[int] = []
        self.name_sets = 0
        self.name_top: Node | None = None
        self.name_children: list[Node] = []
        self.rendered_names: list[str] = []
        self.label_node: Node | None = None
        self.author: list[Node] | None = None
        self.first_creator: str | None = None
        self.first_names: str | None = None
        self.substitute_ok = True
        self.rendered_any = False
        self.collapsed = False
        self.years: list[object] = []
        self.done_year_suffix = False
        self.splice: str | None = None
        self.condition_count = 0
        self.condition_total = 0

    def number(self, variable: str) -> NumberValue | None:
        """Return the value of a number variable or of the locator, or None when it is empty."""
        found = self.numbers.get(variable)
        if found is not None:
            return found
        label = ""
        value: Any
        if variable == "locator":
            if self.cite is None or not self.cite.locator:
                return None
            value, label = self.cite.locator, self.cite.label
        else:
            value = self.item.fields.get(variable)
            if value is None or value == "":
                return None
        found = self.numbers[variable] = parse_number(value, variable, self.locale, label)
        return found

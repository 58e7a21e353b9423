"""Disambiguation of cites that look alike.

Specification 1.0.2, 'Disambiguation': more names, given names, year suffixes and the `disambiguate`
condition, in that order. Cites are grouped by what they look like, so that only those in one group are
ever compared; each look is rendered once for each setting.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from citekit.csl.context import Cite, Context, Disambiguation
from citekit.csl.output import Node, plain_text
from citekit.csl.sorting import sort_ids

if TYPE_CHECKING:
    from citekit.csl.registry import Registry


def render_look(
    registry: Registry, item_id: str, config: Disambiguation, *, request: bool
) -> tuple[str, Context]:
    """Return what a cite of an item looks like, as bare text, and the context that found out.

    Args:
        registry: The document's items.
        item_id: The item.
        config: Settings to start from; those that were used stand there afterwards.
        request: The settings ask for more than the style does by itself.
    """
    item = registry.items[item_id]
    cite = Cite(item_id, position=1, near_note=True)
    if request and registry.names.rule == "by-cite":
        cite.first_note = registry.first_notes.get(item_id, 0)
    ctx = Context(
        item, cite, registry.locale_for(item), registry, "citation", config, request=request, looking=True
    )
    nodes: list[Node] = []
    for renderer in registry.compiled.citation:
        renderer(ctx, nodes)
    parts: list[str] = []
    for node in nodes:
        plain_text(node, parts)
    return "".join(parts), ctx


def add_item(registry: Registry, item_id: str) -> str:
    """Put an item that is new into the group of its look; return the look."""
    config = Disambiguation()
    look, _ = render_look(registry, item_id, config, request=False)
    registry.disambiguation[item_id] = config.copy()
    registry.groups.setdefault(look, []).append(item_id)
    registry.group_of[item_id] = look
    return look


class Disambiguator:
    """Tells the cites of one group apart."""

    def __init__(self, registry: Registry) -> None:
        compiled = registry.compiled
        self.registry = registry
        self.by_cite = compiled.givenname_rule == "by-cite" and compiled.add_givenname
        self.modes: list[str] = []
        if compiled.add_names or self.by_cite:
            self.modes.append("names")
        if compiled.add_year_suffix:
            self.modes.append("years")
        if compiled.has_condition:
            self.modes.append("condition")
        self.add_names = compiled.add_names

    def run(self, look: str) -> None:
        """Settle one group.

        Args:
            look: The look of the group.
        """
        ids = self.registry.groups.get(look, [])
        if self.modes and len(ids) > 1:
            _Group(self, look, ids).run()
        elif self.modes and ids:
            self._settle_single(ids[0])

    def _settle_single(self, item_id: str) -> None:
        if item_id in self.registry.fresh:
            return
        config = self.registry.disambiguation[item_id]
        fresh = Disambiguation()
        render_look(self.registry, item_id, fresh, request=False)
        config.givens = fresh.givens


class _Group:
    """The work on one group: lists of items still alike, each with the settings reached so far."""

    def __init__(self, owner: Disambiguator, look: str, ids: list[str]) -> None:
        self.owner = owner
        self.registry = owner.registry
        self.look = look
        self.looks: dict[tuple[str, tuple[object, ...]], tuple[str, Disambiguation, int, int]] = {}
        self.mode = 0
        self.step_set = 0
        self.step_name = 0
        self.count = 0
        self.total = 0
        self.clashes = [1, 0]
        self._prepare(ids)

    def _prepare(self, ids: list[str]) -> None:
        """Find the settings that all items start from: the shortest lists with the most names."""
        first = ids[0]
        most: dict[str, list[int]] = {}
        base = self.registry.disambiguation[first].copy()
        for item_id in ids:
            # each item leaves its mark on the settings that the next starts from
            _, ctx = render_look(self.registry, item_id, base, request=True)
            most[item_id] = ctx.names_max
            own = self.registry.disambiguation[item_id]
            own.givens = [levels[:] for levels in base.givens]
            self.sets_max = len(own.names) - 1
        base.year_suffix = None
        base.condition = 0
        base.pad()
        self.base = base
        self.better = base.copy()
        self.ordered = sorted(ids, key=lambda item_id: (most[item_id], item_id))
        longest = most[self.ordered[0]]
        self.names_max = longest[0] if longest else None
        self.lists: list[tuple[Disambiguation, list[str]]] = [(self.base, self.ordered)]

    def run(self) -> None:
        """Work through the lists until nothing can be told apart any more."""
        fresh = True
        guard = 0
        while self.lists:
            self.step_set = self.step_name = 0
            self.clashes = [1, 0]
            while self.lists[0][1]:
                guard += 1
                if guard > 100_000:
                    return
                if fresh or self.restart:
                    fresh = self.restart = False
                    maxed = False
                else:
                    maxed = self._increment()
                self._scan(self.lists[0][1])
                self._evaluate(maxed=maxed)
            del self.lists[0]

    restart = False

    def _look(self, item_id: str) -> str:
        """Return an item's look with the current settings, which take up what rendering settled."""
        key = (item_id, self.base.key())
        found = self.looks.get(key)
        if found is None:
            config = self.base.copy()
            look, ctx = render_look(self.registry, item_id, config, request=True)
            found = self.looks[key] = (look, config, ctx.condition_count, ctx.condition_total)
        look, config, self.count, self.total = found
        self.base.names[:] = config.names
        self.base.givens[:] = [levels[:] for levels in config.givens]
        return look

    def _scan(self, ids: list[str]) -> None:
        first, *others = ids
        look = self._look(first)
        self.partners = [first]
        self.strangers: list[str] = []
        for item_id in others:
            (self.partners if self._look(item_id) == look else self.strangers).append(item_id)
        self.clashes = [self.clashes[1], len(self.partners) - 1]

    def _evaluate(self, *, maxed: bool) -> None:
        mode = self.owner.modes[self.mode]
        if mode == "names":
            self._settle_names(maxed=maxed)
        elif mode == "years":
            self._settle_years()
        else:
            self._settle_condition()
        if maxed:
            if self.mode < len(self.owner.modes) - 1:
                self.mode += 1
            else:
                # nothing more can be asked for: what was put aside last stays as it is
                self.lists[1:2] = [(self.base, [])]

    def _increment(self) -> bool:
        """Ask for one thing more; return whether that was the last."""
        mode = self.owner.modes[self.mode]
        base = self.base
        if mode == "condition":
            base.condition += 1
            self.better.condition += 1
            return False
        if mode != "names":
            return False
        givens_max = 2 if self.owner.by_cite else None
        levels = base.givens[self.step_set] if self.step_set < len(base.givens) else []
        more_names = givens_max is None
        if givens_max is not None:
            if self.step_name < len(levels) and levels[self.step_name] < givens_max:
                levels[self.step_name] += 1
            else:
                more_names = True
        more_sets = self.names_max is None
        if self.names_max is not None and more_names:
            if self.owner.add_names and self.step_name < self.names_max:
                while len(base.names) <= self.step_set:
                    base.names.append(0)
                base.names[self.step_set] += 1
                self.step_name += 1
            else:
                more_sets = True
        if more_sets and self.step_set < self.sets_max:
            self.step_set += 1
            while len(base.names) <= self.step_set:
                base.names.append(0)
            base.names[self.step_set] = 1
            self.step_name = 0
        levels = base.givens[self.step_set] if self.step_set < len(base.givens) else []
        return (
            self.step_set >= self.sets_max
            and (not self.owner.add_names or self.names_max is None or self.step_name == self.names_max)
            and (givens_max is None or self.step_name >= len(levels) or levels[self.step_name] == givens_max)
        )

    def _register(self, item_id: str, config: Disambiguation) -> None:
        self.registry.disambiguation[item_id] = config.copy()

    def _keep_step(self) -> None:
        """Take the step just made into the better settings."""
        base, better = self.base, self.better
        step = self.step_set
        if self.registry.compiled.givenname_rule == "by-cite" and step < len(base.givens):
            levels = base.givens[step]
            if self.step_name < len(levels):
                if len(better.givens) < len(base.givens):
                    better.givens = [own[:] for own in base.givens]
                target = better.givens[step]
                target.extend([0] * (self.step_name + 1 - len(target)))
                target[self.step_name] = levels[self.step_name]
        while len(better.names) <= step:
            better.names.append(0)
        better.names[step] = base.names[step] if step < len(base.names) else 0

    def _settle_names(self, *, maxed: bool) -> None:
        clashes, strangers = self.clashes[1], self.strangers
        if not clashes and len(strangers) == 1:
            self._keep_step()
            self._register(strangers[0], self.better)
            self._register(self.partners[0], self.better)
            self.lists[0] = (self.better, [])
        elif not clashes:
            self._keep_step()
            self._register(self.partners[0], self.better)
            strangers = self._register_unique(strangers)
            self.lists[0] = (self.better, strangers)
            if strangers:
                self.restart = True
        elif len(strangers) == 1:
            self._keep_step()
            self._register(strangers[0], self.better)
            self.lists[0] = (self.better, self.partners)
        elif clashes < self.clashes[0]:
            self._keep_step()
            self.lists[0] = (self.better, self.partners)
            self.lists.append((self.better, strangers))
        elif maxed:
            self.lists[0] = (self.better, strangers)
            self.lists.append((self.better, self.partners))
            if self.mode == len(self.owner.modes) - 1:
                for item_id in self.partners:
                    self._register(item_id, self.better)
                self.lists[0] = (self.better, [])

    def _register_unique(self, ids: list[str]) -> list[str]:
        """Settle the items at the head of a list that look like no other in it; return the rest."""
        looks = [self._look(item_id) for item_id in ids]
        counts = Counter(looks)
        place = 0
        while place < len(ids) and counts[looks[place]] == 1:
            self._register(ids[place], self.better)
            place += 1
        return ids[place:]

    def _settle_years(self) -> None:
        """Give the cites that still look alike suffixes; those told apart by their names keep them."""
        base, ids = self.lists[0]
        alike: dict[str, list[str]] = {}
        for item_id in ids:
            alike.setdefault(self._look(item_id), []).append(item_id)
        shown = self._better_looks(ids) if any(len(same) == 1 for same in alike.values()) else {}
        counts = Counter(shown.values())
        for same in alike.values():
            if len(same) == 1:
                alone = counts[shown[same[0]]] == 1
                self._register(same[0], self.better if alone else base)
                continue
            for place, item_id in enumerate(sort_ids(self.registry, same)):
                base.year_suffix = place
                self._register(item_id, base)
            base.year_suffix = None
        self.lists[0] = (self.better, [])

    def _better_looks(self, ids: list[str]) -> dict[str, str]:
        """Return what cites look like with no more than what has told some apart."""
        return {
            item_id: render_look(self.registry, item_id, self.better.copy(), request=True)[0]
            for item_id in ids
        }

    def _settle_condition(self) -> None:
        base, ids = self.lists[0]
        done = not self.clashes[1] and len(self.strangers) < 2
        if not done and (not self.base.condition or self.count != self.total):
            self.mode = 0
            self.base.condition = self.better.condition = self.count
            if not self.base.condition:
                self.restart = True
                self.base.condition = 1
            else:
                self._settle_names(maxed=False)
        elif done or self.mode == len(self.owner.modes) - 1:
            for item_id in ids:
                self._register(item_id, base)
            self.lists[0] = (self.better, [])
        else:
            self.mode = len(self.owner.modes) - 1
            base.condition = 1
            for item_id in ids:
                self._register(item_id, base)

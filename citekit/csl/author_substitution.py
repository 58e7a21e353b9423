"""Substitutes for names that repeat from one bibliography entry to the next.

Specification 1.0.2, 'Reference Grouping' (subsequent-author-substitute and its rule).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.csl.output import Node

if TYPE_CHECKING:
    from citekit.csl.context import Context


class AuthorSubstitution:
    """Remembers the names of the entry before.

    Args:
        text: The substitute, as `———`.
        rule: `complete-all`, `complete-each`, `partial-each` or `partial-first`.
    """

    def __init__(self, text: str, rule: str) -> None:
        self.text = text
        self.rule = rule
        self._last: list[str] = []

    def reset(self) -> None:
        """Forget the entry before, at the beginning of a bibliography."""
        self._last = []

    def apply(self, ctx: Context) -> None:
        """Replace the names just rendered where they repeat."""
        names, last = ctx.rendered_names, self._last
        self._last = names[:]
        if self.rule in {"partial-each", "partial-first"}:
            for index, child in enumerate(ctx.name_children):
                if index >= len(names) or index >= len(last) or names[index] != last[index]:
                    break
                self._replace(child)
                if self.rule == "partial-first":
                    break
        elif names != last:
            return
        elif self.rule == "complete-each":
            for child in ctx.name_children:
                self._replace(child)
        else:
            self._replace_all(ctx)

    def _replace(self, node: Node) -> None:
        node.text = None
        node.children = [Node(self.text)]

    def _replace_all(self, ctx: Context) -> None:
        top = ctx.name_top
        if top is None:
            return
        if ctx.label_node is not None:
            top.children = [Node(self.text), ctx.label_node]
        elif top.children:
            first = top.children[0]
            first.text = None
            first.children = [Node(self.text)]
        else:
            top.children = [Node(self.text)]

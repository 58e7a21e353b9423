"""Renders the entries of a bibliography."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from citekit.csl.clusters import STYLE_ERROR
from citekit.csl.context import Disambiguation
from citekit.csl.items import Item
from citekit.csl.output import Node, prune
from citekit.csl.punctuation import join_left, settle_punctuation

if TYPE_CHECKING:
    from citekit.csl.registry import Registry
    from citekit.csl.writers.base import Writer


def render_entries(
    registry: Registry, writer: Writer, section: Mapping[str, Any] | None = None
) -> list[tuple[str, str]]:
    """Return (id, entry) for every item of the bibliography, in its order.

    Args:
        registry: The document's items, sorted and numbered.
        writer: The format.
        section: Which items to take: `include`, `exclude`, `select` and `quash`, each a list of mappings with
            `field` and `value`.
    """
    if registry.author_substitution is not None:
        registry.author_substitution.reset()
    made: list[tuple[str, str]] = []
    for item_id in registry.order:
        item = registry.items[item_id]
        if section and not _is_wanted(item, section):
            continue
        content = render_entry(registry, item, writer)
        if not content and registry.compiled.uses_number:
            content = writer.escape(f"{len(made) + 1}. {STYLE_ERROR}")
        if content:
            made.append((item_id, writer.entry(content)))
    return made


def render_entry(registry: Registry, item: Item, writer: Writer) -> str:
    """Return one entry without what the format puts around entries."""
    root, locale = build_entry(registry, item)
    return writer.write(root, locale)


def build_entry(registry: Registry, item: Item) -> tuple[Node, Any]:
    """Return the settled tree of one entry and its locale."""
    compiled = registry.compiled
    settings = registry.disambiguation.get(item.id)
    config = Disambiguation()
    request = False
    if settings is not None:
        if compiled.add_names:
            config.names = settings.names[:]
        if compiled.add_givenname:
            config.givens = [levels[:] for levels in settings.givens]
            request = True
    ctx = registry.context(item, "bibliography", config, request=request)
    nodes: list[Node] = []
    for renderer in compiled.bibliography or ():
        renderer(ctx, nodes)
    style = compiled.bibliography_style
    body = Node(None, nodes)
    root = Node(None, [body], formats=style.formats)
    if not prune(root):
        return root, ctx.locale
    nodes = body.children
    if style.prefix:
        nodes[0].prefix = style.prefix + nodes[0].prefix
    if compiled.field_align or compiled.uses_display:
        last = nodes[-1]
        if not compiled.field_align or len(nodes) > 1:
            last.suffix = "".join(join_left(last.suffix, style.suffix))
    else:
        body.suffix = style.suffix
    settle_punctuation(root, in_quotes=compiled.in_quotes)
    return root, ctx.locale


def _is_wanted(item: Item, section: Mapping[str, Any]) -> bool:
    if section.get("include"):
        wanted = any(_fits(item, rule) for rule in section["include"])
    elif section.get("exclude"):
        wanted = not any(_fits(item, rule) for rule in section["exclude"])
    elif section.get("select"):
        wanted = all(_fits(item, rule) for rule in section["select"])
    else:
        wanted = True
    if wanted and section.get("quash"):
        wanted = not all(_fits(item, rule) for rule in section["quash"])
    return wanted


def _fits(item: Item, rule: Mapping[str, Any]) -> bool:
    name, value = str(rule.get("field", "")), rule.get("value")
    current: str | Iterable[str] = item.type if name == "type" else item.fields.get(name, "")
    if isinstance(value, bool) or not value:
        return item.has(name) if value else not item.has(name)
    if name == "categories":
        return str(value) in str(current).split(", ")
    return str(value) == current

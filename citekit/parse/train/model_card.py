"""Writes the model card: data, licences, figures."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from citekit.parse.train.scoring import Score

_CREDITS = {
    "anystyle": "AnyStyle training sets (inukshuk/anystyle, BSD-2-Clause)",
    "grobid": "GROBID citation training corpus (CC BY 4.0; holds CORA)",
    "linkedbooks": "LinkedBooks (dhlab-epfl/LinkedBooksDeepReferenceParsing, MIT)",
    "openres": "Open Research Europe, JATS reference lists (CC BY 4.0)",
    "gost": "synthetic, `citekit.parse.train.gost`",
    "styles": "synthetic, `citekit.parse.train.styles`; field values of the sets above set anew",
    "csl": "made-up items rendered by `citekit.csl` through the 2,858 independent styles; values as for `styles`",
    "templates": "footnotes and messy list entries, `citekit.parse.train.template_sets`; values as for `styles`",
}


def write_model_card(
    path: Path,
    *,
    size: int,
    digest: str,
    sources: Mapping[str, int],
    scores: Mapping[str, Score],
    options: Mapping[str, object],
    seconds: float,
) -> None:
    """Write the card of a trained model.

    Args:
        path: Where to.
        size: Of the model, in bytes.
        digest: Its SHA-256.
        sources: Set to number of training examples.
        scores: Held-out score of each set.
        options: How it was trained.
        seconds: CPU seconds of training.
    """
    lines = [
        "# Model card: reference tagger",
        "",
        "A linear-chain CRF (CRFsuite, passive-aggressive, weights averaged) that labels the words of a reference. It ships in",
        f"`citekit/parse/model/reference.crf`: {size / 1e6:.1f} MB, SHA-256 `{digest}`.",
        "",
        "**Use.** Taking references in Russian, Ukrainian, English, German, French, Italian and Spanish apart.",
        "**Not for** finding references in running text, nor for scripts other than Latin and Cyrillic.",
        "",
        "## How it was made",
        "",
        f"`python -m citekit.parse.train` with {', '.join(f'{key} {value}' for key, value in options.items() if isinstance(value, int))}:",
        f"{seconds:.0f} CPU seconds. The labels follow [the guideline](field-guideline.md).",
        "",
        "| set | references trained on | source and licence |",
        "|---|---|---|",
    ]
    for name, count in sorted(sources.items()):
        credit = next((text for key, text in _CREDITS.items() if name.startswith(key)), "")
        lines.append(f"| {name} | {count} | {credit} |")
    lines += [
        "",
        "One string in ten, chosen by its folded letters over all sets at once, was held out.",
        "",
        "## Held-out field F1",
        "",
        "A field counts when label and text agree after trimming punctuation and key words; labels are the",
        "coarse ones of the public sets. LinkedBooks tells neither container from title nor editor from author.",
        "",
        "| set | fields | F1 | author | title | container | date | pages | volume | location | publisher |",
        "|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    for name, score in sorted(scores.items()):
        labels = ("author", "title", "container", "date", "pages", "volume", "location", "publisher")
        cells = [f"{score.f1(label):.3f}" if score.gold[label] else "–" for label in labels]
        lines.append(f"| {name} | {sum(score.gold.values())} | **{score.f1():.3f}** | {' | '.join(cells)} |")
    lines += [
        "",
        "## Limits",
        "",
        "- The synthetic Russian and Ukrainian references know the forms of their generator: real lists are odder.",
        "- LinkedBooks is OCR text of Venetian history; its labels of notes and archives are noisy.",
        "- Names of bodies as authors, several works in one string, and titles that hold dates or places are the",
        "  commonest errors.",
        "",
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines), encoding="utf-8")

"""Synthetic footnotes of law and history: law reviews, cases, acts, archives, short and repeated notes."""

from __future__ import annotations

from typing import Final

from citekit.parse.train import lexicon
from citekit.parse.train.builder import Builder
from citekit.parse.train.styles import Renderer, Style

_LAW_JOURNALS: Final = (
    "OJLS|MLR|LQR|CLJ|EJIL|AJIL|ICLQ|ELJ|CMLRev|Harv. L. Rev.|Yale L.J.|Colum. L. Rev.|Stan. L. Rev.|Mich. L. Rev.|"
    "Cornell L. Rev.|Va. L. Rev.|U. Chi. L. Rev.|Geo. L.J.|Tex. L. Rev.|N.Y.U. L. Rev.|Am. J. Int’l L.|J. Legal Stud.|"
    "Law & Soc’y Rev.|HARV. L. REV.|YALE L.J.|Int'l & Comp. L.Q.|Leiden J Intl L|German LJ|JIEL|LPICT"
).split("|")
_ARCHIVES: Final = {
    "de": ["Bundesarchiv", "BArch", "Staatsarchiv Hamburg", "StA Bremen", "PA AA", "Hauptstaatsarchiv Stuttgart", "GStA PK"],
    "fr": ["AN", "Archives nationales", "AD Rhône", "BnF", "ANOM", "Archives départementales du Nord"],
    "en": ["TNA", "The National Archives", "NARA", "British Library", "PRO"],
    "it": ["ASV", "Archivio di Stato di Venezia", "ACS", "ASF", "BNM"],
    "es": ["AGI", "Archivo General de Indias", "AHN", "AGS"],
}  # fmt: skip


def put_law_review(renderer: Renderer, builder: Builder, style: Style) -> None:
    """Render a law review footnote, an OSCOLA article or an EU act."""
    form = renderer.random.random()
    volume, page, year = (
        str(renderer.random.randint(1, 140)),
        str(renderer.random.randint(1, 1900)),
        renderer.year(),
    )
    if style.language == "de" and form < 0.7:
        builder.put(renderer.random.choice(lexicon.FAMILY["de"]), "author").put(", ").put(
            renderer.random.choice(
                [
                    "NJW",
                    "JZ",
                    "AöR",
                    "NVwZ",
                    "DÖV",
                    "EuR",
                    "ZaöRV",
                    "JuS",
                    "WM",
                    "BB",
                    "DVBl",
                    "EuZW",
                    "Der Staat",
                    "VVDStRL",
                ]
            ),
            "container-title",
        ).put(" ")
        if renderer.chance(0.4):
            builder.put(str(renderer.random.randint(20, 140)), "volume").put(" (").put(year, "issued").put(
                "), "
            )
        else:
            builder.put(year, "issued").put(", ")
        builder.put(renderer.random.choice(["", "S. "])).put(page, "page").put(
            renderer.random.choice(["", " ff.", f" ({int(page) + 3})", " f."])
        )
        return
    builder.put(renderer.people(style, renderer.count(), inverted="none"), "author").put(", ")
    if form < 0.45:
        quote = renderer.random.choice([("", ""), ("", ""), ("“", "”"), ("‘", "’")])
        builder.put(quote[0]).put(renderer.value(style, "title"), "title").put(quote[1]).put(
            renderer.random.choice([", ", " "]) if quote[0] else ", "
        )
        builder.put(volume, "volume").put(" ").put(_law_journal(renderer, style), "container-title").put(
            renderer.random.choice([" ", ", "])
        ).put(page, "page")
        if renderer.chance(0.6):
            builder.put(renderer.random.choice([", ", ", at "])).put(
                f"{int(page) + 4}{renderer.random.choice(['', '-' + str(int(page) + 9)])}", "page"
            )
        builder.put(" (").put(year, "issued").put(")")
    elif form < 0.75:
        builder.put("‘").put(renderer.value(style, "title"), "title").put("’ ").put(
            renderer.random.choice(["(", "["])
        ).put(year, "issued")
        builder.put(") " if builder._parts[-2][0] == "(" else "] ").put(volume, "volume")  # noqa: SLF001 - closes the bracket
        if renderer.chance(0.4):
            builder.put("(").put(str(renderer.random.randint(1, 6)), "issue").put(")")
        builder.put(" ").put(_law_journal(renderer, style), "container-title").put(" ").put(page, "page")
    else:
        builder.put(renderer.value(style, "title"), "title").put(" ")
        if renderer.chance(0.6):
            builder.put(str(int(page) % 700 + 1), "page").put(" ")
        builder.put("(")
        if renderer.chance(0.6):
            builder.put(renderer.value(style, "publisher"), "publisher").put(" ")
        if renderer.chance(0.25):
            builder.put(style.words["edition"].format(renderer.random.randint(2, 6)), "edition").put(" ")
        builder.put(year, "issued").put(")")
        if renderer.chance(0.4):
            builder.put(renderer.random.choice([" ", ", at ", ", "])).put(str(int(page) % 700 + 1), "page")


def _law_journal(renderer: Renderer, style: Style) -> str:
    """Draw a law review, mostly shortened."""
    if renderer.chance(0.65):
        return renderer.random.choice(_LAW_JOURNALS)
    return renderer.value(style, "container-title")


def put_footnote(renderer: Renderer, builder: Builder, style: Style) -> None:
    """Render a full footnote of the humanities: names as spoken, commas, place and year."""
    random_ = renderer.random
    builder.put(renderer.people(style, renderer.count(), inverted="none"), "author").put(
        random_.choice([", ", ", ", ": "])
    )
    opening, closing = style.quotes if renderer.chance(0.4) else ("", "")
    builder.put(opening).put(renderer.value(style, "title"), "title").put(closing).put(", ")
    part = renderer.chance(0.45)
    if part:
        builder.put({"de": "in: ", "fr": "in ", "it": "in ", "en": "in ", "es": "en "}[style.language])
        if renderer.chance(0.5):
            builder.put(renderer.people(style, renderer.count(), inverted="none"), "editor").put(
                style.words["editor_after"]
            ).put(", ")
        elif renderer.chance(0.5):
            builder.put(renderer.value(style, "container-title"), "container-title").put(
                random_.choice([" ", ", "])
            )
            builder.put(str(random_.randint(1, 140)), "volume").put(random_.choice([" (", ", "]))
            opened = builder.ends_with("(")
            builder.put(renderer.year(), "issued").put(")" if opened else "").put(
                random_.choice([", ", ", hier "])
            )
            builder.put(style.words["pages"] or "p. ").put(renderer.pages(style), "page")
            return
        builder.put(renderer.value(style, "title"), "container-title").put(", ")
    if renderer.chance(0.12):
        builder.put(style.words["edition"].format(random_.randint(2, 5)), "edition").put(", ")
    builder.put(renderer.value(style, "publisher-place"), "publisher-place")
    if renderer.chance(0.35):
        builder.put(random_.choice([": ", ", "])).put(renderer.value(style, "publisher"), "publisher").put(
            ", "
        )
    else:
        builder.put(" " if style.language in {"de", "it"} or renderer.chance(0.3) else ", ")
    builder.put(renderer.year(), "issued")
    if part or renderer.chance(0.7):
        builder.put(", ").put(style.words["pages"] or "p. ").put(renderer.pages(style), "page")
        if renderer.chance(0.15):
            builder.put(random_.choice([" f.", " ff.", " sq."]))


def put_note(renderer: Renderer, builder: Builder, style: Style) -> None:
    """Render a short footnote: a repeat, or author, short title and page."""
    words = style.words
    form = renderer.random.random()
    if form < 0.25:
        builder.put(words["ibid"], "cross-reference")
    else:
        family = renderer.random.choice(lexicon.FAMILY[style.language])
        builder.put(
            family if renderer.chance(0.5) else renderer.people(style, 1, inverted="none"), "author"
        ).put(", ")
        if renderer.chance(0.5):
            title = " ".join(renderer.value(style, "title").split(" ")[:4]).strip(" ,:.")
            builder.put(title, "title").put(renderer.random.choice([", ", " "]))
        if form < 0.7:
            builder.put(words["opcit"], "cross-reference")
    builder.put(", " if not builder.ends_with(",") else " ").put(words["pages"] or "p. ").put(
        renderer.pages(style), "page"
    )
    if renderer.chance(0.1):
        builder.put(renderer.random.choice([" f.", " ff.", " sqq."]))


def put_case(renderer: Renderer, builder: Builder, style: Style) -> None:  # noqa: ARG001 - all kinds are called alike
    """Render a case or an act of the Union."""
    random_ = renderer.random
    year = str(random_.randint(1950, 2024))
    form = random_.random()
    if form < 0.4:
        parties = f"{random_.choice(lexicon.FAMILY['en'])} v. {random_.choice([*lexicon.FAMILY['en'], 'United States', 'Commission', 'Board of Education', 'State'])}"
        builder.put(parties, "title").put(", ").put(str(random_.randint(1, 600)), "volume").put(" ")
        builder.put(
            random_.choice(["U.S.", "F.2d", "F.3d", "F. Supp.", "S. Ct.", "P.2d", "N.E.2d", "Cal. App. 3d"]),
            "container-title",
        ).put(" ")
        builder.put(str(random_.randint(1, 1500)), "page").put(
            random_.choice([" (", " (2d Cir. ", " (D.C. Cir. "])
        ).put(year, "issued").put(")")
    elif form < 0.65:
        builder.put(f"Case C-{random_.randint(1, 700)}/{year[2:]}", "number").put(" ")
        builder.put(
            f"{random_.choice(lexicon.FAMILY['en'])} v {random_.choice(['Commission', 'Council', random_.choice(lexicon.FAMILY['de'])])}",
            "title",
        )
        builder.put(" [").put(year, "issued").put("] ").put("ECR", "container-title").put(
            f" I-{random_.randint(1, 9999)}"
        )
    else:
        act = random_.choice(["Regulation (EU)", "Directive", "Council Regulation (EC) No", "Decision"])
        builder.put(act, "genre").put(" ").put(f"{year}/{random_.randint(1, 900)}", "number").put(
            random_.choice([" of ", " on ", " "])
        )
        builder.put(random_.choice(["on ", ""]) + lexicon.latin_title(random_, "en").lower(), "title")
        builder.put(random_.choice([" [", " ["])).put(year, "issued").put("] ").put(
            "OJ", "container-title"
        ).put(" ").put(f"L{random_.randint(1, 400)}", "volume").put("/").put(
            str(random_.randint(1, 99)), "page"
        )


def put_archive(renderer: Renderer, builder: Builder, style: Style) -> None:
    """Render an archival reference."""
    random_ = renderer.random
    if random_.random() < 0.5:
        builder.put(lexicon.latin_title(random_, style.language), "title").put(", ")
        if random_.random() < 0.5:
            builder.put(renderer.date(style.language), "issued").put(", ")
    builder.put(random_.choice(_ARCHIVES[style.language]), "archive").put(random_.choice([", ", ", ", ": "]))
    place = {
        "de": f"{random_.choice(['R', 'NS', 'Rep.', 'B', 'NL'])} {random_.randint(1, 200)}/{random_.randint(1, 900)}, Bl. {random_.randint(1, 200)}",
        "fr": f"F{random_.randint(1, 22)} {random_.randint(1, 9999)}, f. {random_.randint(1, 300)}",
        "en": f"{random_.choice(['FO', 'CO', 'CAB', 'WO', 'RG'])} {random_.randint(1, 900)}/{random_.randint(1, 9999)}, f. {random_.randint(1, 200)}",
        "it": f"{random_.choice(['Senato', 'Notarile', 'Procuratia', 'Miste'])}, b. {random_.randint(1, 400)}, c. {random_.randint(1, 200)}{random_.choice('rv')}",
        "es": f"{random_.choice(['Estado', 'Indiferente', 'Consejos'])}, leg. {random_.randint(1, 3000)}, f. {random_.randint(1, 200)}",
    }[style.language]
    builder.put(place, "archive_location")


def put_short(renderer: Renderer, builder: Builder, style: Style) -> None:
    """Render an author-date cite in a note: `Müller 2001, S. 12`."""
    random_ = renderer.random
    builder.put(
        renderer.people(style, random_.choice([1, 1, 2]), inverted="none")
        if random_.random() < 0.2
        else random_.choice(lexicon.FAMILY[style.language]),
        "author",
    )
    opened = random_.random() < 0.3
    builder.put(" (" if opened else " ").put(renderer.year(), "issued").put(")" if opened else "")
    builder.put(random_.choice([", ", ": ", ", "])).put(
        style.words["pages"] if not builder.ends_with(":") else ""
    ).put(renderer.pages(style), "page")

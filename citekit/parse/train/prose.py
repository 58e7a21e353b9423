"""Words of prose around the works of a note: what leads to an author, and what goes on behind the pages.

`{0}` is a phrase made up anew, `{1}` a family name. None of it belongs to a field.
"""

from __future__ import annotations

from typing import Final

from citekit.parse.train import lexicon
from citekit.parse.train.filler import Filler

#: How often a note that begins with an author has such words before it, and how often some behind it.
LEAD_SHARE: Final = 0.18
TAIL_SHARE: Final = 0.05

_LEADS: Final = {
    "en": (
        "The term is borrowed from", "The term was coined by", "The phrase is that of", "This follows", "This point is made by", "This argument is developed by", "For a discussion of {0}, see", "For an overview of {0} see", "On {0}, see", "On {0}, see also", "On this debate, see", "As shown by",
        "I owe this reference to {1}:", "We draw here on", "I rely on", "The classic statement is", "The best account of {0} is", "A good introduction is", "For the view that {0} matters see", "This is the thesis of", "According to", "The concept of {0} comes from", "For criticism of {0}, see", "Among many others, see",
        "In this respect see", "The following is based on", "I take the notion of {0} from", "An exception is", "For similar findings see", "For the history of {0}, compare", "The literature on {0} is large; see", "{1} has argued the same; see", "This section summarises", "The distinction goes back to",
    ),
    "de": (
        "Diesen Begriff prägte", "Der Begriff stammt von", "Eine gute Übersicht bietet", "Einen Überblick gibt", "Zur Frage der {0} vgl.", "Zum Problem der {0} siehe", "Zu {0} vgl.", "Zu {0} siehe auch", "Diese These vertritt", "So argumentiert etwa", "Ich folge hier", "Die folgenden Angaben nach", "Nach",
        "Die Unterscheidung geht zurück auf", "Kritisch zu {0}:", "Zur Geschichte der {0}:", "Vgl. aus der umfangreichen Literatur", "Aus der Fülle der Literatur seien genannt:", "Hierzu immer noch", "Klassisch:", "Siehe dazu den Beitrag von", "Vgl. die Studie von", "Vgl. die Kritik bei", "Vgl. den Überblick bei", "Ausführlicher bei", "Zu diesem Ergebnis kommt auch", "Anders dagegen", "Die Daten sind entnommen aus:", "Eigene Berechnung nach", "Das Zitat findet sich bei", "Auf {0} verweist", "Mit {0} befaßt sich", "Ein Beispiel dafür ist", "Exemplarisch",
    ),
    "fr": (
        "C’est le sens de l’analyse de", "C’est la thèse de", "Sur cette notion, on se reportera à", "Sur {0}, voir", "Sur {0}, on lira", "Pour une discussion de {0}, cf.", "L’expression est de", "Le mot est de", "Le terme est emprunté à", "Nous empruntons ce terme à", "Nous reprenons ici l’analyse de", "Nous suivons ici", "Je remercie {1} pour cette référence :", "On trouvera une bonne synthèse chez",
        "On consultera avec profit", "Cette idée est développée par", "Comme le montre", "Comme l’a montré", "Comme l’écrit", "D’après", "Selon", "À propos de {0}, voir", "Pour une présentation de {0}, voir", "Sur ce débat, cf.", "Dans le sens de", "La formule est de", "Ce point est développé dans", "Voir les analyses de", "Voir l’étude de", "Voir la thèse de", "Voir les travaux de", "Cf. l’ouvrage de", "Pour l’histoire de {0}, on se référera à", "Parmi une abondante bibliographie,", "En particulier", "Citons également", "Mentionnons", "Ainsi chez", "La citation est tirée de", "Je m’appuie ici sur",
    ),
    "it": (
        "Sul tema di {0} si veda", "Per una sintesi si rimanda a", "Su {0} si vedano", "Il termine è di", "L’espressione è di", "È la tesi di", "Come nota", "Come ha mostrato", "Secondo", "Si rinvia a", "Fondamentale resta", "Sull’argomento", "Per {0} cfr.", "Utili indicazioni in", "Lo ricorda", "Traggo la notizia da", "Si veda in proposito lo studio di", "Ne parla", "Per un confronto,", "Della vasta bibliografia si ricordano:",
    ),
    "es": ("Sobre {0} véase", "El término es de", "Seguimos aquí a", "Según", "Como muestra", "Para una síntesis, véase", "La expresión es de", "Es la tesis de", "Remitimos a", "Tomo la cita de"),
}  # fmt: skip
_TAILS: Final = {
    "en": (", who argues that {0} is at stake", ", where the author speaks of {0}", ", for whom {0} remains open", ", on which this paragraph draws", " (my translation)", " (emphasis added)", ". The point is made again by {1}", " and passim"),
    "de": (", der von {0} spricht", ", wo auch {0} behandelt wird", ", der jedoch zu anderen Ergebnissen kommt", " mit weiteren Nachweisen", ". Dort auch weitere Literatur", " (Hervorhebung im Original)", ". Ähnlich auch {1}"),
    "fr": (", pour qui {0} est vivante", ", qui montre que {0} demeure", ", où l’auteur parle de {0}", ". Nous soulignons", " (nous traduisons)", ". L’auteur y traite de {0}", " et passim", ", ainsi que les remarques de {1}"),
    "it": (", che parla di {0}", ", dove si tratta di {0}", ". Il corsivo è mio", ", con ampia bibliografia"),
    "es": (", que habla de {0}", ". La cursiva es mía", ", donde se trata de {0}"),
}  # fmt: skip

PROSE_LANGUAGES: Final = frozenset(_LEADS)


def draw_lead(filler: Filler) -> str:
    """Draw what leads to a work."""
    return _fill(filler, filler.random.choice(_LEADS[filler.language])) + " "


def draw_tail(filler: Filler) -> str:
    """Draw what goes on behind a work."""
    return _fill(filler, filler.random.choice(_TAILS[filler.language]))


def _fill(filler: Filler, pattern: str) -> str:
    """Fill a pattern with a phrase and a name."""
    words = lexicon.make_title(filler.random, filler.language).strip("?.").split(" ")[:4]
    phrase = (
        " ".join(words).rstrip(",:;–- ").lower()
        if filler.language != "de"
        else " ".join(words).rstrip(",:;–- ")
    )
    return pattern.format(phrase, filler.people("direct", most=1))

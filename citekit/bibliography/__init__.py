"""Bibliographies in and out: BibTeX, biblatex, CSL-JSON and RIS."""

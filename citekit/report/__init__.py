"""Reports: an analysis for a terminal, for other programs and for people."""

"""Training of the reference tagger: real sets mapped to one guideline, synthetic references, noise.

Nothing here is imported when references are parsed.
"""

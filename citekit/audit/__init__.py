"""Auditing links: does the source still stand, and what did it say on the access date?"""

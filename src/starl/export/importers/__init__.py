"""Journals of other programs: one module a format, each a parser that yields drafts and remarks."""

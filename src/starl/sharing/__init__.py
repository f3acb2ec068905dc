"""Giving a story to a peer without its secrets, and what comes back."""

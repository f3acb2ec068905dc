"""Practice: reflection, spaced review, improvements and their follow-up, and patterns over time."""

"""The storage of the journal: one interface over SQLite and PostgreSQL."""

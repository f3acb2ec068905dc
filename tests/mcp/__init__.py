"""The server for assistants, spoken to by the client of the official SDK."""

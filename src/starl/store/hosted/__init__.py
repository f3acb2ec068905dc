"""What a shared server keeps beside the journals. PostgreSQL only; nothing here reads a journal's words."""

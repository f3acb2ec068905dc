"""How stories are checked in a folder: its settings, which findings are wanted, which files are stories."""

"""The coach in an editor: a language server. Thin: what is said comes from the coach."""

"""One rule a file, with its rationale and examples in a TOML file of the same name."""

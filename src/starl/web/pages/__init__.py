"""The pages. Each module has a `router`; all of them work without JavaScript."""

"""The pages of a shared server. Each module has a `router`; all of them work without JavaScript."""

"""The JSON API under /api/v1. Each module has a `router`."""

"""Finding what went wrong: from repositories, documents, issue exports and calendars to candidate experiences."""

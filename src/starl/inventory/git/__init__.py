"""What a git repository tells of things that did not go as planned."""

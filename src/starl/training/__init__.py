"""Making and measuring the shipped weights. Not needed to run starl."""

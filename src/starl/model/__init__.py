"""What starl speaks of: stories, findings, reports. Frozen values, no input or output."""

"""What the sheets of a file show apart from their values, per format."""

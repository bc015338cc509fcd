"""One use case each, with its transaction and its permission check."""

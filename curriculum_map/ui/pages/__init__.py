"""Pages: ask, call a service, show."""

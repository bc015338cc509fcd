"""The migrations. Each is what it was when it was released: none of them uses the tables of today."""

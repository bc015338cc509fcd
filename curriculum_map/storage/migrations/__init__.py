"""How the tables changed from one version to the next: run by Alembic, from storage/upgrading.py."""

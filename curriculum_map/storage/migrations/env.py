"""What Alembic runs: the migrations, in the transaction of the connection that it was given."""

from alembic import context

from curriculum_map.storage.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
# The transaction is the caller's: on both databases all of a migration happens, or nothing.
context.run_migrations()

"""Runs migrations on the connection that storage.migrate opens. The metadata is there for the names of constraints."""

from alembic import context

from storage.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()

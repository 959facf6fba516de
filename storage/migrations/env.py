"""Runs migrations on the connection that storage.migrate opens."""

from alembic import context

from storage.db import Database
from storage.schema import metadata

__all__ = ["Database"]  # importing it brings every table into the metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()

"""The sheets that admins take out, edit and drop back: one file each, found by the registry."""

"""One card a file: how it looks, when it is no longer worth sending, and what its own buttons do."""

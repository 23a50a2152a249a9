"""The mutation suite: rows that are made wrong on purpose, and whether the tool notices."""

"""Home Assistant finds integrations here."""

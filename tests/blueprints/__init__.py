"""Blueprints, run by Home Assistant as it runs those that somebody has imported."""

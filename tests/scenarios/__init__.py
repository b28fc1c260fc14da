"""Recorded days of real people, replayed against Posture Coach and scored."""

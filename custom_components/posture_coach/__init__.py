"""Posture Coach."""

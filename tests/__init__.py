"""Tests of Posture Coach."""

"""A real Home Assistant with a desk and Posture Coach, in which a recorded week is replayed."""

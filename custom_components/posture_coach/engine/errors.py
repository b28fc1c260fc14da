"""What the engine refuses, in one voice for every surface."""


class CoachError(Exception):
    """A refused request; nothing has changed.

    `key` is a translation key under `exceptions` in the translations, `placeholders` fills
    it, and `placeholders["field"]`, where present, names the field of the action at fault.
    """

    def __init__(self, key: str, **placeholders: str) -> None:
        super().__init__(key)
        self.key = key
        self.placeholders = placeholders

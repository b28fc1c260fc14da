"""What people may write."""

import pytest

from custom_components.posture_coach.engine import CoachError
from custom_components.posture_coach.engine.text import LONGEST_NOTE, checked_note, has_markup


@pytest.mark.parametrize(
    ("text", "is_markup"),
    [
        ("stiff after the long run", False),
        ("links schlechter als rechts: 3 < 5", False),
        ("a<1", False),
        ("heart <3", False),
        ("ends with <", False),
        ("two lines\nand\ta tab", False),
        ("überall 😀", False),
        ("<b>bold</b>", True),
        ("</p>", True),
        ("<!-- hidden -->", True),
        ("a<script", True),
        ("bell\a", True),
        ("turned \u202e around", True),
        ("\x00", True),
    ],
    ids=ascii,
)
def test_words_are_no_markup(text, is_markup):
    assert has_markup(text) is is_markup


def test_blanks_around_it_are_taken_off():
    assert checked_note("  better today \n", "note") == "better today"


@pytest.mark.parametrize(
    ("text", "key", "placeholders"),
    [
        pytest.param("x" * 501, "text_too_long", {"field": "note", "limit": "500"}, id="long"),
        pytest.param("<i>", "text_has_markup", {"field": "note"}, id="markup"),
    ],
)
def test_what_is_no_note_is_refused(text, key, placeholders):
    with pytest.raises(CoachError) as refusal:
        checked_note(text, "note")
    assert (refusal.value.key, refusal.value.placeholders) == (key, placeholders)


def test_as_long_as_it_may_be_it_is_kept():
    assert len(checked_note("x" * LONGEST_NOTE + " ", "note")) == LONGEST_NOTE
    assert checked_note("12345", "name", longest=5) == "12345"

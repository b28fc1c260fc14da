"""Forms are filled in by the names of their fields."""

from datetime import timedelta
from typing import Any

import pytest

from scripts.demo_house.form import Answer, fill, names_in
from scripts.demo_house.home import HomeError


def test_fields_in_sections_are_filled_where_they_stand():
    fields: list[dict[str, Any]] = [
        {"name": "person", "required": True, "selector": {"entity": {}}},
        {
            "name": "sitting",
            "type": "expandable",
            "schema": [{"name": "sitting_limit", "selector": {"duration": {}}}],
        },
    ]
    answers: dict[str, Answer] = {
        "person": "person.alex",
        "sitting_limit": timedelta(minutes=1, seconds=5),
    }
    assert fill(fields, answers) == {
        "person": "person.alex",
        "sitting": {"sitting_limit": {"hours": 0, "minutes": 1, "seconds": 5}},
    }
    assert names_in(fields) == {"person", "sitting_limit"}


@pytest.mark.parametrize(
    ("selector", "sent"),
    [
        ({"entity": {"multiple": True}}, ["input_boolean.chair"]),
        ({"entity": {}}, "input_boolean.chair"),
        ({"entity": None}, "input_boolean.chair"),
    ],
    ids=["takes many", "takes one", "has no options"],
)
def test_a_list_is_sent_only_where_many_are_taken(selector, sent):
    assert fill([{"name": "seat", "selector": selector}], {"seat": ["input_boolean.chair"]}) == {
        "seat": sent
    }


def test_a_duration_is_sent_in_the_unit_of_a_number_field():
    field = {"name": "limit", "selector": {"number": {"unit_of_measurement": "min"}}}
    assert fill([field], {"limit": timedelta(seconds=90)}) == {"limit": 1.5}


def test_unknown_fields_keep_their_default_or_what_is_suggested():
    fields: list[dict[str, Any]] = [
        {"name": "style", "default": "full"},
        {"name": "lead", "description": {"suggested_value": 20}},
        {"name": "calendar"},
    ]
    assert fill(fields, {}) == {"style": "full", "lead": 20}


def test_a_required_field_without_an_answer_is_named():
    with pytest.raises(HomeError, match="color"):
        fill([{"name": "color", "required": True}], {})

"""What one person may choose from, and everything that is said of it in their language."""

from collections.abc import Mapping
from copy import copy
from typing import Any

from .authoring import (
    ContentError,
    ExerciseTexts,
    RoutineTexts,
    own_exercise,
    own_routine,
)
from .const import LOGGER
from .engine.exercise import Catalogue, Exercise, Routine
from .engine.model import Cue
from .library import (
    FALLBACK,
    AxisTexts,
    Language,
    Library,
    Picture,
)
from .plurals import is_few


class Content:
    """The library and somebody's own exercises and routines, in a language we have."""

    def __init__(
        self,
        library: Library,
        own_exercises: Mapping[str, Mapping[str, Any]],
        own_routines: Mapping[str, Mapping[str, Any]],
        language: str,
    ) -> None:
        """What was entered is given by id; what breaks the rules is left out, and logged."""
        self._library = library
        self.words = language_for(library, language)
        """What comes with the integration, in that language."""
        self._own_exercises: dict[str, ExerciseTexts] = {}
        self._own_routines: dict[str, RoutineTexts] = {}
        exercises = dict(library.exercises)
        routines = dict(library.routines)
        for key, data in own_exercises.items():
            if key not in library.exercises:
                self._add_exercise(key, data, exercises)
        for key, data in own_routines.items():
            if key not in library.routines:
                self._add_routine(key, data, routines, exercises)
        self.catalogue = Catalogue(exercises=exercises, routines=routines)

    def in_language(self, language: str) -> Content:
        """The same in another language; what was entered is as it was entered."""
        other = copy(self)
        other.words = language_for(self._library, language)
        return other

    @property
    def safety(self) -> str:
        """The safety note."""
        return self.words.safety

    @property
    def balance(self) -> Mapping[str, AxisTexts]:
        """Questions and answers of the balance test, by axis."""
        return self.words.balance

    def exercise(self, exercise_id: str) -> ExerciseTexts:
        """The texts of an exercise; of one that is gone, something like its name."""
        known = self.words.exercises.get(exercise_id) or self._own_exercises.get(exercise_id)
        return known or ExerciseTexts(name=_name_from(exercise_id))

    def routine(self, routine_id: str) -> RoutineTexts:
        """The texts of a routine; of one that is gone, something like its name."""
        known = self.words.routines.get(routine_id) or self._own_routines.get(routine_id)
        return known or RoutineTexts(name=_name_from(routine_id))

    def picture(self, exercise_id: str) -> Picture | None:
        """The drawings of an exercise; None for somebody's own."""
        return self._library.pictures.get(exercise_id)

    def sources(self, exercise_id: str) -> tuple[str, ...]:
        """Where the figures of an exercise come from; nothing for somebody's own."""
        return self._library.sources.get(exercise_id, ())

    def dose(self, exercise_id: str, dose: int) -> str:
        """A dose in words."""
        return self.counted(f"dose_{self.catalogue.exercises[exercise_id].kind}", dose)

    def counted(self, name: str, count: int) -> str:
        """So many of something, in words: `moves`, `minutes`, `dose_hold`, `dose_repetitions`."""
        words = self.words.counted[name]
        if count == 1:
            return words["one"]
        form = "few" if "few" in words and is_few(count) else "other"
        return words[form].format(count=count)

    def line(self, style: str, cue: Cue, **values: str | int) -> str | None:
        """What is said at a cue; None where that style says nothing.

        `values` are `person` and `routine`; with WELCOME the numbers `moves` and `minutes`; with
        STANCE, INSTRUCTIONS, BEGIN and REST `exercise` and `dose`; and `say` or `steps` with the
        two that tell how it is done. Names are never taken for templates.
        """
        template = self.words.spoken.get(style, {}).get(cue)
        if template is None:
            return None
        words = {
            name: self.counted(name, value) if isinstance(value, int) else value
            for name, value in values.items()
        }
        return template.format_map(words).strip()

    def _add_exercise(
        self, key: str, data: Mapping[str, Any], exercises: dict[str, Exercise]
    ) -> None:
        try:
            exercises[key], self._own_exercises[key] = own_exercise(key, data)
        except ContentError as error:
            LOGGER.warning("The exercise %s is left out: %s", key, dict(error.faults))

    def _add_routine(
        self,
        key: str,
        data: Mapping[str, Any],
        routines: dict[str, Routine],
        exercises: Mapping[str, Exercise],
    ) -> None:
        # An exercise that was deleted takes no routine with it.
        left = [each for each in data.get("exercises", ()) if each in exercises]
        try:
            routine = own_routine(key, {**data, "exercises": left}, exercises)
        except ContentError as error:
            LOGGER.warning("The routine %s is left out: %s", key, dict(error.faults))
        else:
            routines[key], self._own_routines[key] = routine


def language_for(library: Library, language: str) -> Language:
    """The language, or else its base (`de` for `de-AT`), or else English."""
    known = library.languages
    return known.get(language) or known.get(language.partition("-")[0]) or known[FALLBACK]


def _name_from(key: str) -> str:
    return key.replace("_", " ").capitalize()

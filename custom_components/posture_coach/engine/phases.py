"""The phases of a session, and what leads from one to the other."""

from enum import StrEnum

from .model import RoutinePhase


class Input(StrEnum):
    """What moves a session from phase to phase."""

    ELAPSED = "elapsed"
    ANSWERED = "answered"
    PASSED = "passed"
    RETURNED = "returned"
    ASKED = "asked"
    EXTENDED = "extended"


class Go(StrEnum):
    """Where to."""

    GET_READY = "get_ready"
    STEP = "step"
    """To the stance of the current move."""
    INSTRUCTIONS = "instructions"
    """The same, with everything that there is to say about it."""
    WORK = "work"
    REST = "rest"
    """Ahead of the next move; past the last one, to the end."""
    OVER = "over"
    """To the stance of the next move, without a rest."""
    BACK = "back"
    AGAIN = "again"
    LONGER = "longer"
    END = "end"


TABLE: dict[tuple[RoutinePhase, Input], Go] = {
    (RoutinePhase.BALANCE_BEFORE, Input.ANSWERED): Go.GET_READY,
    (RoutinePhase.BALANCE_BEFORE, Input.PASSED): Go.GET_READY,
    (RoutinePhase.BALANCE_BEFORE, Input.ASKED): Go.AGAIN,
    (RoutinePhase.GET_READY, Input.ELAPSED): Go.STEP,
    (RoutinePhase.GET_READY, Input.PASSED): Go.STEP,
    (RoutinePhase.GET_READY, Input.ASKED): Go.AGAIN,
    (RoutinePhase.PREPARE, Input.ELAPSED): Go.WORK,
    (RoutinePhase.PREPARE, Input.PASSED): Go.OVER,
    (RoutinePhase.PREPARE, Input.RETURNED): Go.BACK,
    (RoutinePhase.PREPARE, Input.ASKED): Go.INSTRUCTIONS,
    (RoutinePhase.WORK, Input.ELAPSED): Go.REST,
    (RoutinePhase.WORK, Input.PASSED): Go.OVER,
    (RoutinePhase.WORK, Input.RETURNED): Go.BACK,
    (RoutinePhase.WORK, Input.ASKED): Go.INSTRUCTIONS,
    (RoutinePhase.WORK, Input.EXTENDED): Go.LONGER,
    (RoutinePhase.REST, Input.ELAPSED): Go.STEP,
    (RoutinePhase.REST, Input.PASSED): Go.STEP,
    (RoutinePhase.REST, Input.RETURNED): Go.BACK,
    (RoutinePhase.REST, Input.ASKED): Go.INSTRUCTIONS,
    (RoutinePhase.BALANCE_AFTER, Input.ANSWERED): Go.END,
    (RoutinePhase.BALANCE_AFTER, Input.PASSED): Go.END,
    (RoutinePhase.BALANCE_AFTER, Input.RETURNED): Go.BACK,
    (RoutinePhase.BALANCE_AFTER, Input.ASKED): Go.AGAIN,
}

ENTERED: dict[Go, tuple[RoutinePhase, int]] = {
    Go.GET_READY: (RoutinePhase.GET_READY, 0),
    Go.STEP: (RoutinePhase.PREPARE, 0),
    Go.INSTRUCTIONS: (RoutinePhase.PREPARE, 0),
    Go.WORK: (RoutinePhase.WORK, 0),
    Go.REST: (RoutinePhase.REST, 1),
    Go.OVER: (RoutinePhase.PREPARE, 1),
    Go.BACK: (RoutinePhase.PREPARE, -1),
}
"""The phase that is entered, and by how many moves it is further on."""

REFUSALS: dict[Input, str] = {
    Input.RETURNED: "no_previous_exercise",
    Input.EXTENDED: "nothing_to_extend",
}

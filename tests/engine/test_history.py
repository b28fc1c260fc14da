"""What is on record, and the figures of days, weeks and streaks that follow from it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, strategies as st
import pytest

from custom_components.posture_coach.engine.history import DayDone, history_of
from custom_components.posture_coach.engine.model import BreakOutcome, Posture
from custom_components.posture_coach.engine.records import (
    KINDS,
    BalanceRecord,
    BreakRecord,
    CheckInRecord,
    DayOffReason,
    DayOffRecord,
    MeasurementRecord,
    SessionOutcome,
    TestPhase,
    ended_at,
    kind_of,
)

from .desk import NINE
from .floor import CURL, DOG, REACH, session_of

BERLIN = ZoneInfo("Europe/Berlin")
NEW_YORK = ZoneInfo("America/New_York")
MONDAY = NINE.date()
DAY = timedelta(days=1)

A_BREAK = BreakRecord(
    posture=Posture.SITTING,
    outcome=BreakOutcome.TAKEN,
    due_at=None,
    sat_for=timedelta(minutes=20),
    prompts=0,
    snoozes=0,
    began_at=NINE,
    ended_at=NINE + timedelta(minutes=2),
    verified=True,
)


def hours(count):
    return timedelta(hours=count)


def off(day, reason=DayOffReason.NOT_SCHEDULED):
    return DayOffRecord(day=day, reason=reason)


def done_on(*days, zone=UTC, hour=9):
    """A completed routine on each of those local days."""
    return [
        session_of(datetime(day.year, day.month, day.day, hour, tzinfo=zone).astimezone(UTC))
        for day in days
    ]


def partial(at, *moves, routine="three"):
    """Some of the three moves; what is not named was not done."""
    names = {CURL: 10, REACH: 30, DOG: 20}
    return session_of(
        at,
        *((each, dose, dose if each in moves else 0) for each, dose in names.items()),
        outcome=SessionOutcome.PARTIAL,
        routine=routine,
        is_led=False,
    )


def history(*records, zone=UTC):
    return history_of(records, zone)


def streak(records, today, *, asked=True, zone=UTC):
    return history_of(records, zone).streak(today, is_asked_today=asked)[0]


class TestDay:
    """What the sessions of a local day add up to."""

    def test_a_completed_session_is_a_routine(self):
        assert history(session_of(NINE)).done_on(MONDAY) == DayDone(
            exercises=frozenset({"curl", "reach", "dog"}), routines=1, last_at=NINE
        )

    def test_two_are_two(self):
        done = history(session_of(NINE), session_of(NINE + hours(1))).done_on(MONDAY)
        assert (done.routines, done.last_at) == (2, NINE + hours(1))

    def test_move_by_move_over_the_day_it_is_one_too(self):
        done = history(
            partial(NINE, CURL), partial(NINE + hours(1), DOG), partial(NINE + hours(2), REACH)
        ).done_on(MONDAY)
        assert (done.routines, done.last_at) == (1, NINE + hours(2))

    def test_more_of_it_later_neither_counts_again_nor_moves_it(self):
        done = history(
            partial(NINE, CURL, DOG, REACH), partial(NINE + hours(1), CURL, DOG, REACH)
        ).done_on(MONDAY)
        assert (done.routines, done.last_at) == (1, NINE)

    def test_moves_of_different_routines_do_not_add_up(self):
        done = history(
            partial(NINE, CURL, DOG), partial(NINE + hours(1), REACH, routine="two")
        ).done_on(MONDAY)
        assert done.routines == 0
        assert done.exercises == {"curl", "reach", "dog"}

    def test_a_part_is_a_part(self):
        done = history(partial(NINE, CURL)).done_on(MONDAY)
        assert done == DayDone(exercises=frozenset({"curl"}))

    def test_what_was_abandoned_is_on_record_and_counts_for_nothing(self):
        found = history(session_of(NINE, (CURL, 10, 0), outcome=SessionOutcome.ABANDONED))
        assert found.done_on(MONDAY) == DayDone()
        assert len(found.sessions) == 1

    def test_a_day_begins_at_local_midnight(self):
        late = session_of(datetime(2026, 3, 2, 23, 30, tzinfo=UTC))
        assert history(late).done_on(MONDAY).routines == 1
        assert history(late, zone=BERLIN).done_on(MONDAY + DAY).routines == 1
        assert history(late, zone=NEW_YORK).done_on(MONDAY).routines == 1


class TestWeek:
    """Since Monday."""

    def test_it_begins_on_monday(self):
        records = done_on(MONDAY - DAY, MONDAY, MONDAY + 2 * DAY, MONDAY + 6 * DAY)
        found = history(*records)
        assert found.done_in_week_of(MONDAY) == 1
        assert found.done_in_week_of(MONDAY + 2 * DAY) == 2
        assert found.done_in_week_of(MONDAY + 6 * DAY) == 3
        assert found.done_in_week_of(MONDAY + 7 * DAY) == 0


class TestStreak:
    """Scheduled days in a row."""

    def test_nothing_on_record_is_none(self):
        assert streak([], MONDAY) == 0

    def test_it_grows_by_the_day(self):
        assert streak(done_on(MONDAY, MONDAY + DAY), MONDAY + DAY) == 2

    def test_today_may_still_come(self):
        assert streak(done_on(MONDAY, MONDAY + DAY), MONDAY + 2 * DAY) == 2

    def test_a_day_without_ends_it(self):
        records = done_on(MONDAY, MONDAY + 2 * DAY)
        assert streak(records, MONDAY + 2 * DAY) == 1
        assert streak(records, MONDAY + 4 * DAY) == 0

    def test_it_goes_on_over_a_weekend_off(self):
        records = [
            *done_on(MONDAY - 3 * DAY, MONDAY),
            off(MONDAY - 2 * DAY),
            off(MONDAY - DAY),
        ]
        assert streak(records, MONDAY) == 2

    def test_a_pause_freezes_it(self):
        holiday = [off(MONDAY + n * DAY, DayOffReason.PAUSED) for n in range(1, 15)]
        records = [*done_on(MONDAY, MONDAY + 15 * DAY), *holiday]
        assert streak(records, MONDAY + 15 * DAY) == 2

    def test_done_on_a_day_off_it_neither_counts_nor_ends_it(self):
        records = [*done_on(MONDAY, MONDAY + DAY, MONDAY + 2 * DAY), off(MONDAY + DAY)]
        assert streak(records, MONDAY + 2 * DAY) == 2

    def test_nor_does_it_while_that_day_goes_on(self):
        """It must not be taken back at midnight."""
        records = done_on(MONDAY, MONDAY + DAY)
        assert streak(records, MONDAY + DAY, asked=False) == 1
        assert streak([*records, off(MONDAY + DAY)], MONDAY + DAY) == 1
        assert streak([*records, off(MONDAY + DAY)], MONDAY + 2 * DAY) == 1

    def test_it_says_which_day_ended_it(self):
        found = history(*done_on(MONDAY, MONDAY + DAY))
        assert found.streak(MONDAY + DAY, is_asked_today=True) == (2, MONDAY - DAY)

    @pytest.mark.parametrize(
        ("zone", "first"),
        [
            pytest.param(BERLIN, date(2026, 3, 27), id="an hour less"),
            pytest.param(BERLIN, date(2026, 10, 23), id="an hour more"),
            pytest.param(NEW_YORK, date(2026, 3, 6), id="an hour less, far west"),
            pytest.param(ZoneInfo("Africa/Cairo"), date(2026, 4, 22), id="no midnight"),
        ],
    )
    @pytest.mark.parametrize("hour", [0, 23], ids=["early", "late"])
    def test_days_of_another_length_are_days(self, zone, first, hour):
        days = [first + n * DAY for n in range(5)]
        records = [
            replace(each, ended_at=each.ended_at + timedelta(minutes=30), started_at=each.ended_at)
            for each in done_on(*days, zone=zone, hour=hour)
        ]
        found = history_of(records, zone)
        assert sorted(found.days) == days
        assert found.streak(days[-1], is_asked_today=True)[0] == 5


class TestTestBefore:
    """Before and after belong to one session."""

    def test_it_is_the_last_one_before_the_same_session(self):
        first, second, other = (
            BalanceRecord(
                at=NINE + timedelta(minutes=n),
                phase=TestPhase.BEFORE,
                session_started_at=started_at,
                left_right=n,
            )
            for n, started_at in enumerate((NINE, NINE, NINE + hours(1)))
        )
        after = BalanceRecord(
            at=NINE + hours(2), phase=TestPhase.AFTER, session_started_at=NINE, left_right=0
        )
        found = history(first, second, other, after)
        assert found.test_before(after) == second
        assert found.test_before(replace(after, session_started_at=NINE + hours(1))) == other
        assert found.test_before(replace(after, session_started_at=NINE - hours(1))) is None

    @pytest.mark.parametrize("phase", [TestPhase.SINGLE, TestPhase.BEFORE], ids=str)
    def test_none_belongs_to_another_test(self, phase):
        before = BalanceRecord(at=NINE, phase=TestPhase.BEFORE, session_started_at=NINE)
        later = BalanceRecord(at=NINE + hours(1), phase=phase, session_started_at=NINE)
        assert history(before).test_before(later) is None

    def test_tests_of_no_session_do_not_belong_together(self):
        """They may have been imported."""
        before = BalanceRecord(at=NINE, phase=TestPhase.BEFORE)
        after = BalanceRecord(at=NINE + hours(1), phase=TestPhase.AFTER)
        assert history(before).test_before(after) is None


AT = st.integers(min_value=0, max_value=20_000).map(
    lambda minutes: NINE + timedelta(minutes=minutes)
)
RECORDS = st.one_of(
    st.builds(session_of, AT),
    st.builds(
        lambda at, some: partial(at, *some), AT, st.sets(st.sampled_from([CURL, DOG, REACH]))
    ),
    st.builds(lambda at: BalanceRecord(at=at, phase=TestPhase.SINGLE, left_right=0), AT),
    st.builds(
        lambda at: MeasurementRecord(
            at=at, phase=TestPhase.SINGLE, window=timedelta(seconds=20), left_right=0.0, sway=0.0
        ),
        AT,
    ),
    st.builds(lambda at, pain: CheckInRecord(at=at, neck_pain=pain), AT, st.integers(0, 10)),
    st.builds(lambda at: off(at.date()), AT),
    st.just(A_BREAK),
)


@given(st.lists(RECORDS, max_size=12), st.sampled_from([UTC, BERLIN]))
def test_one_by_one_they_make_up_the_same_history_as_all_at_once(records, zone):
    grown = history_of((), zone)
    for each in records:
        grown = grown.with_record(each, zone)
    assert grown == history_of(records, zone)


class TestKinds:
    """Every record has a name and a time."""

    RECORDS = (
        A_BREAK,
        session_of(NINE),
        BalanceRecord(at=NINE, phase=TestPhase.SINGLE),
        MeasurementRecord(
            at=NINE, phase=TestPhase.SINGLE, window=timedelta(0), left_right=0.0, sway=0.0
        ),
        CheckInRecord(at=NINE),
        off(MONDAY),
    )

    def test_each_is_named(self):
        assert [kind_of(each) for each in self.RECORDS] == list(KINDS)

    def test_each_was_complete_at_some_time(self):
        assert [ended_at(each) for each in self.RECORDS] == [
            A_BREAK.ended_at,
            *[NINE] * 4,
            MONDAY,
        ]

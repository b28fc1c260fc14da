"""The files of the catalogue: complete, consistent, honest, and refused when they are not."""

from copy import deepcopy
from dataclasses import replace
from datetime import timedelta
import re
import subprocess
import sys
import wave
import xml.etree.ElementTree as ET

import probatio as vol
import pytest

from custom_components.posture_coach.authoring import LONGEST_SAY
from custom_components.posture_coach.content import Content
from custom_components.posture_coach.engine.cues import cues_of
from custom_components.posture_coach.engine.exercise import DoseKind, Need
from custom_components.posture_coach.engine.model import Cue, RoutinePhase, Settings
from custom_components.posture_coach.engine.session import GET_READY_FOR, INSTRUCTIONS_FOR
from custom_components.posture_coach.library import (
    KNOWN,
    SOUNDS,
    SPOKEN_STYLES,
    UNSPOKEN,
    async_load_library,
    library_of,
    read_files,
)

from .test_architecture import ROOT

FILES = read_files()
LIBRARY = library_of(FILES)
LANGUAGES = sorted(LIBRARY.languages)
SVG = "{http://www.w3.org/2000/svg}"
ADAPTS = "color-scheme:light dark"
"""Where nobody sets the colour of the text, as in a page of the docs, it is that of the page."""
LARGEST_PICTURE = 2_000
LARGEST_SOUND = 130_000

SPOKEN_PER_SECOND = 14
"""Characters, of a voice that does not hurry."""
SILENT = {
    "full": {Cue.COUNTDOWN},
    "brief": {Cue.COUNTDOWN, Cue.BEGIN, Cue.HALF_WAY, Cue.LAST_TEN, Cue.RESUMED},
}
"""Where nothing is said; every other cue has a line."""

PROMISES = {
    "en": r"\b(cure|heal|treat|therap|correct|fix|prevent|relie[fv]|pain[- ]?free|align|improv"
    r"|guarante|proven|diagnos|injury[- ]free|rehab)",
    "de": r"(heil|therap|behandl|korrigier|vorbeug|verhinder|linder|schmerzfrei|verbesser"
    r"|garantier|bewiesen|erwiesen|diagnos|kurier|beseitig|gegen schmerz)",
    "da": r"(helbred|\bhele[rs]\b|\bheling|\blæge(r|s|middel|nde|dom)\b|behandl|terap|kurer"
    r"|korriger|udbedr|afhjælp|forebyg|forhindr|lindr|forbedr|garant|bevis|diagnos"
    r"|smertefri|skadesfri|(uden|mod|fjerner) smert|genoptræn|rehab|\bretter (din|ryggen"
    r"|holdningen|kroppen|op)|fikse)",
    "es": r"\b(cur(a|á|e|é|o\b)|san(a\b|ar|an\b|e\b|en\b|aci)|trat(a|á|e|é)|terap|corr(ig|ij|eg"
    r"|ecc|ect)|arregl|repara|prev(en|ien|in)|alivi|calm(a|e)|sin dolor|libre de (dolor"
    r"|lesi)|sin lesiones|alin(ea|ee)|mejor(a|á|e|é|o\b|ó)|garanti|(demostr|comprob)ad"
    r"|científicamente|diagn[oó]s|rehab|combat|quita.{0,10}dolor|elimin.{0,15}dolor)",
    "fi": r"\b(parann|parant|paran[ei]|hoita|hoid|hoito|terapi|terapeut|korja|oikais|ehkäis"
    r"|estä[äv]|lievit|helpott|kivuton|kivutto|taata|taattu|takuu|todistet|diagno|kuntout"
    r"|tervehdyt|eheyt)",
    "fr": r"\b(gu[ée]ri|soign|trait(e[rsz]?\b|ement|ant)|th[ée]rap|corrig|correct"
    r"|r[ée]par(e[rsz]?\b|ation)|rem[ée]di|rem[èe]de|pr[ée]v(en[aiu]|ien)|soulag|att[ée]nu"
    r"|apais|[ée]limin|sans (aucune )?douleur|indolore|anti-?douleur|contre (la"
    r"|les) douleur|am[ée]lior|garanti|prouv|diagnosti|r[ée]{2}duc|r[ée]adapt|curati"
    r"|redress|align)",
    "it": r"\b(cur[aei]\b|curar|curat|guari|terap|trattament|corre(gg|tt|zion)|raddrizz|previ?en"
    r"|prevenz|preven[tu]|allevi|lenisc|lenir|solliev|miglior|garant|comprovat|dimostrat"
    r"|diagnos|riabilit|senza (più )?(dolor|mal)|allinea|risol[vt]|rimedi|guarigion)",
    "nb": r"(helbred|kurer|behandl|terap|korriger|rette[rt]? opp|forebygg|(for)?hindre|lindr"
    r"|smertefri|forbedr|garanter|bevis(t|elig)|diagnos|rehab|skadefri|fikser|utbedr"
    r"|motvirk|leger|legende|mot (smert|vondt))",
    "nl": r"\b(genees|genez|helen\b|heelt\b|behandel|(fysio)?therap|corrig|gecorrig|correct"
    r"|verhelp|verholp|repar|voork[oó]m|verlicht|verzacht|verminder|minder pijn"
    r"|pijn[- ]?(vrij|loos|stil)|uitlijn|rechttrek|verbeter|garand|gegarand|bewezen"
    r"|diagnos|blessurevrij|revalid|herstel(t|len)?\b)",
    "pl": r"\b(lecz(y|en|ni)|ulecz|wylecz|zalecz|uzdr[ao]w|terap|rehabilit|s?koryg|korekc|korekt"
    r"|popraw|napraw(?!d)|zapobie|prewenc|profilak|z?łagodz|uśmierz|ulg[aęi]\b|bez bólu"
    r"|bezbolesn|gwarant|udowodn|diagno|kuruj|likwid)",
    "pt": r"\b(cur(?:a|as|am|ar|e|em|ou|ad[oa]s?|ativ[oa]s?)\b|sarar\b|trat(?:a|am|ar|e|em|ou"
    r"|amentos?)\b|terap|corrig|corre[cç]|corret|endireit|preven|previn|al[ií]vi"
    r"|melhor[aei]|garant|comprovad|diagn[oó]s|reabilit|alinh|sem (?:mais |qualquer "
    r"|nenhuma )?dor(?:es)?\b)",
    "sv": r"(\bbota[rsdt]?|botemedel|läk(?!ar|emedel)|behandl|terap|kurera|korriger"
    r"|rätta[rs]? till|förebygg|förhindr|motverk|lindr|avhjälp|smärtfri|värkfri|besvärsfri"
    r"|skadefri|förbättr|garant|bevis|diagnos|rehab|blir? av med)",
}
"""Movement is what there is to offer; of these nobody knows."""


def words(language):
    """Every text of a language."""

    def walk(value):
        if isinstance(value, dict):
            for each in value.values():
                yield from walk(each)
        elif isinstance(value, list):
            for each in value:
                yield from walk(each)
        elif value is not None:
            yield value

    return list(walk(FILES.texts[language]))


def shape(value):
    """What a text file is made of, whatever it says."""
    if isinstance(value, dict):
        # Some languages need more forms of a number.
        return {key: shape(each) for key, each in value.items() if key != "few"}
    if isinstance(value, list):
        return [shape(each) for each in value]
    return type(value)


def line(language, cue, **values):
    """What is said in full."""
    said = Content(LIBRARY, {}, {}, language).line("full", cue, **values)
    assert said
    return said


def seconds_to_say(text):
    return len(text) / SPOKEN_PER_SECOND


async def test_it_is_read_once_for_everybody(hass):
    library = await async_load_library(hass)
    assert library == LIBRARY
    assert await async_load_library(hass) is library


def test_these_are_the_moves():
    doses = {key: (each.kind, each.ladder) for key, each in LIBRARY.exercises.items()}
    assert doses == {
        "wall_elbow_curl": (DoseKind.REPETITIONS, (10, 15, 20, 25)),
        "overhead_extension": (DoseKind.HOLD, (30, 45, 60)),
        "downward_dog": (DoseKind.HOLD, (20, 30, 45, 60)),
        "downward_dog_wall": (DoseKind.HOLD, (20, 30, 45, 60)),
    }
    assert LIBRARY.exercises["wall_elbow_curl"].seconds_each == 3
    assert LIBRARY.exercises["downward_dog"].variant == "downward_dog_wall"
    assert all(each.helps for each in LIBRARY.exercises.values())


def test_these_are_the_routines():
    assert {key: each.exercises for key, each in LIBRARY.routines.items()} == {
        "upper_back_three": ("wall_elbow_curl", "overhead_extension", "downward_dog"),
        "desk_reset": ("wall_elbow_curl", "overhead_extension"),
    }
    assert Settings().routine in LIBRARY.routines


def test_beside_the_desk_nothing_is_done_on_the_floor():
    moves = [LIBRARY.exercises[each] for each in LIBRARY.routines["desk_reset"].exercises]
    assert not any(Need.FLOOR in each.needs for each in moves)


def test_what_needs_the_floor_has_a_variant_that_does_not():
    on_the_floor = [each for each in LIBRARY.exercises.values() if Need.FLOOR in each.needs]
    assert on_the_floor
    for each in on_the_floor:
        assert each.variant
        assert Need.FLOOR not in LIBRARY.exercises[each.variant].needs


def test_every_figure_has_a_source_or_is_called_our_own():
    for sources in LIBRARY.sources.values():
        assert any("Our own choice" in each for each in sources)
        assert any("Our own choice" not in each for each in sources)


def test_english_and_german_are_there():
    assert set(LANGUAGES) >= {"en", "de"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_as_much_as_english(language):
    assert shape(FILES.texts[language]) == shape(FILES.texts["en"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_are_to_be_read_aloud(language):
    for text in words(language):
        assert not re.search(r"[<>*_#/\\|\[\]\n]", text.replace("dose_", "")), text
        assert "  " not in text, text
        assert "..." not in text, text


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_promises_what_nobody_knows(language):
    assert [
        each for each in words(language) if re.search(PROMISES[language], each, re.IGNORECASE)
    ] == []


@pytest.mark.parametrize(
    ("language", "promise"),
    [
        ("en", "Fixes your posture."),
        ("en", "Pain-free in a week"),
        ("de", "Lindert Schmerzen."),
        ("da", "Lindrer smerter i nakken."),
        ("es", "Alivia el dolor de espalda."),
        ("fi", "Lievittää niskakipua."),
        ("fr", "Soulage les douleurs du dos."),
        ("it", "Allevia il dolore al collo."),
        ("nb", "Lindrer smerter i nakken."),
        ("nl", "Verhelpt rugpijn."),
        ("pl", "Łagodzi ból i poprawia postawę."),
        ("pt", "Corrige a sua postura."),
        ("sv", "Övningen lindrar smärta."),
    ],
)
def test_a_promise_would_be_found(language, promise):
    assert re.search(PROMISES[language], promise, re.IGNORECASE)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("style", SPOKEN_STYLES)
def test_every_cue_has_a_line_or_is_declared_silent(language, style):
    spoken = LIBRARY.languages[language].spoken[style]
    assert {cue for cue in Cue if spoken.get(cue) is None} == SILENT[style]


def test_every_cue_sounds_except_those_that_need_no_attention():
    assert set(Cue) - set(SOUNDS) == {Cue.LAST_TEN, Cue.PAUSED, Cue.RESUMED, Cue.STOPPED}
    assert set(SOUNDS) >= UNSPOKEN


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("exercise", LIBRARY.exercises)
def test_name_and_stance_are_said_before_the_countdown(language, exercise):
    texts = LIBRARY.languages[language].exercises[exercise]
    said = line(language, Cue.STANCE, exercise=texts.name, say=texts.say)
    assert len(said) <= LONGEST_SAY
    prepare_for = Settings().prepare_for
    at = {cue: after for after, cue in cues_of(RoutinePhase.PREPARE, prepare_for)}
    assert timedelta(seconds=seconds_to_say(said)) <= at[Cue.COUNTDOWN] < prepare_for


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("exercise", LIBRARY.exercises)
def test_instructions_are_said_before_the_countdown(language, exercise):
    texts = LIBRARY.languages[language].exercises[exercise]
    said = line(language, Cue.INSTRUCTIONS, exercise=texts.name, steps=texts.instructions)
    at = {cue: after for after, cue in cues_of(RoutinePhase.PREPARE, INSTRUCTIONS_FOR)}
    assert timedelta(seconds=seconds_to_say(said)) <= at[Cue.COUNTDOWN]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_said_fits_its_phase(language):
    texts = LIBRARY.languages[language]
    routine = max((each.name for each in texts.routines.values()), key=len)
    exercise = max((each.name for each in texts.exercises.values()), key=len)
    dose = texts.counted["dose_repetitions"]["other"].format(count=100)
    welcome = line(language, Cue.WELCOME, routine=routine, moves=12, minutes=12)
    assert seconds_to_say(welcome) <= GET_READY_FOR.total_seconds()
    assert seconds_to_say(line(language, Cue.REST, exercise=exercise)) <= 10
    assert seconds_to_say(line(language, Cue.BEGIN, dose=dose)) <= 3
    assert seconds_to_say(line(language, Cue.HALF_WAY)) <= 2
    assert seconds_to_say(line(language, Cue.LAST_TEN)) <= 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_brief_is_no_longer_than_full(language):
    full, brief = (LIBRARY.languages[language].spoken[style] for style in SPOKEN_STYLES)
    assert [cue for cue, said in brief.items() if said and len(said) > len(full[cue] or "")] == []


@pytest.mark.parametrize("axis", ["left_right", "heel_toe", "inner_outer"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_answer_of_the_balance_test_is_unlike_the_others(language, axis):
    texts = LIBRARY.languages[language].balance[axis]
    assert len(set(texts.answers)) == 5
    assert texts.question.endswith("?")


def without(*path):
    def change(files):
        *way, last = path
        place = files
        for each in way:
            place = place[each]
        del place[last]

    return change


def put(value, *path):
    def change(files):
        *way, last = path
        place = files
        for each in way:
            place = place[each]
        place[last] = value

    return change


CURL = ("structure", "exercises", 0)
ENGLISH = ("texts", "en")
ENGLISH_CURL = (*ENGLISH, "exercises", "wall_elbow_curl")
MALFORMED = {
    "no exercises": put([], "structure", "exercises"),
    "no routines": without("structure", "routines"),
    "an exercise twice": put("overhead_extension", *CURL, "id"),
    "no dose": without(*CURL, "dose"),
    "an empty ladder": put([], *CURL, "dose", "ladder"),
    "a falling ladder": put([10, 9], *CURL, "dose", "ladder"),
    "too many repetitions": put([10, 101], *CURL, "dose", "ladder"),
    "an unknown kind": put("miles", *CURL, "dose", "kind"),
    "too slow": put(31, *CURL, "dose", "seconds_each"),
    "an unknown aspect": put(["heart"], *CURL, "helps"),
    "an unknown need": put(["pool"], *CURL, "needs"),
    "an unknown variant": put("moonwalk", *CURL, "variant"),
    "no sources": put([], *CURL, "sources"),
    "no such picture": put("moonwalk", *CURL, "picture"),
    "an unknown field": put("red", *CURL, "colour"),
    "a bad id": put("Wall Elbow", *CURL, "id"),
    "a routine of nothing": put([], "structure", "routines", 0, "exercises"),
    "a routine of unknown moves": put(["moonwalk"], "structure", "routines", 0, "exercises"),
    "no English": without(*ENGLISH),
    "no German exercise": without("texts", "de", "exercises", "downward_dog"),
    "an exercise too many": put({}, "texts", "de", "exercises", "moonwalk"),
    "no German routine": without("texts", "de", "routines", "desk_reset"),
    "no stance": without(*ENGLISH_CURL, "stance"),
    "an empty text": put("", *ENGLISH_CURL, "purpose"),
    "no steps": put([], *ENGLISH_CURL, "steps"),
    "markup": put(["<b>Stand</b>"], *ENGLISH_CURL, "steps"),
    "no text": put(5, *ENGLISH_CURL, "say"),
    "a long text": put("x" * 501, *ENGLISH_CURL, "say"),
    "no line": without(*ENGLISH, "spoken", "full", "rest"),
    "a line for a sound": put("Three", *ENGLISH, "spoken", "full", "countdown"),
    "an unknown placeholder": put("{minutes}", *ENGLISH, "spoken", "full", "rest"),
    "a placeholder without a name": put("{}", *ENGLISH, "spoken", "full", "rest"),
    "an open brace": put("{exercise", *ENGLISH, "spoken", "full", "rest"),
    "an unknown style": put({}, *ENGLISH, "spoken", "shouted"),
    "no plural": without(*ENGLISH, "counted", "moves", "other"),
    "four answers": without(*ENGLISH, "balance", "heel_toe", "answers", 0),
    "no safety note": without(*ENGLISH, "safety"),
    "a very long safety note": put("x" * 701, *ENGLISH, "safety"),
    "no picture": without("pictures", "downward_dog_end"),
    "no sound": without("sounds", "countdown"),
}


@pytest.mark.parametrize("change", MALFORMED.values(), ids=MALFORMED)
def test_a_malformed_catalogue_is_refused(change):
    parts = ("structure", "texts", "pictures", "sounds")
    files = {part: deepcopy(getattr(FILES, part)) for part in parts}
    change(files)
    with pytest.raises(vol.Invalid):
        library_of(replace(FILES, **files))


def test_cues_know_only_what_is_a_word_of_theirs():
    assert not set(KNOWN) & UNSPOKEN


@pytest.mark.parametrize("name", FILES.pictures)
def test_a_picture_is_a_small_drawing_in_the_colour_of_the_text(name):
    text = FILES.pictures[name]
    assert len(text.encode()) <= LARGEST_PICTURE
    picture = ET.fromstring(text)
    assert picture.tag == f"{SVG}svg"
    assert picture.get("viewBox") == "0 0 96 96"
    assert picture.get("stroke") == "currentColor"
    assert picture.attrib.pop("style") == ADAPTS
    for each in picture.iter():
        assert each.tag in {f"{SVG}{tag}" for tag in ("svg", "path", "circle")}
        assert {each.get("stroke"), each.get("fill")} <= {None, "none", "currentColor"}
        assert not {key for key in each.attrib if key.startswith("on") or "style" in key}
        assert not (each.text or "").strip()


def test_every_picture_is_of_a_move():
    pictures = {each["picture"] for each in FILES.structure["exercises"]}
    moments = {f"{each}_{moment}" for each in pictures for moment in ("start", "end")}
    assert set(FILES.pictures) == moments
    assert len(set(FILES.pictures.values())) == len(moments)


@pytest.mark.parametrize("name", FILES.sounds)
def test_a_sound_is_small_and_any_speaker_plays_it(name):
    path = FILES.sounds[name]
    assert path.stat().st_size <= LARGEST_SOUND
    with wave.open(str(path)) as sound:
        assert sound.getnchannels() == 1
        assert sound.getsampwidth() == 2
        assert sound.getframerate() == 16_000
        first, last = sound.readframes(1), sound.readframes(sound.getnframes())[-2:]
    assert first == last == b"\x00\x00"


def test_every_sound_has_a_use():
    assert set(FILES.sounds) == set(SOUNDS.values())


def check_sounds(folder=None):
    program = "import sys, scripts.sounds as sounds; from pathlib import Path\n"
    if folder:
        program += f"sounds.FOLDER = Path({str(folder)!r})\n"
    program += "sys.exit(sounds.main(['--check']))"
    command = [sys.executable, "-c", program]
    return subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)


def test_the_sounds_are_those_that_the_script_makes():
    check = check_sounds()
    assert check.returncode == 0, check.stdout + check.stderr


def test_other_sounds_are_noticed(tmp_path):
    for name, path in FILES.sounds.items():
        (tmp_path / f"{name}.wav").write_bytes(path.read_bytes())
    (tmp_path / "begin.wav").write_bytes(b"hiss")
    (tmp_path / "fanfare.wav").write_bytes(b"")
    check = check_sounds(tmp_path)
    assert check.returncode == 1
    assert check.stdout.splitlines() == [
        "begin.wav is not what scripts/sounds.py makes",
        "fanfare.wav is not what scripts/sounds.py makes",
    ]


def test_the_page_about_the_moves_says_what_is_said_aloud():
    english = LIBRARY.languages["en"]
    page = " ".join((ROOT / "docs" / "exercises.md").read_text(encoding="utf-8").split())
    said = [line for each in english.exercises.values() for line in (each.stance, *each.steps)]
    said += re.split(r"(?<=\.) ", english.safety)
    assert [each for each in said if each not in page] == []
    assert [each for each in LIBRARY.exercises if f"`{each}`" not in page] == []

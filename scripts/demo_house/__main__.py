"""The command line of the demo; `scripts/demo` calls it."""

import argparse
import asyncio
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from pathlib import Path
import signal
import sys
import time

from . import check, desk, door
from .desk import Voices
from .home import Home, HomeError
from .house import (
    INTEGRATION,
    HouseError,
    chosen_port,
    config_folder,
    furnish,
    last_lines,
    running,
)
from .pace import FASTEST
from .replay import replay_week
from .story import say

STARTING_TAKES = 120
"""Seconds after which Home Assistant is given up."""

type Guest = Callable[[Home, Voices], Awaitable[int]]
"""Who comes in once the house is arranged, and leaves with an exit code."""


def speed(text: str) -> float:
    """Return a speed of the replay that the coach can follow."""
    value = float(text)
    if not 1 <= value <= FASTEST:
        raise argparse.ArgumentTypeError(
            f"must be from 1 to {FASTEST}: faster, the sitting limit would be below a minute"
        )
    return value


def arguments(given: Sequence[str] | None = None) -> argparse.Namespace:
    """Return the options of the command line."""
    parser = argparse.ArgumentParser(
        prog="scripts/demo",
        description="A real Home Assistant on loopback, a desk, and a recorded week.",
    )
    parser.add_argument(
        "--check",
        action="store_true",
        help="see a break and a routine through, then end; 0 when all of it was seen",
    )
    parser.add_argument(
        "--speed",
        type=speed,
        default=FASTEST,
        help="how many times faster than recorded (default %(default)s)",
    )
    parser.add_argument(
        "--port",
        type=int,
        help="port on loopback (default 8123, or any when that is in use or for --check)",
    )
    parser.add_argument(
        "--keep-config", type=Path, metavar="DIR", help="use and keep this configuration folder"
    )
    parser.add_argument(
        "--pinned",
        action="store_true",
        help="use the Home Assistant that the tests use instead of the newest",
    )
    parser.add_argument(
        "--by-hand", action="store_true", help="leave setting up Posture Coach to you"
    )
    return parser.parse_args(given)


async def visit(guest: Guest, folder: Path, address: str) -> int:
    """Enter the house, arrange it, and let the guest in; return the exit code."""
    began = time.monotonic()
    async with asyncio.timeout(STARTING_TAKES):
        token = await door.enter(address)
    async with Home(address, token) as home:
        config = await home.ask("get_config")
        if config["config_dir"] != str(folder):
            raise HouseError(f"another Home Assistant answers at {address}")
        await desk.confirm_address(home)
        await desk.cancel_errands(home)
        async with asyncio.timeout(STARTING_TAKES):
            await desk.wait_until_started(home)
        voices = await desk.set_up_voices(home)
        await desk.arrange_room(home, voices)
        seconds = time.monotonic() - began
        say(f"Home Assistant {config['version']} runs at {address} (after {seconds:.0f} s)")
        return await guest(home, voices)


def guests(options: argparse.Namespace) -> list[Guest]:
    """Return who comes; between two of them Home Assistant is restarted."""
    if options.check:
        checking = check.Check(options.speed)
        return [checking.first_visit, checking.second_visit]
    return [partial(replay_week, speed=options.speed, with_coach=not options.by_hand)]


def _end_once_on_signals() -> None:
    task = asyncio.current_task()

    def end() -> None:
        # A second Ctrl-C must not break off the shutdown of Home Assistant.
        if task is not None and not task.cancelling():
            task.cancel()

    for ending in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(ending, end)


async def receive(guest: Guest, folder: Path, port: int) -> int:
    """Run Home Assistant for as long as the guest stays, and return the exit code."""
    address = furnish(folder, port)
    async with running(folder, port) as process:
        visiting = asyncio.ensure_future(visit(guest, folder, address))
        dying = asyncio.ensure_future(process.wait())
        try:
            await asyncio.wait((visiting, dying), return_when=asyncio.FIRST_COMPLETED)
            if visiting.done():
                if visiting.result():
                    sys.stderr.write(f"Home Assistant said last:\n{last_lines(folder)}\n")
                return visiting.result()
            raise HouseError(f"Home Assistant ended by itself:\n{last_lines(folder)}")
        except (HomeError, TimeoutError) as error:
            reason = str(error) or "Home Assistant took too long"
            raise HouseError(f"{reason}\n{last_lines(folder)}") from error
        finally:
            visiting.cancel()
            await asyncio.gather(visiting, return_exceptions=True)
            dying.cancel()


async def keep_house(options: argparse.Namespace) -> int:
    """Build the house, receive everybody in it, and leave nothing behind."""
    _end_once_on_signals()
    with (
        config_folder(options.keep_config) as folder,
        chosen_port(options.port, needs_the_usual=not options.check) as port,
    ):
        for guest in guests(options):
            if code := await receive(guest, folder, port):
                return code
    return 0


def main() -> int:
    """Run the demo and return its exit code."""
    options = arguments()
    if not (INTEGRATION / "manifest.json").exists() and not options.by_hand:
        say(f"{INTEGRATION} is not there")
        return 2
    try:
        return asyncio.run(keep_house(options))
    except (HouseError, OSError) as error:
        sys.stderr.write(f"demo: {error}\n")
        return 1
    except asyncio.CancelledError, KeyboardInterrupt:
        say("\nThe house is closed.")
        return 130


if __name__ == "__main__":
    sys.exit(main())

"""The house of the demo: a configuration folder, and the Home Assistant process on it."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, asynccontextmanager, contextmanager
import fcntl
import os
from pathlib import Path
import shutil
import socket
import sys
import tempfile

HERE = Path(__file__).parent
INTEGRATION = HERE.parents[1] / "custom_components" / "posture_coach"
STAND_INS = HERE / "config" / "custom_components" / "posture_demo"
LOOPBACK = "127.0.0.1"
USUAL_PORT = 8123
STOPPING_TAKES = 20
"""Seconds that Home Assistant gets to shut down before it is killed."""


class HouseError(Exception):
    """The house cannot be built, or Home Assistant does not run in it."""


def is_free(port: int) -> bool:
    """Return whether nobody listens on this port of the loopback interface."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
    return True


@contextmanager
def _claimed(port: int) -> Iterator[bool]:
    """Claim a port among the demos on this machine; yields whether it was free to claim.

    Home Assistant binds the port seconds later, and until then a second demo would choose it too.
    """
    claim = Path(tempfile.gettempdir()) / f"posture-coach-demo-{port}.lock"
    with claim.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield False
            return
        try:
            yield is_free(port)
        finally:
            claim.unlink(missing_ok=True)


def _any_port() -> int:
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
    return port


@contextmanager
def chosen_port(wanted: int | None, *, needs_the_usual: bool) -> Iterator[int]:
    """Yield the wanted port, else the usual one, else any; HouseError when the wanted is in use."""
    with ExitStack() as claims:
        if wanted is None and needs_the_usual and claims.enter_context(_claimed(USUAL_PORT)):
            wanted = USUAL_PORT
        elif wanted is None:
            wanted = _any_port()
        elif not claims.enter_context(_claimed(wanted)):
            raise HouseError(f"port {wanted} is in use")
        yield wanted


def _link(link: Path, target: Path) -> None:
    link.unlink(missing_ok=True)
    link.symlink_to(target, target_is_directory=True)


def furnish(folder: Path, port: int) -> str:
    """Write the configuration, link both integrations, and return the address of the house."""
    address = f"http://{LOOPBACK}:{port}"
    integrations = folder / "custom_components"
    integrations.mkdir(parents=True, exist_ok=True)
    _link(integrations / "posture_coach", INTEGRATION)
    _link(integrations / "posture_demo", STAND_INS)
    # A folder that is used again remembers its old address and would not look at the new one.
    (folder / ".storage" / "http").unlink(missing_ok=True)
    text = (HERE / "config" / "configuration.yaml").read_text()
    (folder / "configuration.yaml").write_text(
        text.replace("ADDRESS", address).replace("PORT", str(port))
    )
    return address


@contextmanager
def config_folder(kept: Path | None) -> Iterator[Path]:
    """Yield the folder to keep, else a new one that is gone afterwards."""
    if kept is not None:
        kept.mkdir(parents=True, exist_ok=True)
        yield kept.resolve()
        return
    folder = Path(tempfile.mkdtemp(prefix="posture-coach-demo-")).resolve()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@asynccontextmanager
async def running(folder: Path, port: int) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run Home Assistant on a folder; in the end it is stopped by its process id."""
    hass = Path(sys.executable).with_name("hass")
    # scripts/setup has installed everything: there is nothing to fetch, so it may not try to.
    command = [str(hass), "--config", str(folder), "--skip-pip", "--log-no-color"]
    environment = os.environ | {"SETUP_PORT": str(port)}
    with (folder / "output.log").open("wb") as output:
        process = await asyncio.create_subprocess_exec(
            *command,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            env=environment,
            # Ctrl-C in the terminal reaches the demo alone, which then stops Home Assistant.
            start_new_session=True,
        )
        try:
            yield process
        finally:
            await _end(process)


async def _end(process: asyncio.subprocess.Process) -> None:
    if process.returncode is not None:
        return
    process.terminate()
    try:
        async with asyncio.timeout(STOPPING_TAKES):
            await process.wait()
    except TimeoutError:
        process.kill()
        await process.wait()


def last_lines(folder: Path, count: int = 15) -> str:
    """Return the end of what Home Assistant said, for a message about why it does not run."""
    log = folder / "output.log"
    return "\n".join(log.read_text(errors="replace").splitlines()[-count:]) if log.exists() else ""

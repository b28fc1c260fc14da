# shellcheck shell=bash
# Sourced. Finds uv, or installs it into the project's own cache, and hands it the machine's package index.

# pip reads pip.conf, uv does not: without this a machine behind a mirror would work with pip and fail here.
use_pip_index() {
  local index
  if [[ -n ${UV_DEFAULT_INDEX:-}${UV_INDEX_URL:-} ]]; then return 0; fi
  index=${PIP_INDEX_URL:-$(python3 -m pip config get global.index-url 2>/dev/null || true)}
  if [[ -n $index ]]; then export UV_DEFAULT_INDEX=$index; fi
}

# Prints the path of a uv that runs.
find_uv() {
  local venv="$CACHE/uv" found
  if found=$(command -v uv) && "$found" --version >/dev/null 2>&1; then
    echo "$found"
  elif [[ -x $venv/bin/uv ]] && "$venv/bin/uv" --version >/dev/null 2>&1; then
    echo "$venv/bin/uv"
  else
    install_uv "$venv" >&2 && echo "$venv/bin/uv"
  fi
}

# A bare Debian has python3 with neither venv nor pip: the third way takes pip as a file out of a Debian package.
install_uv() {
  local venv=$1 pip
  command -v python3 >/dev/null || {
    say "No uv and no python3 here. Install either one (Debian: apt install python3) and run again."
    return 1
  }
  mkdir -p "$CACHE"
  if python3 -m venv --clear "$venv" >/dev/null 2>&1; then
    pip_gets_uv "$venv/bin/python" -m pip install && return 0
  elif python3 -m pip --version >/dev/null 2>&1; then
    rm -rf "$venv"
    pip_gets_uv python3 -m pip install --target "$venv" && return 0
  elif open_apt && download_alone python3-pip-whl; then
    rm -rf "$venv"
    unpack_into "$APT/pip" python3-pip-whl
    pip=$(find "$APT/pip" -name 'pip-*.whl' | head -n 1)
    pip_gets_uv python3 "$pip/pip" install --target "$venv" && return 0
  else
    say "python3 has neither venv nor pip (Debian: apt install python3-venv)"
  fi
  rm -rf "$venv"
  say "Could not install uv. Install it yourself and run again."
  return 1
}

pip_gets_uv() {
  local output
  output=$("$@" --quiet --disable-pip-version-check uv 2>&1) || {
    echo "$output"
    say "pip could not get uv from the package index"
    return 1
  }
}

# shellcheck shell=bash
# Sourced. Finds uv, or installs it into the project's own cache, and hands it the machine's package index.

# pip reads pip.conf, uv does not: without this a machine behind a mirror would work with pip and fail here.
use_pip_index() {
  local pip=(python3 -m pip) value
  "${pip[@]}" --version >/dev/null 2>&1 || return 0
  pip_setting() { "${pip[@]}" config get "$1" 2>/dev/null || true; }
  if [[ -z ${UV_DEFAULT_INDEX:-}${UV_INDEX_URL:-} ]]; then
    value=${PIP_INDEX_URL:-$(pip_setting global.index-url)}
    if [[ -n $value ]]; then export UV_DEFAULT_INDEX=$value; fi
  fi
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

# A bare Debian has python3 without venv (ensurepip) and often without pip, so both ways are tried.
install_uv() {
  local venv=$1
  command -v python3 >/dev/null || {
    say "No uv and no python3 here. Install either one (Debian: apt install python3-venv) and run again."
    return 1
  }
  rm -rf "$venv"
  mkdir -p "$CACHE"
  if python3 -m venv "$venv" >/dev/null 2>&1 && "$venv/bin/python" -m pip install -q uv; then
    return 0
  fi
  rm -rf "$venv"
  if python3 -m pip install -q --target "$venv" uv; then
    return 0
  fi
  rm -rf "$venv"
  say "Could not install uv: python3 has neither venv nor pip, or the package index was not reached."
  say "Install uv yourself, or (Debian) python3-venv, and run again."
  return 1
}

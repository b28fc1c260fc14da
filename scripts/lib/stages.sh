# shellcheck shell=bash
# Sourced. Runs the stages of a check one after the other, whatever becomes of each, and sums them up at the end.

SUMMARY=()
FAILED=0

# stage NAME COMMAND...
stage() {
  local name=$1 started=$SECONDS result=ok
  shift
  printf '\n== %s\n' "$name"
  "$@" || {
    result=FAILED
    FAILED=1
  }
  SUMMARY+=("$(printf '%-12s %-6s %4d s' "$name" "$result" $((SECONDS - started)))")
}

summary() {
  printf '\n== summary\n'
  printf '%s\n' "${SUMMARY[@]}"
  exit "$FAILED"
}

# Prints those of the given folders that hold Python.
python_folders() {
  local folder
  for folder in "$@"; do
    if [[ -n $(find "$folder" -name '*.py' -print -quit 2>/dev/null) ]]; then echo "$folder"; fi
  done
}

lint_stages() {
  local folders
  mapfile -t folders < <(python_folders custom_components tests scripts benchmarks)
  stage lint ruff check "${folders[@]}"
  stage format ruff format --check "${folders[@]}"
  stage types mypy "${folders[@]}"
}

# in_frontend COMMAND...
in_frontend() { (cd frontend && "$@"); }

frontend_stages() {
  stage card-types in_frontend node_modules/.bin/tsc
  stage card-lint in_frontend node_modules/.bin/eslint . --max-warnings 0
  stage card-format in_frontend node_modules/.bin/prettier --check --log-level warn .
}

# shellcheck shell=bash
# Sourced. Downloads packages of Debian's testing suite, as any user, without touching the system's own package lists.

APT="$CACHE/apt"

# Reads the package lists, once.
open_apt() {
  if [[ -f $APT/opened ]]; then return 0; fi
  command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null || {
    say "Not a Debian: nothing to be had from its testing suite"
    return 1
  }
  rm -rf "$APT"
  mkdir -p "$APT/lists/partial" "$APT/archives/partial"
  : >"$APT/status"
  testing_sources >"$APT/sources.list"
  [[ -s $APT/sources.list ]] || {
    say "No Debian package source found in /etc/apt"
    return 1
  }
  private_apt update || {
    say "Debian's testing suite could not be read"
    return 1
  }
  touch "$APT/opened"
}

close_apt() { rm -rf "$APT"; }

# Prints one line per Debian archive of this machine, for the testing suite, out of both formats of apt sources.
testing_sources() {
  local file
  for file in /etc/apt/sources.list /etc/apt/sources.list.d/*; do
    [[ -f $file && -r $file ]] || continue
    case $file in
      *.list) awk -f "$LIB/testing-list.awk" "$file" ;;
      *.sources) awk -f "$LIB/testing-deb822.awk" "$file" ;;
    esac
  done | sort -u
}

private_apt() {
  apt-get -qq \
    -o Dir::Etc::SourceList="$APT/sources.list" -o Dir::Etc::SourceParts=/dev/null \
    -o Dir::Etc::Preferences=/dev/null -o Dir::Etc::PreferencesParts=/dev/null \
    -o Dir::State="$APT" -o Dir::State::Lists="$APT/lists" -o Dir::State::status="$APT/status" \
    -o Dir::Cache="$APT" -o Dir::Cache::archives="$APT/archives" \
    -o APT::Sandbox::User="" -o Debug::NoLocking=1 \
    "$@" >"$APT/log" 2>&1 || {
    grep '^E:' "$APT/log" | head -n 3 >&2
    return 1
  }
}

# Downloads packages with all they need. With an empty list of installed packages apt names every library down to
# the C library, whatever the release calls it.
download_with_dependencies() {
  private_apt install --yes --no-install-recommends --download-only "$@"
}

# Downloads packages alone.
download_alone() { (cd "$APT/archives" && private_apt download "$@"); }

# unpack_into FOLDER [PACKAGE]: unpacks one package, or else everything downloaded so far.
unpack_into() {
  local deb
  mkdir -p "$1"
  for deb in "$APT/archives/${2:-}"*.deb; do dpkg-deb -x "$deb" "$1"; done
}

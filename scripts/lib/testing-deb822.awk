# Stanzas of deb822 apt sources of Debian, as one-line sources of the testing suite.
function value(text) {
  sub(/^[^:]*:[ \t]*/, "", text)
  return text
}
function flush(    uri, suite, count, number, index_, usable, uris) {
  usable = types ~ /(^| )deb( |$)/ && enabled != "no"
  count = split(suites, suite, " ")
  number = 0
  for (index_ = 1; index_ <= count; index_++) if (suite[index_] !~ /security|updates|backports|\//) number++
  if (usable && number) {
    count = split(uris_, uris, " ")
    for (index_ = 1; index_ <= count; index_++) {
      uri = uris[index_]
      if (uri ~ /debian/ && uri !~ /debian-security|security\./)
        print "deb " (signed ? "[signed-by=" signed "] " : "") uri " testing main"
    }
  }
  types = uris_ = suites = signed = enabled = ""
}
/^#/ { next }
/^[ \t]*$/ { flush(); next }
tolower($0) ~ /^types:/ { types = value($0) }
tolower($0) ~ /^uris:/ { uris_ = value($0) }
tolower($0) ~ /^suites:/ { suites = value($0) }
tolower($0) ~ /^signed-by:/ { signed = value($0) }
tolower($0) ~ /^enabled:/ { enabled = tolower(value($0)) }
END { flush() }

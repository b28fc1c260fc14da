# One-line apt sources ("deb [options] URI suite components") of Debian, with the suite replaced by testing.
# Security and updates suites have no counterpart worth reading: dropped.
$1 == "deb" {
  options = ""
  line = $0
  if (match(line, /\[[^]]*\]/)) {
    options = substr(line, RSTART, RLENGTH) " "
    line = substr(line, 1, RSTART - 1) substr(line, RSTART + RLENGTH)
  }
  split(line, field, " ")
  if (field[2] ~ /debian-security|security\./ || field[3] ~ /security|updates|backports|\//) next
  if (field[2] !~ /debian/) next
  print "deb " options field[2] " testing main"
}

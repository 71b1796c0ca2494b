#!/bin/sh
# What the vault costs, beside the same file in plain: 1,000,000 answers, the
# same work on both in turns.  Each line: median milliseconds in plain and in
# the vault (for size: bytes), the median ratio, and the most that it may be.
#
#	BUILD=build PEOPLE=10000 tests/bench/vault.sh

folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
echo "The vault beside a plain file, ${PEOPLE:-10000} people"
"${BUILD:-build}/bench/vault" "$folder" "${PEOPLE:-10000}" >"$folder/lines" ||
    exit 1
awk '
BEGIN { most["autosave"] = 1.5; most["list"] = 1.5; most["scan"] = 2.5
	most["size"] = 1.02 }
$1 == "unlock" { ok = $3 < 500; limit = "0.5 s" }
$1 != "unlock" { ok = !($1 in most) || $4 <= most[$1]
	limit = $1 in most ? most[$1] "x" : "" }
{ printf "%s %6s %s\n", $0, limit, ok ? "" : "TOO MUCH"; bad += !ok }
END { exit bad > 0 }' "$folder/lines"

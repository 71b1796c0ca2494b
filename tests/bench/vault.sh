#!/bin/sh
# What the vault costs, beside the same file in plain: 1,000,000 answers, the
# same work on both in turns.  Each line: median milliseconds in plain and in
# the vault (for size: bytes), the median ratio, and the most that it may be.
# Opening is that of 200 people, whose file is checked at every start.
#
#	BUILD=build PEOPLE=10000 tests/bench/vault.sh

folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder" "$few"' EXIT
# In memory, where there is a folder for it: the check is asked for, not the disk.
few=$(mktemp -d -p /dev/shm 2>/dev/null || mktemp -d) || exit 1
echo "The vault beside a plain file, ${PEOPLE:-10000} people"
bench=${BUILD:-build}/bench/vault
"$bench" "$folder" "${PEOPLE:-10000}" >"$folder/lines" &&
    "$bench" "$few" 200 >"$few/lines" || exit 1
{
	grep -v '^opening' "$folder/lines"
	grep '^opening' "$few/lines"
} | awk '
BEGIN { ratio["autosave"] = 1.5; ratio["list"] = 1.5; ratio["scan"] = 2.5
	ratio["size"] = 1.02
	ms["unlock"] = 500; ms["person"] = 10; ms["opening"] = 20 }
{ limit = $1 in ms ? ms[$1] " ms" : ratio[$1] "x"
	ok = $1 in ms ? $3 < ms[$1] : $4 <= ratio[$1]
	printf "%s %7s %s\n", $0, limit, ok ? "" : "TOO MUCH"; bad += !ok }
END { exit bad > 0 }'

"""What the checks in this folder share.

Every check is run from the top of the repository, reads what is there, says
each fault as `file:line: sentence`, and leaves with 1 if there was any.  It
has no options: so tests/tools/selftest can run it in a small house of its own
with one planted fault.
"""

import glob
import os
import re
import sys

BUILD = os.environ.get("BUILD", "build")


class Faults:
    """Faults found so far; leave() ends the check."""

    def __init__(self):
        self.count = 0

    def add(self, place, sentence):
        self.count += 1
        print(f"{place}: {sentence}", file=sys.stderr)

    def leave(self, praise):
        name = os.path.basename(sys.argv[0])
        if self.count:
            sys.exit(f"{name}: {self.count} found")
        print(f"{name}: {praise}")


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def files(*patterns):
    found = []
    for pattern in patterns:
        found += glob.glob(pattern, recursive=True)
    return sorted(set(found))


def floors():
    """The table of src/floors.mk: names, lowest first, and what each uses."""
    text = read("src/floors.mk")
    names = re.search(r"^FLOORS := (.*)$", text, re.M).group(1).split()
    uses = {name: set() for name in names}
    for name, used in re.findall(r"^uses_(\w+)\s*:=(.*)$", text, re.M):
        uses[name] = set(used.split())
    return names, uses


def floor_of(path):
    """src/FLOOR/x.c, include/FLOOR/x.h or tests/unit/FLOOR_x.c; else None."""
    parts = path.split("/")
    if parts[0] in ("src", "include") and len(parts) > 2:
        return parts[1]
    if parts[:2] == ["tests", "unit"]:
        return parts[2].split("_")[0].removesuffix(".c")
    return None


def includes(path):
    """Each include of a file as (line, name, is it of ours)."""
    found = []
    for number, line in enumerate(read(path).split("\n"), 1):
        match = re.match(r'\s*#\s*include\s*([<"])([^>"]+)[>"]', line)
        if match:
            found.append((number, match.group(2), match.group(1) == '"'))
    return found


# Comments, texts and characters, in the order in which C meets them.
PROSE = re.compile(
    r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|' r"'(?:\\.|[^'\\\n])*'", re.S)


def without_comments(text):
    """C without its comments; every line keeps its number."""

    def blank(match):
        prose = match.group(0)
        return "\n" * prose.count("\n") + " " if prose[0] == "/" else prose

    return PROSE.sub(blank, text)


def code(text):
    """C without its comments and texts; every line keeps its number."""
    return PROSE.sub(
        lambda match: '""' if match.group(0)[0] != "/" else match.group(0),
        without_comments(text))

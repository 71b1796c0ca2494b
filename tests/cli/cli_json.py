"""JSON: that every command which writes it writes every key once."""

import os
import re

from world import PRACTICE, case, once, same

# What follows each command, of one person who has a version.
COMMANDS = {
    "list": [], "get": ["0001"], "history": ["0001"], "access": ["0001"],
    "due": [], "allocate": ["0001"], "budget": ["0001"], "check": ["0001"],
    "verify": [], "versions": ["0001"], "diff": ["0001", "1"]}


@case
def no_object_says_anything_twice(world):
    offered = re.findall(
        r"^  (\w+) .*\n +.*\[--json\]", world.ok("--help"), re.M)
    same(sorted(offered), sorted(COMMANDS), "what writes JSON")
    world.ok("import", os.path.join(PRACTICE, "mererid.json"))
    world.ok("freeze", "0001")
    world.ok("set", "0001", "person_called=Mer", "worker:person_called=M")
    for command, arguments in COMMANDS.items():
        world.ok(command, *arguments, "--json")
    world.ok("forms", "show", "--json")
    world.ok("export", "0001")


@case
def a_key_that_stands_twice_is_seen(_):
    try:
        once([("a", 1), ("b", 2), ("a", 1)])
    except AssertionError:
        return
    raise AssertionError("it was not seen")

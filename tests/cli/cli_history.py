"""What happened, told: verify."""

import json
import re
import sqlite3

from world import case, same

CODE = "[0-9A-HJKMNP-TV-Z]{4}" + "-[0-9A-HJKMNP-TV-Z]{4}" * 3


def file_of(world):
    return world.path(".local/share/sevensteps/people.db")


def spoil(world, *statements):
    """As somebody with the file and another program would do it."""
    base = sqlite3.connect(file_of(world))
    for (name,) in base.execute("SELECT name FROM sqlite_schema"
                                " WHERE type = 'trigger'").fetchall():
        base.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        base.execute(statement)
    base.commit()
    base.close()


@case
def a_history_is_whole_until_somebody_alters_it(world):
    world.ok("new", "Ann Example")
    world.ok("set", "0001", "person_called=Ann")
    world.ok("set", "0001", "person_called=Annie")
    said = world.ok("verify")
    found = re.fullmatch(
        "The history is whole: each of its 3 acts fits the one before it.\n"
        f"Its code is ({CODE}), which no other history has.\n", said)
    assert found, said
    same(world.ok("verify"), said, "reading alters nothing")
    same(json.loads(world.ok("verify", "--json")),
         {"whole": True, "acts": 3, "struck_out": 0, "code": found[1]},
         "for programs")
    world.ok("set", "0001", "person_called=Ann")
    assert found[1] not in world.ok("verify"), "another act, another code"

    spoil(world, "UPDATE change SET text_after = 'Nan' WHERE event = 2")
    world.refused(
        1, f"The history in {file_of(world)} was altered by something else: "
        "act 2 of 0001, of 21 November 2026, is the first that does not fit. "
        "Keep the file, and compare it with your latest backup.", "verify")
    done = world.run("verify", "--json")
    same(done.status, 1, "the status")
    said = json.loads(done.out)
    same((said["whole"], said["acts"], said["first_bad"]), (False, 1, 2),
         "for programs")
    spoil(world, "DELETE FROM change WHERE event = 1",
          "DELETE FROM event WHERE id = 1")
    world.refused(
        1, f"The history in {file_of(world)} was altered by something else: "
        "act 1 of all its acts is missing. Keep the file, and compare it with "
        "your latest backup.", "verify")

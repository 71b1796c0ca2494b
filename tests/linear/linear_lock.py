"""What opens a file, line by line; nothing of it is ever shown or kept."""

import os
import re
import shutil

from linear_talk import FILE, Talk, Typed, begin, has, house, say
from world import RECOVERY_KEY, case, same

FIRST, SECOND = "correct horse battery", "another one for today"
PLACE = ".local/share/sevensteps/people.db"


@case
def a_file_is_made_locked_and_opened(world):
    house(world)
    first = world.run("--linear", stdin=f"short\n{FIRST}\n{SECOND}\n{FIRST}\n"
                      f"{FIRST}\nwrong\n<\n")
    same(first.status, 0, "given up")
    has(first.out, "Here two people plan support together",
        "at least 12 characters", "not the same",
        "The recovery key:", "not the recovery key", "not in use")
    assert not os.path.exists(world.path(PLACE))
    talk = Unnamed(world)
    for line in FIRST, FIRST:
        talk.type(line)
    key = RECOVERY_KEY.search(talk.said)[0]
    has(talk.type(key.lower()), "The file is made.",
        "whom do you ring in the evening", "Out of hours:")
    has(talk.type(":danger"), "NOT KNOWN", "Out of hours:")
    has(talk.type(""), "Complaints:")
    has(talk.type("Complaints team 01632 960000"), ":settings changes it.",
        "Type :new")
    has(talk.type(":danger"), "Complaints team 01632 960000")
    talk.type(":new Ann Example")
    same(talk.leave()[0], 0, "status")

    talk = Unnamed(world)
    has(talk.said, "is locked.", "Passphrase, or Enter alone")
    has(talk.type("wrong one"), "! ", "is locked.")
    has(talk.type(FIRST), "Who are we with today?")
    talk.type("0001")
    talk.type(":go matters")
    has(talk.type(":passphrase"), "Go back to the start first")
    has(talk.type(":encrypt"), "encrypted already")
    has(talk.type(":lock"), "All is saved.", "is locked.")
    has(talk.type(FIRST), "What matters to you?")
    talk.type("My garden")
    talk.type(":lock")
    has(talk.type(FIRST), "What was being typed before is back",
        "Now: My garden")
    talk.type(":home")
    talk.type(":back")
    has(talk.type(":passphrase"), "Passphrase:")
    talk.type(FIRST)
    talk.type(SECOND)
    has(talk.type(SECOND), "The passphrase is changed.")
    talk.type(":recovery")
    other = RECOVERY_KEY.search(talk.type(SECOND))[0]
    assert other != key
    has(talk.type(other), "The recovery key is changed.")
    talk.type(":lock")
    has(talk.type(""), "Type the recovery key")
    talk.type(other)
    talk.type(FIRST)
    has(talk.type(FIRST), "The passphrase is changed.")
    same(talk.leave()[0], 0, "status")


@case
def whom_to_ring_is_asked_until_it_is_answered(world):
    house(world)
    for line, asked in (("<", "Out"), (":new Ann Example", "Out"),
                        ("", "Out"), ("", "Complaints"), ("", None)):
        shutil.rmtree(world.path(".local"), ignore_errors=True)
        talk = Unnamed(world)
        for each in FIRST, FIRST:
            talk.type(each)
        said = talk.type(RECOVERY_KEY.search(talk.said)[0])
        found = re.findall(r"^(Out|Complaints).*:$", said, re.M)
        same(found, [asked] * bool(asked), line)
        said = talk.type(line)
        same("Complaints:" in said, asked == "Out" and not line, line)
        if asked == "Out" and not line:
            talk.type("<")
        same(talk.leave()[0], 0, "status")


@case
def a_line_that_is_too_long_is_no_passphrase(world):
    house(world)
    begin_locked(world)
    long = "x" * (2 << 20)
    said = say(world, [long, FIRST, "0001"])
    has(said, "too long for a passphrase", "This is the plan of Ann")
    assert "recovery key" not in said, said
    same(said.count("Passphrase, or Enter alone"), 2, "asked again")


class Unnamed(Talk):
    """A talk about the usual file, which may have to be made."""

    def __init__(self, world):
        super().__init__(world, file=None)


@case
def a_plain_file_is_encrypted(world):
    begin(world)
    talk = Talk(world)
    talk.type(":encrypt")
    talk.type(FIRST)
    key = RECOVERY_KEY.search(talk.type(FIRST))
    has(talk.type(key[0]), "The file is encrypted.")
    same(talk.leave()[0], 0, "status")
    has(say(world, [FIRST, "0001"]), "This is the plan of Ann")
    has(say(world, [FIRST, ":lock"]), "All is saved.", "is locked")


@case
def a_secret_is_not_shown_on_a_terminal(world):
    house(world)
    begin_locked(world)
    talk = Typed(world)
    assert not talk.echoes()
    has(talk.type(FIRST), "Who are we with today?")
    assert talk.echoes()
    assert FIRST not in talk.said
    has(talk.type("0001"), "This is the plan of")
    has(talk.type(":lock"), "is locked")
    assert not talk.echoes()
    os.write(talk.inner, b"\x03")
    said = talk.listen()
    assert talk.program.wait(30) == 0, said
    assert talk.echoes()


@case
def a_lock_keeps_what_is_being_jotted_down(world):
    world.environment["SEVENSTEPS_KEY_COST"] = "test"
    begin_locked(world)
    talk = Talk(world)
    talk.type(FIRST)
    talk.type("0001")
    has(talk.type(":jot The stairs frighten me"), "Whose words are they?")
    has(talk.type(":lock"), "is locked.")
    has(talk.type(FIRST), ":jot goes on with it")
    has(talk.type(":jot"), "Now: The stairs frighten me")
    talk.type("")
    has(talk.type("Delyth"), "1 is not placed.")
    same(talk.leave()[0], 0, "status")


def begin_locked(world):
    """A file that FIRST opens, with one person."""
    world.write("pass", FIRST + "\n")
    os.chmod(world.path("pass"), 0o600)
    done = world.run("new", "Ann Example", FILE, "--passphrase-file=pass")
    same(done.out, "0001\n", done.err)

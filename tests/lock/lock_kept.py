"""What is kept when it locks, and what is left of it in memory."""

import json
import os
import re
import shutil

from lock_rig import (FILE, FIRST, MATTERS, OPEN, WINDOWS, Script, begin,
                      compare, empty_disk, fill_disk, goldens, is_locked, play,
                      sit_down)
from world import CHEAP, PRACTICE, Skipped, case, passphrase, same

MARKER = "Zwölf\U0001F40Ekraniche"


@case
def the_lock_key_saves_and_comes_back_to_the_same_place(world):
    begin(world)
    goldens(world, [OPEN, MATTERS, "On Fridays nobody can come.",
                    ":dump lock-before", "<Ctrl-L>", ":dump lock-locked",
                    f"{FIRST}<Enter>", ":dump lock-after",
                    "<Ctrl-Z>", ":dump lock-undone", "<Ctrl-Y>",
                    "<Esc><Ctrl-L>", f"{FIRST}<Enter>", ":dump lock-home"])
    said = world.run("get", "1", "matters", FILE, passphrase(world, FIRST)).out
    assert "On Fridays nobody can come." in said, said


@case
def what_was_turned_to_the_person_comes_back_turned(world):
    begin(world)
    shown = play(world, [OPEN, MATTERS, "On Fridays.<Ctrl-E>", ":dump turned",
                         "<Ctrl-L>", ":dump locked", f"{FIRST}<Enter>",
                         ":dump after", "<Esc>", ":dump end"])
    assert is_locked(shown["locked"]), shown["locked"]
    assert "Ann Example" not in shown["turned"], shown["turned"]
    same(shown["after"], shown["turned"], "turned, to the same question")
    assert "On Fridays." in shown["end"], shown["end"]


NEW = "<Tab><Tab><Enter>"  # at the start: a new person
# From a person's home to the sheet of the first version.
TO_SHEET = "<Down>" * 20 + "<Enter><Down><Enter><Down><Enter>"
SHEET = "Mair Evans<Tab>1<Tab>signed<Tab>20/11/2026<Tab>More help on Sundays"


def begin_with_version(world):
    """A file with a person who has a version for agreement."""
    world.environment.update(CHEAP)
    for command in (["import", os.path.join(PRACTICE, "mererid.json")],
                    ["freeze", "1"]):
        done = world.run(*command, FILE, passphrase(world, FIRST))
        same(done.status, 0, done.err)


@case
def the_name_of_somebody_new_comes_back_after_the_lock(world):
    begin(world)
    goldens(world, [f"{FIRST}<Enter>", NEW, "Bea Exam", "<Ctrl-L>",
                    f"{FIRST}<Enter>", ":dump half-new"])
    play(world, [f"{FIRST}<Enter>", NEW, "ple<Enter>"])
    shown = play(world, [f"{FIRST}<Enter>", NEW, ":dump end",
                         "Cat<Esc><Esc>", NEW, ":dump back"])
    assert "Bea" not in shown["end"], "she is added"
    assert "Cat" not in shown["back"], "nobody is wanted"
    said = world.run("list", FILE, passphrase(world, FIRST)).out
    assert "Bea Example" in said and "Cat" not in said, said


@case
def a_half_written_sheet_comes_back_after_the_lock(world):
    begin_with_version(world)
    goldens(world, [OPEN, TO_SHEET, SHEET, "<F1><Ctrl-L>", ":dump half-locked",
                    f"{FIRST}<Enter>", ":dump half-sign"])
    write = "<Tab>The drawer<Tab><Tab><Enter>"
    shown = play(world, [OPEN, ":dump home", write, ":dump written",
                         "<Enter>", ":dump empty", "Siân",
                         "<Esc><Enter>", ":dump left"])
    assert "More help on Sundays" in shown["home"], "as when it was locked"
    assert "It is written down" in shown["written"], shown["written"]
    for name in "empty", "left":
        assert "Sundays" not in shown[name], shown[name]
        assert "Siân" not in shown[name], shown[name]


@case
def a_sheet_is_dropped_by_going_back_twice(world):
    begin_with_version(world)
    shown = play(world, [OPEN, TO_SHEET, "Huw",
                         "<Esc>", ":dump asked", " Price<Esc>", ":dump again",
                         "<Esc>", ":dump gone", "<Enter>", ":dump empty"])
    for name in "asked", "again":
        assert "Huw" in shown[name], shown[name]
        assert "Esc again drops" in shown[name], shown[name]
    assert "What the paper says" not in shown["gone"], shown["gone"]
    assert "What the paper says" in shown["empty"], shown["empty"]
    assert "Huw" not in shown["empty"], shown["empty"]


# From a person's home to the versions, the newest first, and from a sheet.
TO_VERSIONS = "<Down>" * 20 + "<Enter>"
VERSIONS = "<Ctrl-K>versions<Enter>"
NEWEST_SHEET = "<Down><Enter><Down><Enter>"
FIRST_SHEET = "<Down>" + NEWEST_SHEET


def begin_with_two_versions(world):
    begin_with_version(world)
    for command in (["set", "1", "person_name=Mererid Beynon"],
                    ["freeze", "1"]):
        done = world.run(*command, FILE, passphrase(world, FIRST))
        same(done.status, 0, done.err)


@case
def two_half_written_sheets_never_touch_each_other(world):
    begin_with_two_versions(world)
    shown = play(world, [OPEN, TO_VERSIONS, FIRST_SHEET, SHEET, ":wait 1s",
                         VERSIONS, NEWEST_SHEET, ":dump newest",
                         "Huw Price", ":wait 1s", "<Ctrl-Q>"])
    assert "Version 2" in shown["newest"], shown["newest"]
    assert "Mair" not in shown["newest"], shown["newest"]
    # Both come back, and one of them is not wanted.
    shown = play(world, [OPEN, ":dump back", VERSIONS, FIRST_SHEET,
                         ":dump first", VERSIONS, NEWEST_SHEET, "<Esc><Esc>",
                         "<Ctrl-Q>"])
    assert "Huw Price" in shown["back"], shown["back"]
    assert "Version 1" in shown["first"], shown["first"]
    assert "Sundays" in shown["first"], shown["first"]
    shown = play(world, [OPEN, ":dump end", VERSIONS, NEWEST_SHEET,
                         ":dump empty"])
    assert "Sundays" in shown["end"], shown["end"]
    assert "Version 2" in shown["empty"], shown["empty"]
    assert "Huw" not in shown["empty"], shown["empty"]


@case
def a_sheet_that_is_open_is_not_opened_twice(world):
    begin_with_two_versions(world)
    shown = play(world, [OPEN, TO_VERSIONS, FIRST_SHEET, "Mair",
                         VERSIONS, NEWEST_SHEET, "Huw",
                         VERSIONS, FIRST_SHEET, " Evans", ":dump same",
                         "<Esc><Esc><Enter>", ":dump empty",
                         VERSIONS, NEWEST_SHEET, ":dump other"])
    assert "Version 1" in shown["same"], shown["same"]
    assert "Mair Evans" in shown["same"], shown["same"]
    assert "Version 1" in shown["empty"], shown["empty"]
    assert "Mair" not in shown["empty"], shown["empty"]
    assert "Huw" in shown["other"], shown["other"]


@case
def a_half_written_jot_comes_back_where_it_was_written(world):
    begin_with_version(world)
    shown = play(world, [OPEN, "2<Ctrl-N>I like the s<Tab>Delyth",
                         ":wait 1s", "<Ctrl-L>", f"{FIRST}<Enter>",
                         ":dump unlocked", "<Ctrl-Q>"])
    assert "Jot down what was said" in shown["unlocked"], shown["unlocked"]
    shown = play(world, [OPEN, ":dump back", "<Shift-Tab>ea<Enter>",
                         ":dump done", "<Ctrl-N>Nothing<Esc><Esc><Ctrl-Q>"])
    assert "I like the s" in shown["back"], shown["back"]
    assert "Delyth" in shown["back"], shown["back"]
    assert "1 not placed" in shown["done"], shown["done"]
    shown = play(world, [OPEN, ":dump home"])
    assert "The seven steps" in shown["home"], shown["home"]


@case
def a_name_that_is_looked_for_takes_the_place_of_none_that_is_kept(world):
    begin(world)
    play(world, [f"{FIRST}<Enter>", NEW, "Bea Example", "<Ctrl-Q>"])
    shown = play(world, [f"{FIRST}<Enter>", "Cat<Tab><Tab><Enter>",
                         ":dump kept", ":wait 1s", "<Ctrl-Q>"])
    assert "Bea Example" in shown["kept"], shown["kept"]
    assert "or drop it: Esc, twice" in shown["kept"], shown["kept"]
    shown = play(world, [f"{FIRST}<Enter>", "Cat<Tab><Tab><Enter>",
                         ":dump still", "<Esc><Esc>Cat<Tab><Tab><Enter>",
                         ":dump free"])
    assert "Bea Example" in shown["still"], shown["still"]
    assert "Cat" in shown["free"] and "Bea" not in shown["free"], shown["free"]


@case
def the_lock_waits_for_what_is_half_written_too(world):
    begin(world)
    with Script(world, [f"{FIRST}<Enter>", NEW, "STOP", "Bea", "<Ctrl-L>",
                        "STOP", ":wait 31s", "STOP", f"{FIRST}<Enter>", "STOP"]
                ) as script:
        script.look()
        fill_disk(script.process.pid)
        shown = script.look()
        assert "NOT LOCKED yet" in shown and "Bea" in shown, shown
        empty_disk(script.process.pid)
        shown = script.look()
        assert is_locked(shown), shown
        shown = script.look()
        assert "Bea" in shown, shown
        script.end()


@case
def what_is_half_written_is_erased_with_anybody(world):
    begin_with_version(world)
    play(world, [f"{FIRST}<Enter>", NEW, "Bea Exam", ":wait 1s", "<Ctrl-Q>"])
    play(world, [OPEN, TO_SHEET, SHEET, "<Ctrl-Q>"])
    one = passphrase(world, FIRST)
    held = json.loads(world.run("access", "1", "--json", FILE, one).out)
    assert "Sundays" in held["held"]["setting"][0]["text"], held["held"]
    assert "Sundays" in world.run("access", "1", FILE, one).out
    world.run("decrypt", "--yes", FILE, one)
    for word in "Bea Exam", "More help on Sundays":
        assert is_in_file(world, word), "the search finds it"
    same(world.run("erase", "1", "--yes", FILE).status, 0, "erased")
    for word in "Bea Exam", "More help on Sundays":
        assert not is_in_file(world, word), f"{word} can be read"


def is_in_file(world, word):
    with open(world.path("people.db"), "rb") as file:
        return word.encode() in file.read()


def remains(process, text):
    """How often a text is in the memory of a process, in two encodings."""
    wanted = [text.encode(), text.encode("utf-32-le")]
    found = []
    try:
        with open(f"/proc/{process}/maps", encoding="utf-8") as maps, \
                open(f"/proc/{process}/mem", "rb", 0) as memory:
            for line in maps:
                span, rights, *_, = line.split()
                start, end = (int(part, 16) for part in span.split("-"))
                # What is so large is a sanitizer's own, and holds no text.
                if not rights.startswith("rw") or end - start > 1 << 34:
                    continue
                try:
                    memory.seek(start)
                    data = memory.read(end - start)
                except OSError:
                    continue
                found += [(line.split()[-1], hex(match.start()))
                          for one in wanted
                          for match in re.finditer(re.escape(one), data)]
    except PermissionError:
        raise Skipped("the memory of others cannot be read here") from None
    return found


@case
def locking_saves_and_leaves_nothing_in_memory(world):
    begin(world)
    terminal = sit_down(world, FILE)
    terminal.walk(["", OPEN, MATTERS, MARKER])
    assert terminal.shows("Zw"), terminal.screen.text()
    assert remains(terminal.process.pid, MARKER), "the search finds it"
    before = terminal.screen.text()
    lock_leaves_nothing(world, terminal)
    terminal.walk([f"{FIRST}<Enter>"])
    after = terminal.screen.text()
    same(after.splitlines()[2:-2], before.splitlines()[2:-2],
         "the same place, with the same text")
    terminal.send("<Ctrl-Q>")
    same(terminal.end(), 0, "it ends")
    same(world.run("get", "1", "matters", FILE, passphrase(world, FIRST))
         .out.rstrip().split("\t")[-1], MARKER, "it is saved")


def lock_leaves_nothing(world, terminal):
    terminal.walk(["<Ctrl-L>"])
    assert terminal.shows("This file is locked"), terminal.screen.text()
    assert not terminal.shows("Zw") and not terminal.shows("Ann")
    same(remains(terminal.process.pid, MARKER), [], "copies after locking")
    same(remains(terminal.process.pid, FIRST), [], "copies of the passphrase")
    assert not os.path.exists(world.path("people.db-journal"))


@case
def nothing_half_written_stays_in_memory(world):
    begin_with_version(world)
    for keys in ([f"{FIRST}<Enter>", NEW], [OPEN, TO_SHEET, "<Tab><Tab>"]):
        terminal = sit_down(world, FILE)
        terminal.walk(["", *keys, MARKER])
        terminal.walk(["<Shift-Home>", "<Ctrl-C>"])
        assert terminal.shows("letters copied"), terminal.screen.text()
        assert remains(terminal.process.pid, MARKER), "the search finds it"
        lock_leaves_nothing(world, terminal)
        terminal.walk([f"{FIRST}<Enter>"])
        assert terminal.shows("Zw"), terminal.screen.text()
        terminal.kill()


@case
def a_lock_that_cannot_save_waits_and_says_so(world):
    begin(world)
    shutil.copy(world.path("people.db"), world.path("before"))
    for size, window in WINDOWS.items():
        with Script(world, [
                f":resize {window}", OPEN, MATTERS, "STOP",
                "On Fridays nobody can come.", "<Ctrl-L>", "STOP",
                ":wait 29s", "STOP", ":wait 1s", "STOP", "x", "STOP",
                ":sleep 1h", "STOP", ":wait 2s", "STOP"]) as script:
            script.look()
            fill_disk(script.process.pid)
            full = script.look()
            compare(f"full-lock-{size}", full)
            same(script.look(), full, "the screen while it waits")
            same(script.look(), full, "the screen after another try")
            compare(f"full-key-{size}", script.look())
            compare(f"full-slept-{size}", script.look())
            empty_disk(script.process.pid)
            shown = script.look()
            assert is_locked(shown), shown
            script.end()
        said = world.run(
            "get", "1", "matters", FILE, passphrase(world, FIRST)).out
        assert "nobody can come.x" in said, said
        shutil.copy(world.path("before"), world.path("people.db"))


@case
def what_is_typed_is_kept_before_a_second_has_gone_by(world):
    begin(world)
    for keys in (["Fridays", "STOP", ":wait 399ms"],
                 ["F", "STOP", ":wait 300ms", "r", ":wait 300ms", "i",
                  ":wait 299ms", "days"]):
        times = []
        with Script(world, [OPEN, MATTERS, *keys, "STOP", ":wait 1ms", "STOP"]
                    ) as script:
            for _ in range(3):
                script.look()
                times.append(os.stat(world.path("people.db")).st_mtime_ns)
        assert times[0] == times[1] < times[2], f"{keys}: {times}"
        shown = play(world, [OPEN, ":dump end"])["end"]
        assert "Fridays" in shown, f"after {keys}:\n{shown}"
        play(world, [OPEN, "<Ctrl-U><Tab>"])

"""What the screens of the lock look like, and what comes of them."""

import os
import re
import shutil

from lock_rig import (FILE, FIRST, SECOND, SHOWN_KEY, USUAL, WINDOWS, Script,
                      begin, compare, empty_disk, fill_disk, goldens, house,
                      is_locked, play, recovers, sit_down, told)
from world import RECOVERY_KEY, case, passphrase, same


@case
def the_first_start_asks_for_a_passphrase_twice(world):
    house(world)
    goldens(world, [":dump welcome", "<Enter>", ":dump first",
                    "short<Enter>", ":dump first-short",
                    f"{FIRST}<Enter>{SECOND}<Enter>", ":dump first-other",
                    f"{FIRST}<Enter>{FIRST}", ":dump first-typed",
                    "<Enter>", ":dump first-key",
                    "<Enter>", ":dump first-back",
                    "0123-4567<Enter>", ":dump first-wrong",
                    "<Esc>", ":dump first-again",
                    "<F1>", ":dump first-help", "<Esc><Esc>"], ())
    assert not os.path.exists(USUAL.format(world.folder)), "not made yet"


@case
def a_key_that_was_shown_is_taken_back_at_the_end(world):
    house(world)
    for page in "", "<Enter>":  # where it is shown, where it is typed back
        terminal = sit_down(world)
        terminal.walk(["<Enter>", f"{FIRST}<Enter>{FIRST}<Enter>", page])
        terminal.send("<Ctrl-Q>")
        same(terminal.end(), 1, terminal.screen.text())
        said = " ".join(terminal.screen.text().split())
        assert "sevensteps: The recovery key that was shown is not in use" in \
            said, said
    assert not os.path.exists(USUAL.format(world.folder)), "nothing is made"


@case
def the_first_start_ends_when_the_key_is_typed_back(world):
    house(world)
    for size, window in WINDOWS.items():
        terminal = sit_down(world, window=window)
        terminal.walk(["<Enter>", f"{FIRST}<Enter>{FIRST}<Enter>"])
        key = RECOVERY_KEY.search(terminal.screen.text()).group(0)
        terminal.walk(["<Enter>", key.lower().replace("-", " ")])
        compare(f"first-back-typed-{size}",
                terminal.screen.text().replace(
                    key.lower().replace("-", " "),
                    SHOWN_KEY.lower().replace("-", " ")) + "\n")
        terminal.walk(["<Enter>"])
        compare(f"first-made-{size}", terminal.screen.text() + "\n")
        terminal.walk(["the duty team<Enter>"])
        assert terminal.shows("There is no number in this."), \
            terminal.screen.text()
        terminal.walk([" 01632 960000<Enter><Enter>"])
        compare(f"first-numbers-{size}", terminal.screen.text() + "\n")
        terminal.walk(["<Enter>", "<F9>"])
        compare(f"first-danger-{size}", terminal.screen.text() + "\n")
        same(world.ok("settings").splitlines()[6:],
             [f"{key}  (chosen in {world.path('.config/sevensteps/settings')})"
              for key in ("out of hours: the duty team 01632 960000",
                          "complaints: not known yet")], "what is kept")
        shutil.rmtree(world.path(".config"))
        terminal.send("<Ctrl-Q>")
        same(terminal.end(), 0, "it ends")
        os.remove(USUAL.format(world.folder))


@case
def whoever_starts_for_the_first_time_may_practise_before(world):
    shown = play(world, ["<Tab><Enter>", ":dump practice", "<Esc>", "mair",
                         ":dump one"], options=())
    assert "Practice file" in shown["practice"], shown["practice"]
    assert "is not encrypted" not in shown["practice"], shown["practice"]
    assert not os.path.exists(USUAL.format(world.folder)), "no file is made"
    shown = play(world, [":dump again"], options=())
    assert "The first time on this laptop" in shown["again"], shown["again"]


@case
def numbers_that_are_settled_for_the_machine_are_not_asked_for(world):
    house(world)
    world.write("conf", "machine: Anytown Council\nout of hours: Duty team, "
                        "01632 960000\ncomplaints: Mair, 01632 960001\n")
    world.environment["SEVENSTEPS_CONF"] = world.path("conf")
    terminal = sit_down(world)
    terminal.walk(["<Enter>", f"{FIRST}<Enter>{FIRST}<Enter>"])
    key = RECOVERY_KEY.search(terminal.screen.text()).group(0)
    terminal.walk(["<Enter>", key, "<Enter>"])
    assert terminal.shows("Who are we with today?"), terminal.screen.text()
    terminal.walk(["<F9>"])
    assert terminal.shows("To complain: Mair, 01632 960001"), \
        terminal.screen.text()
    terminal.send("<Ctrl-Q>")
    same(terminal.end(), 0, "it ends")


def opens(world, line):
    """Does this passphrase open the file in its usual place?"""
    done = world.run("list", passphrase(world, line, name="try"))
    return done.status == 0 and "Ann Example" in done.out


def make_by_keys(world, terminal):
    """The first start; gives the recovery key."""
    terminal.walk(["", f"{FIRST}<Enter>"])
    assert FIRST not in terminal.screen.text()
    terminal.walk([f"{FIRST}<Enter>"])
    recovery = RECOVERY_KEY.search(terminal.screen.text()).group(0)
    path = USUAL.format(world.folder)
    assert not os.path.exists(path), "not before it was written down"
    terminal.walk(["<Enter>"])
    assert recovery not in terminal.screen.text()
    terminal.walk(["0000<Enter>"])
    assert terminal.shows("That is not the recovery key.")
    terminal.walk(["\b" * 4 + recovery.lower() + "<Enter>"])
    assert terminal.shows("The file is made."), terminal.screen.text()
    assert os.path.exists(path)
    return recovery


@case
def the_first_start_makes_keys_by_hand(world):
    house(world)
    terminal = sit_down(world)
    terminal.walk(["<Enter>", "short<Enter>short<Enter>"])
    assert terminal.shows("easy to guess"), terminal.screen.text()
    recovery = make_by_keys(world, terminal)
    terminal.walk(["<Enter><Enter><Enter>"])  # no number is known yet
    terminal.walk(["<Tab><Tab><Enter>", "Ann Example<Enter>"])
    terminal.send("<Ctrl-Q>")
    same(terminal.end(), 0, "it ends")

    terminal = sit_down(world)
    terminal.walk(["", "wrong<Enter>"])
    assert terminal.shows("Wrong passphrase"), terminal.screen.text()
    terminal.walk([f"{FIRST}<Enter>", "1<Enter>"])
    assert terminal.shows("Ann Example"), terminal.screen.text()
    terminal.send("<Ctrl-Q>")
    same(terminal.end(), 0, "it ends")

    terminal = sit_down(world)
    terminal.walk(["", "<Tab><Enter>",
                   f"{recovery}<Enter>{SECOND}<Enter>{SECOND}<Enter>"])
    assert terminal.shows("The passphrase is changed."), terminal.screen.text()
    terminal.send("<Ctrl-Q>")
    same(terminal.end(), 0, "it ends")
    assert opens(world, SECOND) and not opens(world, FIRST)


@case
def the_screen_of_the_lock_opens_what_lies_behind_a_link(world):
    house(world)
    os.makedirs(world.path("data/ann"))
    os.symlink("data", world.path("home"))
    world.environment["HOME"] = world.path("home/ann")
    done = world.run("new", "Ann Example", passphrase(world, FIRST))
    same(done.out, "0001\n", done.err)
    # What is said about the machine is closed by <Esc>, and else nothing.
    shown = play(world, [":dump start", f"{FIRST}<Enter><Esc>1<Enter>",
                         ":dump end"], options=())
    assert is_locked(shown["start"]), shown["start"]
    assert "Ann Example" in shown["end"], shown["end"]


@case
def unlocking_says_what_is_wrong_and_what_helps(world):
    key = begin(world)
    goldens(world, [":dump unlock", "<Enter>", ":dump unlock-empty",
                    "wrong<Enter>", ":dump unlock-wrong",
                    "<Tab>", ":dump unlock-button",
                    "<Ctrl-K>", ":dump unlock-menu", "<Esc>",
                    "<Enter>", ":dump forgotten",
                    f"0123<Enter>{SECOND}<Enter>{SECOND}<Enter>",
                    ":dump forgotten-mistyped",
                    "<Backspace>" * 4 +
                    f"{'0' * 32}<Enter><Enter><Enter>", ":dump forgotten-wrong",
                    "<Backspace>" * 32 + key + "<Tab>" +
                    "<Backspace>" * len(SECOND) + "short<Enter>",
                    ":dump forgotten-short",
                    "<Esc>", ":dump forgotten-left", "<Tab><Enter>" + key +
                    "<Enter>",
                    f"{SECOND}<Enter>{SECOND}<Enter>", ":dump forgotten-done"])
    shown = play(world, [f"{SECOND}<Enter>", ":dump end"])["end"]
    assert "Who are we with" in shown, shown


@case
def what_opens_the_file_is_changed_on_the_screens(world):
    begin(world)
    menu = "<Ctrl-K>passphrase"
    goldens(world, [f"{FIRST}<Enter>{menu}<Enter>", ":dump change",
                    f"{SECOND}<Enter>{SECOND}<Enter>{SECOND}<Enter>",
                    ":dump change-wrong",
                    f"{FIRST}<Enter>{SECOND}<Enter>{FIRST}<Enter>",
                    ":dump change-other",
                    f"{SECOND}<Enter>{SECOND}<Enter>", ":dump change-done",
                    f"<Ctrl-K>recovery<Enter>", ":dump recovery",
                    f"{FIRST}<Enter>", ":dump recovery-wrong",
                    f"{SECOND}<Enter>", ":dump recovery-key",
                    "<Ctrl-L>", ":dump recovery-locked"])


@case
def a_new_recovery_key_counts_when_it_was_typed_back(world):
    old = begin(world)
    terminal = sit_down(world, FILE)
    terminal.walk(["", f"{FIRST}<Enter>", "<Ctrl-K>recovery<Enter>",
                   f"{FIRST}<Enter>"])
    key = RECOVERY_KEY.search(terminal.screen.text()).group(0)
    assert key != old

    assert recovers(world, old) and not recovers(world, key), "it is only told"
    terminal.walk(["<Enter>", key + "<Enter>"])
    assert terminal.shows("The recovery key is changed."), \
        terminal.screen.text()
    assert recovers(world, key) and not recovers(world, old), "it is put in"
    terminal.send("<Ctrl-Q>")
    same(terminal.end(), 0, "it ends")


@case
def a_file_that_is_gone_meanwhile_asks_to_be_opened(world):
    begin(world)
    path = world.path("people.db")
    for keys in (["passphrase<Enter>",
                  f"{FIRST}<Enter>{SECOND}<Enter>{SECOND}<Enter>"],
                 ["recovery<Enter>", f"{FIRST}<Enter>"]):
        with Script(world, [f"{FIRST}<Enter><Ctrl-K>{keys[0]}", "STOP",
                            keys[1], "STOP", "<Esc>Ann<Enter>", "STOP",
                            "<Backspace>" * 3 + f"{FIRST}<Enter>", "STOP"]
                    ) as script:
            script.look()
            os.rename(path, path + "-away")
            gone = script.look()
            assert is_locked(gone) and "people.db" in gone, gone
            assert is_locked(script.look())
            os.rename(path + "-away", path)
            shown = script.look()
            assert "Who are we with today?" in shown, shown
            script.end()


@case
def a_plain_file_is_encrypted_on_the_screens(world):
    house(world)
    world.ok("new", "Ann Example", "--plain", FILE)
    goldens(world, ["<Ctrl-L>", ":dump plain-lock",
                    "<Ctrl-K>encrypt<Enter>", ":dump encrypt",
                    f"{FIRST}<Enter>{FIRST}<Enter>", ":dump encrypt-key",
                    "<Esc>"])
    terminal = sit_down(world, FILE)
    terminal.walk(["", "<Ctrl-K>encrypt<Enter>",
                   f"{FIRST}<Enter>{FIRST}<Enter>"])
    key = RECOVERY_KEY.search(terminal.screen.text()).group(0)
    terminal.walk(["<Enter>", key + "<Enter>"])
    assert terminal.shows("The file is encrypted."), terminal.screen.text()
    terminal.send("<Ctrl-Q>")
    same(terminal.end(), 0, "it ends")
    assert "Ann Example" in world.run("list", FILE,
                                      passphrase(world, FIRST)).out


@case
def copies_that_stay_plain_are_named_on_the_screens(world):
    house(world)
    world.ok("new", "Ann Example", "--plain", FILE)
    world.ok("backup", FILE)
    shutil.copy(world.path("people.db"), world.path("people.db.version-1"))
    for size, window in WINDOWS.items():
        terminal = sit_down(world, FILE, window=window)
        terminal.walk(["", "<Ctrl-K>encrypt<Enter>",
                       f"{FIRST}<Enter>{FIRST}<Enter>"])
        terminal.walk(["<Enter>", told(terminal) + "<Enter>"])
        compare(f"encrypt-left-{size}", terminal.screen.text() + "\n")
        terminal.walk(["<Esc>"])
        assert terminal.shows("Who are we with today?"), \
            terminal.screen.text()
        terminal.send("<Ctrl-Q>")
        same(terminal.end(), 0, "it ends")
        world.run("decrypt", "--yes", FILE, passphrase(world, FIRST))


@case
def the_key_that_is_typed_back_is_the_one_that_opens_the_file(world):
    house(world)
    world.ok("new", "Ann Example", "--plain", FILE)
    terminal = sit_down(world, FILE)
    terminal.walk(["", "<Ctrl-K>encrypt<Enter>",
                   f"{FIRST}<Enter>{FIRST}<Enter>"])
    first = told(terminal)
    for page in "", "<Enter>":  # where it is shown, where it is typed back
        terminal.walk([page, "<Ctrl-K>encrypt"])
        shown = terminal.screen.text()
        assert re.search(
            "> Encrypt +First finish what is asked, or leave with Esc.\n",
            shown), shown
        terminal.walk(["<Enter>"])
        assert terminal.shows("First finish"), terminal.screen.text()
    assert terminal.shows("Type the recovery key"), terminal.screen.text()
    terminal.walk(["<Esc>"])
    assert terminal.shows(first), terminal.screen.text()

    # A page back the key is forgotten, and the next one is another.
    terminal.walk(["<Esc>"])
    assert terminal.shows("not in use: strike it through"), \
        terminal.screen.text()
    terminal.walk(["<Enter>"])
    second = told(terminal)
    assert second != first
    terminal.walk(["<Enter>", first + "<Enter>"])
    assert terminal.shows("That is not the recovery key."), \
        terminal.screen.text()
    terminal.walk(["\b" * len(first) + second + "<Enter>"])
    assert terminal.shows("The file is encrypted."), terminal.screen.text()
    terminal.send("<Ctrl-Q>")
    same(terminal.end(), 0, "it ends")
    same([recovers(world, key) for key in (first, second)], [False, True],
         "what opens it")


@case
def what_failed_is_tried_again_with_the_same_key(world):
    house(world)
    path = USUAL.format(world.folder)
    menu = "<Ctrl-K>encrypt<Enter>"
    for said, way in (("The file is made.", "<Enter>"),
                      ("The file is encrypted.", menu)):
        if way == menu:
            world.ok("decrypt", "--yes", passphrase(world, FIRST))
        terminal = sit_down(world)
        terminal.walk(["", way, f"{FIRST}<Enter>{FIRST}<Enter>"])
        key = told(terminal)
        fill_disk(terminal.process.pid)
        terminal.walk(["<Enter>", key + "<Enter>", "<Enter>"])
        assert terminal.process.poll() is None, "it ended"
        assert not terminal.shows(said), terminal.screen.text()
        empty_disk(terminal.process.pid)
        terminal.walk(["<Enter>"])
        assert terminal.shows(said), terminal.screen.text()
        terminal.send("<Ctrl-Q>")
        same(terminal.end(), 0, "it ends")
        assert recovers(world, key, path), said


@case
def a_new_plain_file_explains_itself_on_the_first_screens(world):
    house(world)
    terminal = sit_down(world, "--plain", window="60x20")
    terminal.walk([""])
    said = " ".join(terminal.screen.text().split())
    assert "opens without a passphrase" in said, said
    assert not os.path.exists(USUAL.format(world.folder)), "not made yet"
    terminal.walk(["<Enter>"])
    assert os.path.exists(USUAL.format(world.folder)), "it is made"
    assert terminal.shows("Two numbers for when"), terminal.screen.text()
    terminal.walk(["<Enter><Enter><Enter>"])
    said = " ".join(terminal.screen.text().split())
    assert "encrypted: whoever gets this computer" in said, said
    terminal.walk(["<Esc>"])
    assert terminal.shows("Who are we with today?"), terminal.screen.text()
    terminal.send("<Ctrl-Q>")
    same(terminal.end(), 0, "it ends")


@case
def a_plain_file_says_why_it_is_not_locked(world):
    house(world)
    world.ok("new", "Ann Example")
    terminal = sit_down(world)
    terminal.walk(["", "<Ctrl-L>"])
    assert terminal.shows("is not encrypted, so it has no passphrase"), \
        terminal.screen.text()
    terminal.kill()

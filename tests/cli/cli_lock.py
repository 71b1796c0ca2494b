"""The lock: files that only a passphrase opens, at a shell.  Its screens are in
tests/lock.

Keys are those of tests, which cost nothing to guess (SEVENSTEPS_KEY_COST), so
the program must be a build for tests.
"""

import os
import shutil
import subprocess

import world as rig
from terminal import Terminal
from world import CHEAP, RECOVERY_KEY, Skipped, case, passphrase, same

FIRST, SECOND = "correct horse battery", "another one for today"


def begin(world):
    """A file with one person, and what was said when it was made."""
    return world.run("new", "Ann Example", passphrase(world, FIRST), **CHEAP)


def opens(world, *lines):
    done = world.run("list", passphrase(world, *lines, name="try"), **CHEAP)
    return done.status == 0 and "Ann Example" in done.out


@case
def a_new_file_is_encrypted_unless_it_is_made_plain(world):
    done = begin(world)
    same((done.status, done.out), (0, "0001\n"), "the reference alone")
    told = RECOVERY_KEY.search(done.err)
    assert told, f"the recovery key is told: {done.err}"
    assert f"\n  {told.group(0)}\n" in done.err, "in a line of its own"
    path = world.path(".local/share/sevensteps/people.db")
    with open(path, "rb") as file:
        data = file.read()
    for word in b"SQLite format", b"Ann Example", b"CREATE":
        assert word not in data, f"{word} can be read"
    assert opens(world, FIRST)

    done = world.run("new", "Bea", "--plain", "--file=p.db")
    same(done.status, 0, "plain")
    with open(world.path("p.db"), "rb") as file:
        assert file.read(6) == b"SQLite"
    assert "Bea" in world.ok("list", "--file=p.db")


@case
def a_wrong_passphrase_is_called_wrong(world):
    begin(world)
    done = world.run("list", passphrase(world, SECOND, name="try"), **CHEAP)
    same((done.status, done.out), (3, ""), "the status")
    assert done.err.startswith("sevensteps: Wrong passphrase for "), done.err
    assert done.err.endswith(
        f"sevensteps --file={world.file} passphrase --recover\n"), done.err


@case
def a_passphrase_comes_from_nowhere_else(world):
    begin(world)
    done = world.run("list", **CHEAP)
    same(done.status, 3, "without a terminal and without a file")
    assert "--passphrase-file" in done.err, done.err
    same(len(done.err.splitlines()), 1, "one sentence")

    done = world.run(
        "list", passphrase(world, FIRST, name="open", mode=0o644), **CHEAP)
    same(done.status, 3, "others can read it")
    assert "chmod 600" in done.err, done.err
    done = world.run("list", "--passphrase-fd=0", stdin=f"{FIRST}\n", **CHEAP)
    same((done.status, done.err), (0, ""), "by a descriptor")


@case
def a_passphrase_is_what_a_keyboard_types(world):
    """Whatever editor wrote the file: a mark before the text is no part."""
    world.write("notes", f"\ufeff{FIRST}\r\n")
    os.chmod(world.path("notes"), 0o600)
    done = world.run("new", "Ann Example", "--passphrase-file=notes",
                     **CHEAP)
    same(done.status, 0, done)
    assert opens(world, FIRST), "as it is typed"
    done = world.run("list", "--passphrase-fd=0", stdin=f"\ufeff{FIRST}\n",
                     **CHEAP)
    same((done.status, done.err), (0, ""), "by a descriptor")
    for unseen in "\ufeff", "\t", "\x1b", "\x7f", "\x85":
        world.refused(
            1, "There is a character in that passphrase that nobody sees and "
            "no keyboard types, such as a tab. Write it again with letters, "
            "figures, signs and blanks alone.", "passphrase",
            "--passphrase-fd=0", stdin=f"{FIRST}\n{SECOND}{unseen}\n", **CHEAP)
    assert opens(world, FIRST), "nothing is changed"


@case
def an_empty_line_is_no_passphrase(world):
    begin(world)
    rest = ("is empty. Write a passphrase on each line, in the order in which "
            "they are asked for.")
    for text in f"\n{FIRST}\n", f"\r\n{FIRST}\r\n":
        world.write("keys", text)
        os.chmod(world.path("keys"), 0o600)
        world.refused(3, f"Line 1 of --passphrase-file=keys {rest}", "list",
                      "--passphrase-file=keys", **CHEAP)
        world.refused(3, f"Line 1 of --passphrase-fd=0 {rest}", "list",
                      "--passphrase-fd=0", stdin=text, **CHEAP)
    world.refused(1, f"Line 2 of --passphrase-fd=0 {rest}", "passphrase",
                  "--passphrase-fd=0", stdin=f"{FIRST}\n\n{SECOND}\n", **CHEAP)
    assert opens(world, FIRST), "nothing is changed"


@case
def a_short_passphrase_is_refused(world):
    for short in "", "short", "elevenchars", "to be or no", 12 * "a":
        done = world.run("new", "Ann", passphrase(world, short), **CHEAP)
        same(done.status, 3, repr(short))
    assert not os.path.exists(
        world.path(".local/share/sevensteps/people.db")), "nothing was made"
    done = world.run("new", "Ann", passphrase(world, "sun sea hut ivy"),
                     **CHEAP)
    same(done.status, 0, "four words")


@case
def what_opens_a_file_can_be_changed(world):
    recovery = RECOVERY_KEY.search(begin(world).err).group(0)
    both = passphrase(world, FIRST, SECOND)
    same(world.run("passphrase", both, **CHEAP).status, 0, "changed")
    assert opens(world, SECOND) and not opens(world, FIRST)

    lost = passphrase(world, recovery.lower().replace("-", " "), FIRST)
    same(world.run("passphrase", "--recover", lost, **CHEAP).status, 0,
         "recovered")
    assert opens(world, FIRST) and not opens(world, SECOND)

    done = world.run(
        "passphrase", "--new-recovery-key", passphrase(world, FIRST), **CHEAP)
    other = RECOVERY_KEY.search(done.err).group(0)
    assert other != recovery
    done = world.run("passphrase", "--recover",
                     passphrase(world, recovery, SECOND), **CHEAP)
    same(done.status, 3, "the key from before")
    done = world.run(
        "passphrase", "--new-key", passphrase(world, FIRST, SECOND), **CHEAP)
    same(done.status, 0, "a new data key")
    assert opens(world, SECOND) and not opens(world, FIRST)
    done = world.run("passphrase", "--recover",
                     passphrase(world, other, FIRST), **CHEAP)
    same(done.status, 3, "nothing from before opens it")


@case
def a_place_is_tried_before_anything_is_asked_or_told(world):
    world.write("file", "")
    nobody = ["--passphrase-file=nobody"]  # it is not read
    for place in "nowhere/people.db", "file/people.db":
        world.refused(3, f"The folder that {place} shall go into is not there. "
                      "Make it first, or name another place.", "new", "Ann",
                      f"--file={place}", *nobody, **CHEAP)
    world.refused(3, "There is no file nowhere/people.db, nor the folder that "
                  "it is in. Check the name.", "list",
                  "--file=nowhere/people.db", **CHEAP)


@case
def a_place_that_takes_no_file_is_told_before_anything_else(world):
    user = world.plain_user()
    os.makedirs(world.path(".local/share/sevensteps"), 0o700)
    os.mkdir(world.path("shut"), 0o555)
    refusal = ("sevensteps: You may not write {}. Name another place, such as "
               "a folder of your own.\n")
    done = world.run("new", "Ann", "--file=shut/people.db",
                     "--passphrase-file=nobody", user=user, **CHEAP)
    same((done.status, done.err), (3, refusal.format("shut/people.db")),
         "a command")
    if user:
        os.chown(world.path(".local/share/sevensteps"), user, user)
    subprocess.run(["chmod", "-R", "a+rX", world.path(".local")], check=True)
    os.chmod(world.path(".local/share/sevensteps"), 0o555)
    world.write("keys", ":dump screen\n")
    done = world.run("--script=keys", user=user, **CHEAP)
    same((done.status, done.err), (3, refusal.format(world.file)),
         "the screens")


@case
def a_full_disk_is_told_before_anything_else(world):
    with rig.SmallDisk(world) as disk:
        disk.fill()
        place = os.path.join(disk.path, "people.db")
        world.refused(3, f"There is no room left on the disk for {place}. Make "
                      "some room or name another place, and try again.", "new",
                      "Ann", f"--file={place}", "--passphrase-file=nobody",
                      **CHEAP)
        same(os.listdir(disk.path), ["fill"], "nothing is left there")


@case
def a_recovery_key_that_is_not_typed_back_for_a_file_is_taken_back(world):
    terminal = Terminal([world.program, "new", "Ann"],
                        {**world.environment, **CHEAP}, columns=300)
    for asked, typed in (("people.db:", f"{FIRST}<Enter>"),
                         ("once more:", f"{FIRST}<Enter>"),
                         ("key:", "<Ctrl-D>")):
        terminal.wait_for(
            lambda: terminal.screen.text().rstrip().endswith(asked), asked)
        terminal.send(typed)
    same(terminal.end(), 3, terminal.screen.text())
    assert terminal.shows("The recovery key above is not in use"), \
        terminal.screen.text()
    assert not os.path.exists(world.file), "nothing is made"


@case
def encryption_can_be_entered_and_left(world):
    begin(world)
    one = passphrase(world, FIRST)
    same(world.run("decrypt", "--yes", one, **CHEAP).status, 0, "left")
    assert "Ann Example" in world.ok("list")
    same(world.run("encrypt", one, **CHEAP).status, 0, "entered")
    same(world.run("encrypt", one, **CHEAP).status, 1, "it is already")
    assert opens(world, FIRST)
    same(world.run("list", **CHEAP).status, 3, "and locked")
    assert not [name for name in os.listdir(
        world.path(".local/share/sevensteps")) if name != "people.db"]


@case
def encryption_is_not_left_before_the_name_of_the_file_is_typed(world):
    begin(world)
    one = passphrase(world, FIRST)
    for typed in "", "\n", "yes\n", world.file + "\n":
        done = world.run("decrypt", one, stdin=typed, **CHEAP)
        same((done.status, done.out), (1, ""), f"{typed!r}: {done}")
        assert "Type people.db, just so, when" in done.err, done.err
        assert opens(world, FIRST), "it is as it was"
    done = world.run("decrypt", one, stdin="people.db\n", **CHEAP)
    same((done.status, done.is_warned), (0, True), done)
    assert "Ann Example" in world.ok("list")
    world.refused(1, f"{world.file} is not encrypted, so there is nothing to "
                  "take away.", "decrypt")


@case
def copies_that_other_keys_do_not_reach_are_named(world):
    begin(world)
    path = world.path(".local/share/sevensteps/people.db")
    folder = os.path.dirname(path)
    shutil.copy(path, path + ".version-1")
    both = passphrase(world, FIRST, SECOND, name="both")
    one = passphrase(world, SECOND)
    left = "you need them no more: "
    for command in (["passphrase", "--new-key", both],
                    ["decrypt", "--yes", one], ["encrypt", one]):
        done = world.run(*command, **CHEAP)
        same(done.status, 0, command)
        assert f"{left}{path}.version-1." in done.err, done.err
    world.run("backup", one, **CHEAP)
    os.remove(path + ".version-1")
    done = world.run("decrypt", "--yes", one, **CHEAP)
    assert f"{left}1 in {folder}/backups/." in done.err, done.err


@case
def a_backup_opens_with_the_passphrase_of_its_day(world):
    begin(world)
    one = passphrase(world, FIRST)
    copy = world.run("backup", one, **CHEAP).out.strip()
    world.run("passphrase", passphrase(world, FIRST, SECOND), **CHEAP)
    done = world.run("restore", copy, passphrase(world, SECOND), **CHEAP)
    same(done.status, 3, "not with the one of today")
    assert "passphrase of the day when it was made" in done.err, done.err
    one = passphrase(world, FIRST)
    done = world.run("restore", copy, one, **CHEAP)
    same(done.status, 0, done.err)
    assert "From now on it opens with the passphrase" in done.err, done.err
    assert opens(world, FIRST)


@case
def a_backup_comes_back_by_the_recovery_key_of_its_day(world):
    recovery = RECOVERY_KEY.search(begin(world).err).group(0)
    copy = world.run("backup", passphrase(world, FIRST), **CHEAP).out.strip()
    lost = passphrase(world, recovery, SECOND, name="lost")
    done = world.run("passphrase", "--recover", lost, **CHEAP)
    assert "with the old one, or with the recovery key" in done.err, done.err

    done = world.run("restore", copy, passphrase(world, SECOND), **CHEAP)
    same(done.status, 3, "not with the passphrase of today")
    back = ["restore", "--recover", copy]
    assert done.err.endswith(
        f"sevensteps --file={world.file} {' '.join(back)}\n"), done.err
    for key, said in (
            ("0" * 32, f"This is not the recovery key of {copy}. A copy opens "
             "with the recovery key of the day when it was made: compare what "
             "was typed with the paper, or try another paper."),
            (SECOND, "A recovery key is eight groups of four letters and "
             f"figures. Compare what was typed for {copy} with the paper, and "
             "type it again.")):
        world.refused(3, said, *back, passphrase(world, key), **CHEAP)
    assert opens(world, SECOND), "nothing has changed"
    done = world.run(*back, passphrase(world, recovery.lower()), **CHEAP)
    same(done.status, 0, done.err)
    assert done.err.endswith(
        f"sevensteps --file={world.file} passphrase --recover\n"), done.err
    assert opens(world, FIRST) and not opens(world, SECOND)
    done = world.run("passphrase", "--recover", lost, **CHEAP)
    same(done.status, 0, "as it says")
    assert opens(world, SECOND)


@case
def commands_ask_on_the_terminal_and_show_nothing(world):
    begin(world)
    # Wide: this terminal does not wrap, and the question names the file.
    terminal = Terminal([world.program, "list"],
                        {**world.environment, **CHEAP}, columns=200)
    for said, typed in (("", "wrong"),
                        ("Wrong", FIRST[:-1] + "x\b" + FIRST[-1])):
        terminal.wait_for(
            lambda: terminal.shows(said) and
            terminal.screen.text().rstrip().endswith("people.db:"), "question")
        terminal.send(typed + "<Enter>")
    same(terminal.end(), 0, terminal.screen.text())
    assert terminal.shows("Wrong passphrase"), terminal.screen.text()
    assert terminal.shows("Ann Example"), terminal.screen.text()
    assert not terminal.shows(FIRST), terminal.screen.text()


@case
def what_opens_a_copy_is_asked_for_three_times_too(world):
    recovery = RECOVERY_KEY.search(begin(world).err).group(0)
    copy = world.run("backup", passphrase(world, FIRST), **CHEAP).out.strip()
    by_day, by_key = "when the copy was made:", "Recovery key:"
    for options, question, typed, status in (
            ([], by_day, ["wrong", "wrong", FIRST], 0),
            ([], by_day, ["wrong"] * 3, 3),
            (["--recover"], by_key, ["0123", "0" * 32, recovery], 0)):
        terminal = Terminal([world.program, "restore", copy, *options],
                            {**world.environment, **CHEAP}, columns=400)
        for count, keys in enumerate(typed):
            terminal.wait_for(
                lambda: terminal.screen.text().count(question) > count,
                f"question {count}")
            terminal.send(keys + "<Enter>")
        same(terminal.end(), status, terminal.screen.text())
    assert opens(world, FIRST)


@case
def a_lost_passphrase_is_set_anew_when_the_key_is_known_to_be_right(world):
    recovery = RECOVERY_KEY.search(begin(world).err).group(0)
    wrong, asked = "This is not the recovery key of", "New passphrase for"
    for keys, status in ((["0" * 32] * 3, 3),
                         (["0123", "0" * 32, recovery], 0)):
        terminal = Terminal([world.program, "passphrase", "--recover"],
                            {**world.environment, **CHEAP}, columns=400)
        for count, key in enumerate(keys):
            terminal.wait_for(
                lambda: terminal.screen.text().count("Recovery key:") > count,
                f"question {count}")
            assert not terminal.shows(asked), terminal.screen.text()
            terminal.send(key + "<Enter>")
        if status == 0:
            for question in asked, "The same once more:":
                terminal.wait_for(lambda: terminal.shows(question), question)
                terminal.send(SECOND + "<Enter>")
        same(terminal.end(), status, terminal.screen.text())
        assert terminal.shows(wrong), terminal.screen.text()
        same(terminal.shows(asked), status == 0, terminal.screen.text())
    assert opens(world, SECOND) and not opens(world, FIRST)
    for key, status, said in (("0" * 32, 3, wrong),
                              (recovery, 1, "12 characters")):
        done = world.run("passphrase", "--recover",
                         passphrase(world, key, "short"), **CHEAP)
        same((done.status, said in done.err), (status, True), done)
    assert opens(world, SECOND), "nothing has changed"


@case
def a_recovery_key_that_is_not_typed_back_changes_nothing(world):
    old = RECOVERY_KEY.search(begin(world).err).group(0)
    terminal = Terminal([world.program, "passphrase", "--new-recovery-key"],
                        {**world.environment, **CHEAP}, columns=200)
    for asked, typed in (("people.db:", f"{FIRST}<Enter>"),
                         ("key:", "0000<Enter>"),
                         ("again.\nRecovery key:", "<Ctrl-D>")):
        terminal.wait_for(
            lambda: terminal.screen.text().rstrip().endswith(asked), asked)
        terminal.send(typed)
    same(terminal.end(), 1, terminal.screen.text())
    new = RECOVERY_KEY.search(terminal.screen.text()).group(0)
    for key, status in ((new, 3), (old, 0)):
        done = world.run("passphrase", "--recover",
                         passphrase(world, key, SECOND), **CHEAP)
        same(done.status, status, f"{done} by {key}")


def limited(world, kilobytes, *arguments):
    """Run by a program that may have no more memory than that."""
    if os.environ.get("FLAVOUR") == "asan":
        raise Skipped("a sanitized program takes more address space")
    done = subprocess.run(
        ["sh", "-c", f'ulimit -v {kilobytes} && exec "$@"', "sh",
         *world.command(*arguments)], cwd=world.folder, env=world.environment,
        stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120,
        check=False)
    return rig.Result(done.returncode, done.stdout, done.stderr)


@case
def a_lock_is_weaker_where_memory_is_short_and_that_is_said(world):
    weak = "guessing this passphrase is easier than it should be"
    done = limited(world, 220000, "new", "Ann Example",
                   passphrase(world, FIRST))
    same((done.status, done.out), (0, "0001\n"), done.err)
    assert weak in done.err, done.err
    same(limited(world, 220000, "list", passphrase(world, FIRST)).out,
         "0001\tAnn Example\t1\t\t\n", "it opens")
    done = limited(world, 220000, "passphrase",
                   passphrase(world, FIRST, SECOND))
    same(done.status, 0, done.err)
    assert weak in done.err, done.err
    done = limited(world, 70000, "new", "Bea Example", "--file=bea.db",
                   passphrase(world, FIRST))
    same((done.status, done.err), (3, "sevensteps: There is not enough free "
         "memory to make a lock for bea.db, so none was made. Close other "
         "programs and try again.\n"), "too little for any")
    done = limited(world, 70000, "list", passphrase(world, SECOND))
    same((done.status, done.err), (3, "sevensteps: There is not enough free "
         f"memory to unlock {world.file}. Close other programs and try "
         "again.\n"), "too little for this one")

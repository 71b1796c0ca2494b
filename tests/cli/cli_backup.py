"""Copies that can be relied upon: made, listed, and brought back."""

import contextlib
import os
import sqlite3
import stat

from world import CHEAP, case, passphrase, same

SAME_DISK = ("sevensteps: This is the disk that the people are on. Make a copy "
             "on a stick too: a lost laptop takes both.\n")


def backups(world):
    return world.path(".local/share/sevensteps/backups")


@case
def a_backup_says_where_it_is_and_is_private(world):
    world.ok("new", "Ann Example")
    path = f"{backups(world)}/people-2026-11-21-100000.db"
    same(world.ok("backup"), path + "\n", "the path")
    same(stat.S_IMODE(os.stat(backups(world)).st_mode), 0o700, "the folder")
    same(stat.S_IMODE(os.stat(path).st_mode), 0o600, "the copy")
    second = path.replace(".db", "_2.db")
    same(world.ok("backup"), second + "\n", "another in the same second")
    lines = world.ok("backup", "--list").splitlines()
    same([line.split("\t")[0] for line in lines], ["2026-11-21 10:00:00"] * 2,
         "when they were made")
    same([line.split("\t")[2:] for line in lines],
         [[path, "whole"], [second, "whole"]], "where")
    same(world.ok("list", f"--file={path}"), world.ok("list"), "what it holds")


@case
def a_backup_goes_to_a_folder_and_says_when_that_is_no_other_disk(world):
    world.ok("new", "Ann Example", "--file=mine.db")
    os.mkdir(world.path("stick"))
    done = world.run("backup", "stick", "--file=mine.db")
    same((done.status, done.out, done.err),
         (0, "stick/mine-2026-11-21-100000.db\n", SAME_DISK), "the same disk")
    same(os.listdir(world.path("stick")), ["mine-2026-11-21-100000.db"],
         "nothing else")
    if os.path.isdir("/dev/shm") and os.stat("/dev/shm").st_dev != os.stat(
            world.folder).st_dev:
        other = world.ok("backup", "/dev/shm", "--file=mine.db").strip()
        os.remove(other)
    world.refused(
        1, "There is no folder gone. Put the stick in, and name the folder "
        "that it is seen as.", "backup", "gone", "--file=mine.db")


@case
def files_of_nearly_the_same_name_leave_each_others_copies_alone(world):
    world.ok("new", "Ann Example", "--file=mine")
    world.ok("new", "Bea Example", "--file=mine.db")
    ann = world.ok("backup", "--file=mine",
                   SEVENSTEPS_NOW="2025-12-21T10:00:00Z").strip()
    beas = [world.ok("backup", "--file=mine.db",
                     SEVENSTEPS_NOW=f"2026-{month:02}-21T10:00:00Z").strip()
            for month in range(1, 9)][-7:]
    same(listed(world, "--file=mine"), [ann], "as it was")
    same(listed(world, "--file=mine.db"), beas, "the oldest went")
    kept = world.run("restore", ann, "--file=mine").out.strip()
    other = world.run("restore", beas[0], "--file=mine.db").out.strip()
    assert kept != other, kept
    assert "Ann" in world.ok("list", f"--file={kept}")

    # Before, both had the names that end in ".db".
    old = world.path("backups/mine-2025-12-21-100000.db")
    os.rename(world.path(ann), old)
    same(listed(world, "--file=mine"), [], "perhaps those of another")
    os.remove(world.path("mine.db"))
    for name in beas:
        os.remove(world.path(name))
    same(listed(world, "--file=mine"), ["./backups/" + os.path.basename(old)],
         "found under the name of before")
    world.run("restore", old, "--file=mine")
    assert "Ann" in world.ok("list", "--file=mine")


def listed(world, file):
    done = world.run("backup", "--list", file)
    return [line.split("\t")[2] for line in done.out.splitlines()]


@case
def backups_are_asked_for_in_one_way(world):
    world.ok("new", "Ann Example")
    path = world.path(".local/share/sevensteps/people.db")
    world.refused(1, f"There are no backups beside {path} yet. Make one with: "
                  f"sevensteps --file={path} backup", "backup", "--list")
    world.refused(1, "There is no file v.db, and there are no backups of it. "
                  "If it lies elsewhere name it with --file.",
                  "backup", "--list", "--file=v.db")
    assert not os.path.exists(world.path("v.db"))
    world.write("v-before-2026-11-21-164205.db", "what there was")
    world.refused(1, "There is no file v.db, but there are copies of it. If it "
                  "was moved name it where it is now, with --file; to begin a "
                  "new one move the copies away first; to bring the newest "
                  "back: sevensteps --file=v.db restore "
                  "./v-before-2026-11-21-164205.db",
                  "backup", "--list", "--file=v.db")
    world.refused(2, "Name a folder, or ask for --list, but not both.",
                  "backup", world.folder, "--list")
    world.refused(1, "The practice file holds invented people and is gone at "
                  "the end; nothing of it is kept or brought back.",
                  "demo", "backup")
    world.refused(1, "The practice file holds invented people and is gone at "
                  "the end; nothing of it is kept or brought back.",
                  "demo", "restore", path)


@case
def a_list_that_cannot_be_read_names_the_backup(world):
    for name in ("Ann Example", "Bea Example"):
        world.ok("new", name, "--file=mine.db")
    path = world.ok("backup", "--file=mine.db").strip()
    with contextlib.closing(sqlite3.connect(world.path("mine.db"))) as db:
        root, = db.execute("SELECT rootpage FROM sqlite_schema"
                           " WHERE name = 'summary_by_name'").fetchone()
    with open(world.path("mine.db"), "r+b") as file:
        file.seek((root - 1) * 4096)
        file.write(b"\xff" * 4096)
    world.write("keys", "<Esc><Tab><Tab><Tab><Enter>\n:dump names\n"
                "m\n:dump search\n")
    world.ok("--script=keys", "--file=mine.db", "--window=300x24")
    for screen in ("names", "search"):
        with open(world.path(screen), encoding="utf-8") as file:
            shown = file.read()
        assert "mine.db is damaged and was left as it is." in shown, shown
        assert os.path.basename(path) in shown, shown


@case
def the_workbench_backs_up_what_was_done_when_it_is_quiet(world):
    world.write("keys", ":tick\n")
    world.ok("new", "Ann Example")
    world.ok("--script=keys")
    same(os.listdir(backups(world)), ["people-2026-11-21-100000.db"], "one")
    world.ok("--script=keys")
    same(len(os.listdir(backups(world))), 1, "nothing was done since")
    world.ok("set", "1", "matters=Singing")
    world.write("busy", "a\n:tick\n<Esc>\n")
    world.ok("--script=busy", SEVENSTEPS_NOW="2026-11-22T10:00:00Z")
    same(sorted(os.listdir(backups(world))),
         ["people-2026-11-21-100000.db", "people-2026-11-22-100000.db"],
         "the next day")


@case
def the_start_screen_misses_a_copy_outside_once(world):
    world.ok("new", "Ann Example")
    world.write("keys", ":dump screen\n")
    missed = "For 30 days there has been no copy outside this laptop"
    for day, said in (("2026-12-20", 0), ("2026-12-22", 1), ("2026-12-23", 0),
                      ("2027-01-22", 1)):
        world.ok("--script=keys", SEVENSTEPS_NOW=f"{day}T10:00:00Z")
        with open(world.path("screen"), encoding="utf-8") as screen:
            text = " ".join(screen.read().split())
        same(text.count(missed), said, day)


@case
def a_copy_comes_back_and_the_file_from_before_is_kept(world):
    world.ok("new", "Ann Example")
    copy = world.ok("backup").strip()
    then = world.people()
    world.ok("set", "1", "matters=Singing")
    now = world.people()
    path = world.path(".local/share/sevensteps/people.db")
    kept = path.replace("people.db", "people-before-2026-11-21-100000.db")
    done = world.run("restore", copy)
    same((done.status, done.out, done.err),
         (0, kept + "\n", f"sevensteps: {path} now holds what {copy} holds. "
          f"The file from before is {kept}; delete it when it is not needed "
          "any more.\n"), "what it says")
    same(world.people(), then, "what there is now")
    world.run("restore", kept)
    same(world.people(), now, "and back again")

    os.remove(path)
    done = world.run("restore", copy, "--plain")
    same((done.status, done.out), (0, ""), "without a file from before")
    same(world.people(), then, "what there is then")


@case
def a_plain_copy_makes_a_plain_file_only_if_that_is_meant(world):
    one = passphrase(world, "correct horse battery")
    world.run("new", "Ann Example", one, **CHEAP)
    vault = world.run("backup", one, **CHEAP).out.strip()
    world.ok("new", "Bea Example", "--file=plain.db")
    for name in world.file, world.path("new.db"):
        there = contents(name)
        world.refused(
            1, f"plain.db is not encrypted, so {name} would not be either. If "
            "that is meant add --plain, and encrypt it afterwards with: "
            f"sevensteps --file={name} encrypt",
            "restore", "plain.db", f"--file={name}")
        same(contents(name), there, "nothing is changed")
    for options in ["--recover"], ["--recover", "--plain"]:
        world.refused(
            1, "plain.db is not encrypted, so it comes back without a recovery "
            "key. Leave out --recover.", "restore", "plain.db", *options)
    other = sqlite3.connect(world.path("other.db"))
    other.execute("CREATE TABLE shopping (what)")
    other.close()
    world.write("letter.txt", "Dear all,\n")
    for name in "other.db", "letter.txt":
        for options in [], ["--recover"], ["--plain"]:
            world.refused(
                1, f"{name} is no copy of a file of this workbench. Name one "
                f"of those that this shows: sevensteps --file={world.file} "
                "backup --list", "restore", name, *options)
    done = world.run("restore", "plain.db", "--plain")
    same((done.status, done.is_warned), (0, True), done)
    same(world.ok("list"), "0001\tBea Example\t1\t\t\n", "who came")
    world.refused(
        1, f"{vault} is encrypted already. Leave out --plain; to leave "
        f"encryption: sevensteps --file={vault} decrypt", "restore", vault, "--plain", one)
    done = world.run("restore", vault, one, **CHEAP)
    same((done.status, done.is_warned), (0, False), done)


@case
def no_new_file_is_begun_where_there_are_backups_of_one(world):
    one = passphrase(world, "correct horse battery")
    world.run("new", "Ann Example", one, **CHEAP)
    world.run("backup", one, **CHEAP)
    newest = world.run("backup", one, **CHEAP).out.strip()
    world.write("keys", ":dump screen\n<Esc>\n")
    back = (f"to bring the newest back: sevensteps --file={world.file} restore "
            f"{newest}")
    emptied = (f"{world.file} is empty, but there are copies of it. To begin "
               f"a new file move the copies away first; {back}")
    gone = (f"There is no file {world.file}, but there are copies of it. If "
            "it was moved name it where it is now, with --file; to begin a new "
            f"one move the copies away first; {back}")
    open(world.file, "wb").close()
    for sentence in emptied, gone:
        for command in (["list"], ["new", "Bea"], ["new", "Bea", "--plain"],
                        ["--script=keys"], ["--script=keys", "--plain"]):
            locks = [] if "--plain" in command else [one]
            world.refused(3, sentence, *command, *locks, **CHEAP)
        if sentence == emptied:
            same(contents(world.file), b"", "it is as it was")
            os.remove(world.file)
    same(contents(world.file), None, "it is not made")
    same(world.run("restore", newest, one, **CHEAP).status, 0, "brought back")
    assert "Ann Example" in world.run("list", one, **CHEAP).out
    open(world.file, "wb").close()
    same(world.run("restore", newest, one, **CHEAP).status, 0, "over it")
    assert "Ann Example" in world.run("list", one, **CHEAP).out
    os.remove(world.file)
    os.rename(backups(world), world.path("away"))
    same(world.run("new", "Bea", one, **CHEAP).status, 0, "moved away")


@case
def what_is_left_of_a_file_is_never_begun_anew(world):
    one = passphrase(world, "correct horse battery")
    world.run("new", "Ann Example", one, **CHEAP)
    copy = world.run("backup", one, **CHEAP).out.strip()
    back = (f"ring back its backup of 21 November 2026 with: sevensteps "
            f"--file={world.file} restore {copy}")
    said = {8192: f"{world.file} is empty, but there are copies of it. To "
            "begin a new file move the copies away first; to bring the newest "
            f"back: sevensteps --file={world.file} restore {copy}",
            5000: f"{world.file} is damaged and was left as it is. B{back}",
            1: f"{world.file} is not a file of this workbench any more. "
            f"B{back}"}
    for size, sentence in said.items():
        os.truncate(world.file, size)
        left = contents(world.file)
        for command in ["list"], ["verify"], ["new", "Zoe"]:
            world.refused(3, sentence, *command, one, **CHEAP)
            same(contents(world.file), left, "it is as it was")
    same(world.run("restore", copy, one, **CHEAP).status, 0, "brought back")


@case
def a_file_that_a_restore_has_left_under_another_name_is_named(world):
    one = passphrase(world, "correct horse battery")
    world.run("new", "Ann Example", one, **CHEAP)
    was = contents(world.file)
    # As where a file cannot have two names, and the power went before the copy
    # got the first.
    kept = world.file.replace(".db", "-before-2026-11-21-100000.db")
    os.rename(world.file, kept)
    put(kept.replace("100000", "100001"), b"")
    world.refused(
        3, f"There is no file {world.file}, but there are copies of it. If it "
        "was moved name it where it is now, with --file; to begin a new one "
        "move the copies away first; to bring the newest back: sevensteps "
        f"--file={world.file} restore {kept}", "new", "Bea", one, **CHEAP)
    same(world.run("restore", kept, one, **CHEAP).status, 0, "as it says")
    assert "Ann Example" in world.run("list", one, **CHEAP).out
    same(contents(kept), was, "it was only read")
    os.rename(world.file, kept)
    world.run("new", "Bea Example", one, "--file=other.db", **CHEAP)
    world.run("backup", one, "--file=other.db", **CHEAP)
    copy = world.path("backups/other-2026-11-21-100000.db")
    os.makedirs(backups(world))
    newer = f"{backups(world)}/people-2026-11-22-100000.db"
    os.rename(copy, newer)
    done = world.run("list", one, **CHEAP)
    same(done.status, 3, "a backup made later")
    assert done.err.endswith(f"restore {newer}\n"), done.err


def contents(name):
    if not os.path.exists(name):
        return None
    with open(name, "rb") as file:
        return file.read()


@case
def a_copy_that_is_no_good_is_refused_in_one_sentence(world):
    world.ok("new", "Ann Example", "--file=mine.db")
    before = world.ok("list", "--file=mine.db")
    world.write("letter.db", "Dear Ann,\n" * 2000)
    world.refused(1, "letter.db is no copy of a file of this workbench. Name "
                  "one of those that this shows: sevensteps --file=mine.db "
                  "backup --list",
                  "restore", "letter.db", "--file=mine.db")
    world.refused(1, "There is no file gone.db. Check the name and try "
                  "again.",
                  "restore", "gone.db", "--file=mine.db")
    world.refused(1, "mine.db is the file itself. Name a copy of it, such as "
                  "those of: sevensteps --file=mine.db backup --list",
                  "restore", "mine.db", "--file=mine.db")
    same(world.ok("list", "--file=mine.db"), before, "nothing has changed")


@case
def a_damaged_file_is_read_and_the_last_good_backup_is_named(world):
    world.ok("new", "Ann Example", "--file=mine.db")
    world.ok("backup", "--file=mine.db")
    copy = world.ok("backup", "--file=mine.db",
                    SEVENSTEPS_NOW="2026-11-22T10:00:00Z").strip()
    worse = world.ok("backup", "--file=mine.db",
                     SEVENSTEPS_NOW="2026-11-23T10:00:00Z").strip()
    spoil(world, worse, b"Ann Example", b"Ant Example")
    with contextlib.closing(sqlite3.connect(world.path("mine.db"))) as file:
        file.execute("DELETE FROM forms")
        file.commit()
    back = ("Bring back its backup of 22 November 2026 with: sevensteps "
            f"--file=mine.db restore {copy}\n")
    said = f"sevensteps: mine.db is damaged and open for reading only. {back}"
    before = open(world.path("mine.db"), "rb").read()
    done = world.run("list", "--file=mine.db")
    same((done.status, done.out, done.err),
         (0, "0001\tAnn Example\t1\t\t\n", said), "it can be read")
    done = world.run("set", "1", "matters=Singing", "--file=mine.db")
    same((done.status, done.err), (1, said + "sevensteps: mine.db is damaged "
         f"and open for reading only, so this is not saved. {back}"),
         "it cannot be written")
    same([line.split("\t")[2:] for line in
          world.ok("backup", "--list", "--file=mine.db").splitlines()[1:]],
         [[copy, "whole"], [worse, "damaged"]], "which of them are whole")
    same(open(world.path("mine.db"), "rb").read(), before, "nothing is changed")
    world.write("keys", ":dump screen\n<Esc>\n")
    world.run("--script=keys", "--file=mine.db")
    with open(world.path("screen"), encoding="utf-8") as screen:
        assert "This file is damaged" in screen.read()
    world.write("keys", "<Esc>Bea<Enter><Enter><Enter>\n:dump screen\n<Esc>\n")
    world.run("--script=keys", "--file=mine.db")
    with open(world.path("screen"), encoding="utf-8") as screen:
        shown = "".join(screen.read().split())
    assert "NOTSAVED:" in shown and "".join(back.split()) in shown, shown
    world.run("restore", copy, "--file=mine.db")
    same(world.ok("list", "--file=mine.db"), "0001\tAnn Example\t1\t\t\n",
         "afterwards")


@case
def a_file_too_damaged_to_read_still_names_its_backup(world):
    world.ok("new", "Ann Example", "--file=mine.db")
    copy = world.ok("backup", "--file=mine.db").strip()
    good = contents(world.path("mine.db"))
    put(world.path("mine.db"), good[:100] + b"x" * 40000)
    world.refused(
        3, "mine.db is damaged and was left as it is. Bring back its backup "
        f"of 21 November 2026 with: sevensteps --file=mine.db restore {copy}",
        "list", "--file=mine.db")
    put(world.path("mine.db"), b"x" * 40000)
    world.refused(
        3, "mine.db is not a file of this workbench any more. Bring back its "
        "backup of 21 November 2026 with: sevensteps --file=mine.db restore "
        f"{copy}", "list", "--file=mine.db")
    put(world.path("mine.db"), good[:100] + b"x" * 40000)
    os.remove(world.path(copy))
    world.refused(
        3, "mine.db is damaged and was left as it is. There is no good backup "
        "beside it; look for one on a stick, and bring it back with: "
        "sevensteps --file=mine.db restore FILE", "list", "--file=mine.db")


@case
def a_file_that_nothing_opens_lists_and_names_its_backups(world):
    one = passphrase(world, "correct horse battery")
    world.run("new", "Ann Example", one, **CHEAP)
    world.run("backup", one, **CHEAP)
    copy = world.run("backup", one, SEVENSTEPS_NOW="2026-11-22T10:00:00Z",
                     **CHEAP).out.strip()
    vault = contents(world.file)
    for there in vault, with_damaged_headers(vault), b"x" * 8192, b"", None:
        put(world.file, there)
        lines = world.ok("backup", "--list").splitlines()
        same([line.split("\t")[0] for line in lines],
             ["2026-11-21 10:00:00", "2026-11-22 10:00:00"], "when")
        same(lines[1].split("\t")[1:],
             [f"{(os.stat(copy).st_size + 1023) // 1024} KB", copy],
             "without its key nothing is said of its wholeness")
    put(world.file, with_damaged_headers(vault))
    said = (f"{world.file} is damaged where its keys are kept, in both places, "
            "so no passphrase opens it. ")
    world.refused(3, f"{said}Bring back its backup of 22 November 2026 with: "
                  f"sevensteps --file={world.file} restore {copy}", "list", one,
                  **CHEAP)
    put(world.path("copy.db"), contents(world.file))
    world.refused(3, "copy.db is damaged, so it was not brought back. Try an "
                  f"older copy: sevensteps --file={world.file} backup --list",
                  "restore", "copy.db", one, **CHEAP)
    same(world.run("restore", copy, one, **CHEAP).status, 0, "brought back")
    assert "Ann Example" in world.run("list", one, **CHEAP).out
    put(world.file, with_damaged_headers(vault))
    os.rename(backups(world), world.path("away"))
    world.refused(3, f"{said}There is no good backup beside it; look for one "
                  "on a stick, and bring it back with: sevensteps "
                  f"--file={world.file} restore FILE", "list", one, **CHEAP)


def with_damaged_headers(vault):
    return b"".join(
        copy[:64] + b"damage" + copy[70:]
        for copy in (vault[:4096], vault[4096:8192])) + vault[8192:]


def put(name, data):
    if data is None:
        os.remove(name)
    else:
        with open(name, "wb") as file:
            file.write(data)


def spoil(world, name, there, instead):
    path = world.path(name)
    with open(path, "rb") as file:
        data = file.read()
    assert there in data, there
    with open(path, "wb") as file:
        file.write(data.replace(there, instead, 1))

"""Copies that can be relied upon: made, listed, and brought back."""

import os
import stat

from world import case, same

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
    same([line.split("\t")[2] for line in lines], [path, second], "where")
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
def backups_are_asked_for_in_one_way(world):
    world.ok("new", "Ann Example")
    path = world.path(".local/share/sevensteps/people.db")
    world.refused(1, f"There are no backups beside {path} yet. Make one with: "
                  "sevensteps backup", "backup", "--list")
    world.refused(2, "Name a folder, or ask for --list, but not both.",
                  "backup", world.folder, "--list")
    world.refused(1, "The practice file holds invented people and is gone at "
                  "the end; there is nothing to keep of it.",
                  "demo", "backup")


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

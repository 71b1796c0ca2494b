"""Where the file of people lies: behind links, and under unusual names."""

import os
import shutil

from world import CHEAP, RECOVERY_KEY, case, passphrase, same

PHRASE = "correct horse battery"


def encrypted(world, *arguments, **more):
    """What it says when all is well; keys are told of on stderr."""
    done = world.run(*arguments, passphrase(world, PHRASE), **CHEAP, **more)
    same(done.status, 0, f"{arguments}: {done.err}")
    return done


@case
def a_home_behind_a_link_is_a_home_like_any_other(world):
    os.makedirs(world.path("data/ann"))
    os.symlink("data", world.path("home"))
    home = {"HOME": world.path("home/ann")}
    encrypted(world, "new", "Ann Example", **home)
    done = encrypted(world, "new", "Bea Example", **home)
    assert not RECOVERY_KEY.search(done.err), "the file has its keys"
    assert "Ann Example" in encrypted(world, "list", **home).out
    copy = encrypted(world, "backup", **home).out.strip()
    assert encrypted(world, "backup", "--list", **home).out.endswith(
        f"\t{copy}\n")
    encrypted(world, "restore", copy, **home)
    assert "Bea Example" in encrypted(world, "list", **home).out
    # Nor is it written over by what is printed or exported.
    world.refused(
        1, f"{copy} is a file of people, or belongs to one, so nothing is "
        "written over it. Name another file.", "export", "1", f"--out={copy}",
        "--to=json", passphrase(world, PHRASE), **home, **CHEAP)


@case
def a_plain_file_and_a_stick_may_lie_behind_links(world):
    os.makedirs(world.path("real"))
    os.symlink("real", world.path("there"))
    world.ok("new", "Ann Example", "--file=there/p.db")
    assert "Ann Example" in world.ok("list", "--file=there/p.db")
    copy = world.run("backup", "there", "--file=there/p.db").out.strip()
    world.ok("new", "Bea Example", "--file=there/p.db")
    world.run("restore", copy, "--file=there/p.db")
    assert "Bea" not in world.ok("list", "--file=there/p.db")


@case
def all_that_belongs_to_a_file_lies_beside_it_and_not_beside_a_link(world):
    os.makedirs(world.path("real"))
    world.ok("new", "Ann Example", "--file=real/p.db")
    os.symlink("real/p.db", world.path("l.db"))
    assert "Ann Example" in world.ok("list", "--file=l.db")
    copy = world.ok("backup", "--file=l.db").strip()
    same(os.path.dirname(copy), world.path("real/backups"), "where it lies")
    world.ok("new", "Bea Example", "--file=l.db")
    world.run("restore", copy, "--file=l.db")
    assert os.path.islink(world.path("l.db")), "nothing took its place"
    assert "Bea" not in world.ok("list", "--file=real/p.db")
    done = world.run("encrypt", passphrase(world, PHRASE), "--file=l.db",
                     **CHEAP)
    same(done.status, 0, done.err)
    with open(world.path("real/p.db"), "rb") as file:
        assert b"Ann Example" not in file.read(), "the file itself is encrypted"
    same(sorted(name for name in os.listdir(world.folder) if "l.db" in name),
         ["l.db"], "nothing else is there")


@case
def a_link_that_leads_nowhere_is_no_place_to_begin_in(world):
    os.makedirs(world.path("real"))
    os.symlink("real/p.db", world.path("l.db"))
    for command in ["list"], ["new", "Ann Example"], ["restore", "x.db"]:
        world.refused(
            3 if command != ["restore", "x.db"] else 1,
            "l.db is a link, and what it leads to is not there. Put in the "
            "disk or stick that it leads to, or name the file itself.",
            *command, "--file=l.db")
    same(os.listdir(world.path("real")), [], "nothing was made")


@case
def a_copy_behind_a_link_is_not_taken_without_its_journal(world):
    os.makedirs(world.path("stick"))
    world.ok("new", "Ann Example", "--file=p.db")
    shutil.copy(world.path("p.db"), world.path("stick/p.db"))
    world.write("stick/p.db-journal", "half of it")
    os.symlink("stick/p.db", world.path("copy.db"))
    world.refused(
        1, f"{world.path('stick/p.db')} was not closed as it should be, so it "
        "may not hold everything. Open it once with: sevensteps "
        f"--file={world.path('stick/p.db')} list", "restore", "copy.db",
        "--file=p.db")


@case
def a_hidden_file_has_copies_like_any_other(world):
    file = "--file=.people.db"
    world.ok("new", "Ann Example", file)
    copies = [world.run("backup", file, SEVENSTEPS_NOW=f"2026-{month:02}-21"
                        "T10:00:00Z").out.strip() for month in range(1, 13)]
    listed = world.ok("backup", "--list", file)
    assert copies[-1] in listed, listed
    assert copies[0] not in listed and not os.path.exists(
        world.path(copies[0])), "the oldest has gone"
    os.remove(world.path(".people.db"))
    done = world.run("new", "Bea Example", file)
    same(done.status, 3, "nothing is begun anew")
    assert copies[-1] in done.err, done.err
    for copy in copies[-1], copies[-2]:
        same(world.run("restore", copy, "--plain", file).status, 0, copy)
    assert ".people-before-2026" in "".join(os.listdir(world.folder))
    done = world.run("encrypt", passphrase(world, PHRASE), file, **CHEAP)
    assert ".people-before-2026" in done.err, done.err


@case
def a_folder_that_cannot_be_looked_into_may_hold_copies(world):
    user = world.plain_user()
    world.ok("new", "Ann Example", "--file=p.db", user=user)
    world.ok("backup", "--file=p.db", user=user)
    os.chmod(world.path("backups"), 0)
    done = world.run("encrypt", "--file=p.db", "--passphrase-fd=0", user=user,
                     stdin=f"{PHRASE}\n", **CHEAP)
    os.chmod(world.path("backups"), 0o700)
    same(done.status, 0, done.err)
    assert "backups, which cannot be looked into." in done.err, done.err

"""What is settled for a machine: held to, shown, and never weakened."""

import os

from world import CHEAP, case, passphrase, same


def settle(world, text):
    """A file as /etc/sevensteps.conf; without this there is none."""
    world.write("conf", text)
    world.environment["SEVENSTEPS_CONF"] = world.path("conf")


@case
def a_machine_where_nothing_is_settled_says_so(world):
    path = world.environment["SEVENSTEPS_CONF"]
    same(world.ok("machine").splitlines()[0],
         f"Nothing is settled for this machine in {path}.", "no file")


@case
def what_is_settled_is_shown(world):
    settle(world, "machine: Anytown Council\nlock after: 3\n"
                  "plain files: no\nexport folder: /srv/plans\n"
                  "backup folder: /media\nbackup folder: /run/media\n")
    same(world.ok("machine").splitlines()[:6],
         [f"Settled for this machine by Anytown Council, in "
          f"{world.path('conf')}:",
          "  The workbench locks after 3 min without a key, in a visit after "
          "30 min.",
          "  A new file of people is always encrypted.",
          "  Files may be written into /srv/plans",
          "  Copies may go into /media",
          "  Copies may go into /run/media"], "all of it")


@case
def a_mistake_opens_no_people_and_is_named_by_its_place(world):
    world.ok("new", "Ann Example")
    settle(world, "machine: Anytown Council\nlock after: soon\nplan files: no\n")
    conf = world.path("conf")
    refusal = (f"What is settled for this machine in {conf} has mistakes (2). "
               "Whoever looks after it sees them with: sevensteps machine")
    world.refused(3, refusal, "list")
    world.refused(3, refusal, "new", "Bea Example")
    world.refused(3, refusal, "--script=keys")
    world.refused(1, refusal, "forms", "docs", "-o", "docs")
    done = world.run("machine")
    same((done.status, done.err), (1, ""), "how it ends")
    same(done.out.splitlines()[:2], [
        f"{conf}:2:13: error: Write whole minutes, from 1 to 240",
        f"{conf}:3:1: error: plan files is nothing that can be settled for a "
        "machine. See: man 5 sevensteps.conf (did you mean 'plain files'?)"],
        "every mistake")


@case
def no_copy_makes_a_plain_file_where_none_may_be(world):
    one = passphrase(world, "correct horse battery")
    world.run("new", "Ann Example", one, **CHEAP)
    world.ok("new", "Bea Example", "--file=plain.db")
    world.ok("new", "Cai Example", "--file=other.db")
    settle(world, "machine: Anytown Council\nplain files: no\n")
    for name in world.file, "other.db", "new.db":
        for plain in (), ("--plain",):
            world.refused(
                1, "Anytown Council has settled that files of people on this "
                "machine are encrypted, and plain.db is not. Encrypt that copy "
                "first, with: sevensteps --file=plain.db encrypt",
                "restore", "plain.db", f"--file={name}", *plain)
    assert not os.path.exists(world.path("new.db"))
    same(world.run("encrypt", "--file=plain.db", one, **CHEAP).status, 0,
         "as it says")
    same(world.run("restore", "plain.db", one, **CHEAP).status, 0, "then")
    assert "Bea Example" in world.run("list", one, **CHEAP).out


@case
def files_and_copies_go_only_where_they_may(world):
    for name in ("plans", "stick", "elsewhere"):
        os.mkdir(world.path(name))
    world.ok("new", "Ann Example")
    settle(world, f"machine: X\nexport folder: {world.path('plans')}\n"
                  f"backup folder: {world.path('stick')}\n")
    world.ok("export", "1", "-o", "plans/ann.json")
    world.ok("export", "1")
    world.refused(
        1, "elsewhere/ann.json may not be written on this machine. Name a file "
        f"in one of these folders: {world.path('plans')}",
        "export", "1", "-o", "elsewhere/ann.json")
    same(os.listdir(world.path("elsewhere")), [], "nothing is written")
    world.refused(
        1, "No copy may go into elsewhere on this machine. Name one of these "
        f"folders, or one in them: {world.path('stick')}",
        "backup", "elsewhere")
    same(world.run("backup", "stick").status, 0, "the stick")
    world.ok("backup")



@case
def what_is_wrong_with_the_machine_is_told_once_and_whenever_asked(world):
    world.ok("new", "Ann Example")
    os.makedirs(world.path("sys/class/block/sda3"))
    os.makedirs(world.path("proc"))
    world.write("proc/swaps", "Filename Type Size Used Priority\n"
                              "/dev/sda3 partition 8 0 -2\n")
    world.environment.update(SEVENSTEPS_PROC=world.path("proc"),
                             SEVENSTEPS_SYS=world.path("sys"))
    said = "can be written to /dev/sda3, which is not encrypted"
    assert said in world.ok("machine")
    world.write("keys", ":dump screen\n<Esc>\n")
    for told in (True, False):
        world.ok("--script=keys")
        with open(world.path("screen"), encoding="utf-8") as screen:
            same(said in " ".join(screen.read().split()), told, "at a start")
    assert said in world.ok("machine"), "whenever asked"

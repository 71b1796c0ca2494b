"""What a thief learns from what lies on the disk: nothing.

Work of every kind is done on an encrypted file, with a marker in each name
and answer.  Then, and while the program runs, every file that it left in this
world is searched for the marker; and the files are compared with what noise
would be.  Plain files hold the marker: so the search is known to see.
"""

import collections
import math
import os

import world as rig
from cli_lock import FIRST, SECOND
from terminal import Terminal
from world import CHEAP, RECOVERY_KEY, case, passphrase, same

MARKER = "Gwrychquillon"
HEADERS = 2 * 4096
PIECE = 16  # bytes: no two of them in this many files are the same by chance


def files(world):
    """Every file in this world but those that its tests wrote themselves."""
    ours = {"pass", "try"}
    found = []
    for folder, _, names in os.walk(world.folder):
        if "/house" not in folder:
            found += [os.path.join(folder, name) for name in names
                      if name not in ours]
    return sorted(found)


def read(path):
    with open(path, "rb") as file:
        return file.read()


def tells(data, *texts):
    """Does it hold one of them, as any program would write it?"""
    return any(text.encode(code) in data for text in texts
               for code in ("utf-8", "utf-16-le", "utf-32-le"))


def expect_secret(world, when, *more):
    places = files(world)
    assert any(path.endswith("people.db") for path in places), places
    for path in places:
        assert not tells(read(path), MARKER, FIRST, SECOND, "Mererid",
                         "CREATE TABLE", *more), f"{when}: {path}"
    return places


def work(world, one):
    """Something of everything that writes; what it did, after each."""
    def run(*arguments, **more):
        done = world.run(*arguments, one, **CHEAP, **more)
        assert done.status == 0, f"{arguments}: {done}"
        return " ".join(arguments[:1])

    yield run("import", os.path.join(rig.PRACTICE, "mererid.json"))
    yield run("set", "1", f"matters={MARKER} and the sea. " + MARKER * 200)
    yield run("backup")
    yield run("freeze", "1")
    yield run("new", f"Bea {MARKER}")
    yield run("set", "2", f"matters={MARKER}", f"person_called={MARKER}")
    yield run("strike", "2", "matters")
    yield run("erase", "2", "--yes")
    yield run("backup")


@case
def nothing_that_is_kept_can_be_read(world):
    one = passphrase(world, FIRST)
    for when in work(world, one):
        expect_secret(world, when)
    done = world.run("passphrase", passphrase(world, FIRST, SECOND), **CHEAP)
    same(done.status, 0, done)
    places = expect_secret(world, "passphrase")
    assert any("backups" in path for path in places), places

    done = world.run("decrypt", "--yes", passphrase(world, SECOND), **CHEAP)
    same(done.status, 0, done)
    assert tells(read(world.file), MARKER), "the search sees a plain file"
    done = world.run("encrypt", passphrase(world, FIRST), **CHEAP)
    same(done.status, 0, done)
    expect_secret(world, "encrypt", RECOVERY_KEY.search(done.err).group(0))


@case
def nothing_can_be_read_while_somebody_types(world):
    world.install("tests/rig/small")
    world.run("new", f"{MARKER} Example", passphrase(world, FIRST), **CHEAP)
    terminal = Terminal([world.program], {**world.environment, **CHEAP})
    terminal.walk(["", f"{FIRST}<Enter>", "1<Enter>", "<Ctrl-G><Down><Enter>"])
    for typed in f"{MARKER} and the sea.", "<Tab>", "<Ctrl-Z>", "<Ctrl-L>":
        terminal.walk([typed])
        expect_secret(world, typed)
    terminal.walk([f"{FIRST}<Enter>", MARKER])
    terminal.kill()
    expect_secret(world, "killed")


def entropy(data):
    """Bits of surprise in each byte, of which noise has nearly eight."""
    counts = collections.Counter(data).values()
    return -sum(n / len(data) * math.log2(n / len(data)) for n in counts)


def pieces(path):
    data = read(path)[HEADERS:]
    return [data[at:at + PIECE] for at in range(0, len(data) - PIECE, PIECE)]


@case
def two_files_of_the_same_people_have_nothing_in_common(world):
    made = []
    for name in "one.db", "two.db":
        path = world.path(name)
        for arguments in (["new", "Ann Example"],
                          ["set", "1", "matters=" + "the sea " * 2000],
                          ["backup"]):
            done = world.run(*arguments, f"--file={path}",
                             passphrase(world, FIRST), **CHEAP)
            same(done.status, 0, done)
        made.append(path)
    made += [path for path in files(world) if "backups" in path]
    same(len(made), 4, made)
    for path in made:
        assert entropy(read(path)[HEADERS:]) > 7.99, path
    same([os.path.getsize(path) for path in made[:2]],
         [os.path.getsize(made[0])] * 2, "the size alone tells how much it is")
    seen = collections.Counter()
    for path in made:
        seen.update(pieces(path))
    often = [piece for piece, times in seen.items() if times > 1]
    same(often, [], "pieces that come twice")

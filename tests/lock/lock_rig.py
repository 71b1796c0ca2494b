"""What the cases of the lock share: an installation with small forms and a
file that a passphrase opens, keys typed by a script or on a terminal, and the
screens that lie here.

Keys are those of tests, which cost nothing to guess (SEVENSTEPS_KEY_COST), so
the program must be a build for tests.  Time passes only where a script says
so.
"""

import difflib
import os
import resource
import shutil
import subprocess

from terminal import Terminal
from world import CHEAP, RECOVERY_KEY, passphrase, same

HERE = os.path.abspath("tests/lock")
WINDOWS = {"80": "80x24", "60": "60x20"}
FIRST, SECOND = "correct horse battery", "another one for today"
SHOWN_KEY = "-".join(["ABCD", "EFGH", "JKMN", "PQRS", "TVWX", "Z234", "5678",
                      "90AB"])
USUAL = "{}/.local/share/sevensteps/people.db"
FILE = "--file=people.db"  # as it is named on the screens
OPEN = f"{FIRST}<Enter>1<Enter>"
MATTERS = "<Ctrl-G><Down><Enter>"  # a page with one long question
TODAY = "<Ctrl-G>today<Enter>"


def house(world):
    """An installation with small forms, where keys are cheap."""
    world.install("tests/rig/small")
    world.environment.update(CHEAP)


def begin(world):
    """The same, and a file with one person; gives its recovery key."""
    house(world)
    done = world.run("new", "Ann Example", FILE, passphrase(world, FIRST))
    same(done.out, "0001\n", done.err)
    return RECOVERY_KEY.search(done.err).group(0)


def script_of(world, lines):
    return world.write("keys", "".join(f"{line}\n" for line in lines))


def play(world, lines, window="80x24", options=(FILE,)):
    """Keys on a screen that nobody sees; the screens that it dumps."""
    script = script_of(world, lines)
    done = world.run("--script=" + script, f"--window={window}", *options)
    same((done.status, done.err), (0, ""), f"{lines}")
    names = [line.split()[1] for line in lines if line.startswith(":dump")]
    shown = {}
    for name in names:
        with open(world.path(name), encoding="utf-8") as screen:
            shown[name] = screen.read()
    return shown


def compare(name, got):
    path = os.path.join(HERE, name + ".screen")
    got = RECOVERY_KEY.sub(SHOWN_KEY, got)
    if os.environ.get("BLESS"):
        with open(path, "w", encoding="utf-8") as golden:
            golden.write(got)
    with open(path, encoding="utf-8") as golden:
        wanted = golden.read()
    assert got == wanted, "".join(difflib.unified_diff(
        wanted.splitlines(True), got.splitlines(True), path, "shown"))


def goldens(world, lines, options=(FILE,)):
    """The same keys in both windows; every screen is compared."""
    before = world.path("before")
    if os.path.exists(world.path("people.db")):
        shutil.copy(world.path("people.db"), before)
    for size, window in WINDOWS.items():
        if os.path.exists(before):
            shutil.copy(before, world.path("people.db"))
        for name, screen in play(world, lines, window, options).items():
            compare(f"{name}-{size}", screen)


def is_locked(screen):
    return "This file is locked" in screen


def locks(world, *steps):
    """Does each of these leave it locked?  Each from the person's home."""
    found = []
    for step in steps:
        shown = play(world, [OPEN, *step, ":dump end"])["end"]
        assert is_locked(shown) != ("Ann Example" in shown), shown
        found.append(is_locked(shown))
    return found


def sit_down(world, *options, window="80x24"):
    """The program on a terminal of its own."""
    columns, rows = (int(side) for side in window.split("x"))
    return Terminal(world.command(*options), world.environment, rows=rows,
                    columns=columns, prepare=lambda: os.chdir(world.folder))


def told(terminal):
    return RECOVERY_KEY.search(terminal.screen.text()).group(0)


def recovers(world, key, path="people.db"):
    """Does this recovery key open the file?"""
    copy = shutil.copy(world.path(path), world.path("copy.db"))
    return world.run("passphrase", "--recover", f"--file={copy}",
                     passphrase(world, key, SECOND)).status == 0


def switches(process):
    with open(f"/proc/{process}/status", encoding="utf-8") as status:
        return [int(line.split()[1]) for line in status
                if line.startswith("voluntary")][0]


class Script:
    """A script that stops wherever it says STOP until the next look or the
    end, for what has to happen in between."""

    def __init__(self, world, lines):
        self.pipes = []
        written = []
        for line in lines:
            written.append(line)
            if line == "STOP":
                # The screen, and then a pipe that nobody reads for a while.
                written[-1:] = [f":dump {self.pipe(world)}" for _ in range(2)]
        script = script_of(world, written)
        self.process = subprocess.Popen(
            world.command("--script=" + script, FILE), cwd=world.folder,
            env=world.environment)
        self.unread = iter(self.pipes)
        self.is_stopped = False

    def pipe(self, world):
        self.pipes.append(world.path(f"pipe{len(self.pipes)}"))
        os.mkfifo(self.pipes[-1])
        return self.pipes[-1]

    def go_on(self):
        with open(next(self.unread), encoding="utf-8") as screen:
            return screen.read()

    def look(self):
        """The screen at the next stop, where it stands."""
        if self.is_stopped:
            self.go_on()
        self.is_stopped = True
        return self.go_on()

    def end(self):
        self.go_on()
        same(self.process.wait(timeout=60), 0, "how it ends")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        for name in self.pipes:
            os.remove(name)


def fill_disk(process):
    """No file of it grows any more, as if there were no room."""
    hard = resource.prlimit(process, resource.RLIMIT_FSIZE)[1]
    resource.prlimit(process, resource.RLIMIT_FSIZE, (4096, hard))


def empty_disk(process):
    hard = resource.prlimit(process, resource.RLIMIT_FSIZE)[1]
    resource.prlimit(process, resource.RLIMIT_FSIZE, (hard, hard))

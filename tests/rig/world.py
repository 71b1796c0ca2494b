"""A private world to run the program in, and what the suites here share.

A world is an empty folder that is home and the place of temporary files at
once, so nothing of the machine is read and nothing is left behind.  The clock
stands still and there is no terminal.

A suite is a list of functions named as sentences, each given a world of its
own.  One that fails says why, and the others go on.
"""

import concurrent.futures
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import traceback

PROGRAM = os.environ["SEVENSTEPS"]
MODULE = os.path.join(os.path.dirname(PROGRAM), "data", "pdf.so")
PRACTICE = os.path.abspath("share/practice")
NOW = "2026-11-21T10:00:00Z"
NOBODY = 65534

# Keys that cost nothing to guess, in builds for tests.
CHEAP = {"SEVENSTEPS_KEY_COST": "test"}
RECOVERY_KEY = re.compile(r"\b(?:[0-9A-Z]{4}-){7}[0-9A-Z]{4}\b")

CASES = []


def case(function):
    """Put a function on the list of what is tried."""
    CASES.append(function)
    return function


def copy_program(folder):
    """A copy of the program in the folder, with its module, made by a program of its own: one
    that was being written here when another case starts a program could not be
    started ("text file busy")."""
    data = os.path.join(folder, "data")
    os.makedirs(data, exist_ok=True)
    subprocess.run(["cp", PROGRAM, folder], check=True)
    subprocess.run(["cp", MODULE, data], check=True)
    return os.path.join(folder, os.path.basename(PROGRAM))


def plainly(arguments):
    """A new file is made plain where a test does not say otherwise: what it
    tries has nothing to do with keys, and needs no passphrase then."""
    makes = {"new", "import"} & set(arguments)
    locks = [one for one in arguments if str(one).startswith("--passphrase")]
    return [*arguments, "--plain"] if makes and not locks else [*arguments]


def without_warning(said):
    """What was said but for the warning that goes with it."""
    return "".join(line for line in said.splitlines(True)
                   if "is not encrypted: whoever gets" not in line)


class Skipped(Exception):
    """Why something cannot be tried here."""


class SmallDisk:
    """A file system of its own, full but for a little."""

    def __init__(self, world):
        self.path = world.path("disk")

    def __enter__(self):
        os.mkdir(self.path)
        if os.getuid() != 0 or subprocess.run(
                ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", self.path],
                capture_output=True, check=False).returncode != 0:
            raise Skipped("no small disk can be mounted here")
        return self

    def fill(self):
        with open(os.path.join(self.path, "fill"), "wb", 0) as file:
            try:
                while True:
                    file.write(bytes(4096))
            except OSError:
                pass

    def clear(self):
        os.remove(os.path.join(self.path, "fill"))

    def __exit__(self, *_):
        subprocess.run(["umount", self.path], check=False)


def once(pairs):
    """An object that says nothing twice: of two, whoever reads takes the one
    or the other, and never says so."""
    keys = [key for key, _ in pairs]
    twice = {key for key in keys if keys.count(key) > 1}
    assert not twice, f"{sorted(twice)} stand twice in one object: {keys}"
    return dict(pairs)


def writes_json(arguments):
    """Does the program, called so, write JSON when all is well?"""
    return "--json" in arguments or (
        "export" in arguments and {"--to=csv", "--to=text"}.isdisjoint(arguments))


class Result:
    """How it ended; is_warned: it said that a file is not encrypted."""

    def __init__(self, status, out, err):
        self.status, self.out = status, out
        self.err = without_warning(err)
        self.is_warned = self.err != err

    def __str__(self):
        return f"status {self.status}\nstdout: {self.out}stderr: {self.err}"


class World:
    def __init__(self, folder):
        self.folder = folder
        self.file = self.path(".local/share/sevensteps/people.db")
        self.program = PROGRAM
        self.environment = dict(
            os.environ, HOME=folder, TMPDIR=folder, SEVENSTEPS_NOW=NOW)

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, data):
        """A file in this world: text, bytes, or anything JSON can say."""
        if not isinstance(data, (str, bytes)):
            data = json.dumps(data, ensure_ascii=False)
        if isinstance(data, str):
            data = data.encode()
        with open(self.path(name), "wb") as file:
            file.write(data)
        return name

    def spoil(self, *statements):
        """Change the file, as somebody who has it and another program would.
        """
        base = sqlite3.connect(self.file)
        for (name,) in base.execute("SELECT name FROM sqlite_schema"
                                    " WHERE type = 'trigger'").fetchall():
            base.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            base.execute(statement)
        base.commit()
        base.close()

    def command(self, *arguments):
        return [self.program, *arguments]

    def install(self, forms):
        """From now on the program as if it were installed with these forms
        and nothing beside them."""
        house = self.path("house")
        os.makedirs(os.path.join(house, "data", "share"))
        shutil.copytree(forms, os.path.join(house, "data", "forms"))
        self.program = copy_program(house)

    def plain_user(self):
        """Whom to run it as for the rights of a plain user: nobody else, or,
        as root, another.  To the other this world is open, and has a program
        and forms in it, for where the usual ones are may be closed."""
        if os.getuid() != 0:
            return None
        house = self.path("installed")
        for data in "forms", "share":
            shutil.copytree(data, os.path.join(house, "data", data))
        self.program = copy_program(house)
        subprocess.run(["chmod", "-R", "a+rX", house], check=True)
        os.chmod(self.folder, 0o777)
        os.chmod(os.path.dirname(self.folder), 0o755)
        try:
            self.ok("--version", user=NOBODY)
        except PermissionError:
            raise Skipped("another user may not come in here") from None
        return NOBODY

    def run(self, *arguments, stdin=None, user=None, **environment):
        """Run it; text in, text out."""
        done = subprocess.run(
            self.command(*plainly(arguments)), cwd=self.folder,
            env=dict(self.environment, **environment),
            input=b"" if stdin is None else stdin.encode(),
            capture_output=True, timeout=120, user=user, group=user)
        if done.stdout and writes_json(arguments):
            json.loads(done.stdout, object_pairs_hook=once)
        return Result(
            done.returncode, done.stdout.decode(), done.stderr.decode())

    def ok(self, *arguments, **more):
        """What it says when all is well, which is all that it says."""
        result = self.run(*arguments, **more)
        assert result.status == 0 and result.err == "", f"{arguments}: {result}"
        return result.out

    def refused(self, status, sentence, *arguments, **more):
        """It says this one sentence, and nothing on stdout."""
        result = self.run(*arguments, **more)
        said = f"sevensteps: {sentence}\n"
        assert result.status == status, f"{arguments}: {result}"
        assert result.err == said, f"{arguments}:\n{result.err}not\n{said}"
        assert result.out == "", f"{arguments}: {result}"

    def people(self):
        """Everything that is known of everybody, to see that it stays."""
        people = json.loads(self.ok("list", "--json"))
        return {person["reference"]: self.plan(person["reference"])
                for person in people}

    def plan(self, reference):
        return json.loads(self.ok("export", reference, "--to=json"))


def passphrase(world, *lines, name="pass", mode=0o600):
    """A file with a passphrase on each line; the option that names it."""
    path = world.path(name)
    world.write(name, "".join(f"{line}\n" for line in lines))
    os.chmod(path, mode)
    return f"--passphrase-file={path}"


def plan_of(answers=None, **more):
    """The least that is a plan."""
    return {"format": "sevensteps-plan", "version": 1,
            "answers": answers or {}, **more}


def same(got, wanted, what):
    assert got == wanted, f"{what}: {got!r} and not {wanted!r}"


def hold(name, function):
    """Does this case hold?  None: it cannot be tried here."""
    sentence = function.__name__.replace("_", " ")
    with tempfile.TemporaryDirectory() as folder:
        try:
            function(World(folder))
            return True
        except Skipped as why:
            print(f"{name}: {sentence}: skipped, {why}")
            return None
        except Exception:
            print(f"{name}: {sentence}: failed\n"
                  f"{traceback.format_exc(limit=-2)}", file=sys.stderr)
            return False


def leave(name, at_once=1):
    """Try every case, say how it went, and leave with what it comes to.  Those
    that mostly wait may do so at once."""
    only = sys.argv[1:]
    cases = [one for one in CASES if not only or one.__name__ in only]
    with concurrent.futures.ThreadPoolExecutor(at_once) as pool:
        held = list(pool.map(lambda one: hold(name, one), cases))
    print(f"{name}: {held.count(True)} of {len(held) - held.count(None)} hold")
    sys.exit(1 if False in held else 0)

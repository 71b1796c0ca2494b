"""A talk with the program, line by line, by a pipe or a terminal.

The program has said all that it has to say when it asks for a line with "> "
at the beginning of one; so there are no sleeps.
"""

import os
import pty
import select
import subprocess
import termios

PATIENCE = 30  # seconds until a program counts as hung
FILE = "--file=people.db"


def house(world):
    """An installation with small forms, where keys are cheap."""
    world.install("tests/rig/small")
    world.environment["SEVENSTEPS_KEY_COST"] = "test"


def begin(world, name="Ann Example"):
    """The same, and a plain file with one person."""
    house(world)
    assert world.ok("new", name, FILE) == "0001\n"


def say(world, lines, *options, status=0):
    """All that it says to these lines, given at once."""
    text = "".join(f"{line}\n" for line in lines)
    done = world.run(FILE, "--linear", *options, stdin=text)
    assert (done.status, done.err) == (status, ""), f"{lines}: {done}"
    return done.out


def has(said, *sentences):
    """Everything of it was said, in this order, wherever a line broke."""
    flat, at = " ".join(said.split()), 0
    for sentence in sentences:
        found = flat.find(" ".join(sentence.split()), at)
        assert found >= 0, f"{sentence!r} is not said in\n{said}"
        at = found + 1


def is_secret(asked):
    """Is a secret asked for, in a line of its own or before the cursor?"""
    question = asked[-1].rstrip() or asked[0].rstrip()
    return question.endswith(("assphrase:", "once more:", "forgotten:"))


class Talk:
    """A program that is talked with, one line after the other."""

    def __init__(self, world, *options, file=FILE, **environment):
        self.program = subprocess.Popen(
            world.command(*[file] * bool(file), "--linear", *options), cwd=world.folder,
            env=dict(world.environment, **environment),
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT)
        self.inner = self.program.stdin.fileno()
        self.outer = self.program.stdout.fileno()
        self.said = self.listen()

    def listen(self):
        """What it says until it asks for a line or a secret, or ends."""
        said = b""
        while True:
            ready, _, _ = select.select([self.outer], [], [], PATIENCE)
            assert ready, f"it hangs: {said.decode(errors='replace')}"
            try:
                more = os.read(self.outer, 65536)
            except OSError:
                more = b""  # a terminal that nobody has any more
            said += more
            text = said.decode("utf-8", "replace").replace("\r\n", "\n")
            asked = text.rsplit("\n", 2)[-2:]
            if not more or asked[-1] == "> " or is_secret(asked):
                return text

    def type(self, line):
        os.write(self.inner, line.encode() + b"\n")
        self.said = self.listen()
        return self.said

    def leave(self):
        os.write(self.inner, b":leave\n")
        said = self.listen()
        return self.program.wait(PATIENCE), said


class Typed(Talk):
    """The same on a terminal of its own, which shows what is typed."""

    def __init__(self, world, *options, term="dumb", **environment):
        self.outer, inner = pty.openpty()
        self.program = subprocess.Popen(
            world.command(FILE, *options), cwd=world.folder,
            env=dict(world.environment, TERM=term, **environment),
            stdin=inner, stdout=inner, stderr=inner, start_new_session=True)
        os.close(inner)
        self.inner = self.outer
        self.said = self.listen()

    def echoes(self):
        return bool(termios.tcgetattr(self.outer)[3] & termios.ECHO)

    def end(self):
        os.close(self.outer)
        return self.program.wait(PATIENCE)

"""The program on a terminal of its own, and what stands on its screen.

The terminal is a vt100 as far as ncurses uses one: the cursor goes places,
letters are put, parts of the screen are cleared, and some rows scroll.
There are no sleeps: sync() waits for the mark by which the program says that
it has handled all that was sent (SEVENSTEPS_SYNC).
"""

import codecs
import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import termios
import time

KEYS = {
    "Enter": "\r", "Tab": "\t", "Esc": "\033", "Del": "\033[3~",
    "Up": "\033OA", "Down": "\033OB", "Left": "\033OD", "F1": "\033OP", "F7": "\033[18~",
    "F9": "\033[20~", "Shift-Home": "\033[1;2H",
    **{f"Ctrl-{chr(code + 64)}": chr(code) for code in range(1, 27)},
}
# Seconds until a program counts as hung.
PATIENCE = float(os.environ.get("PATIENCE") or 20)
MARK = re.compile(rb"\033\]7777;(\d+)\a")
SEQUENCE = re.compile(
    r"\033\[([?>]?)([0-9;]*)([A-Za-z@`])|\033[()][0-9A-Za-z]|\033[=>78A-Z]"
    r"|[\0-\037\177]|[^\0-\037\177]+")


def bytes_of(keys):
    """What a keyboard sends for "Ann<Tab>"."""
    return re.sub(r"<([^>]*)>", lambda key: KEYS[key.group(1)], keys).encode()


class Screen:
    """The letters that a terminal shows."""

    def __init__(self, rows, columns):
        self.rows, self.columns = rows, columns
        self.cells = [[" "] * columns for _ in range(rows)]
        self.row = self.column = 0
        self.top, self.bottom = 0, rows - 1
        self.decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self.rest = ""

    def clear(self, row, start, end):
        self.cells[row][start:end] = [" "] * (end - start)

    def scroll(self, gone, new):
        """Take a row out, and put an empty one in."""
        del self.cells[gone]
        self.cells.insert(new, [" "] * self.columns)

    def go_back(self):
        if self.row == self.top:
            self.scroll(self.bottom, self.top)
        else:
            self.row = max(self.row - 1, 0)

    def control(self, code):
        if code == "\r":
            self.column = 0
        elif code == "\n" and self.row == self.bottom:
            self.scroll(self.top, self.bottom)
        elif code == "\n":
            self.row = min(self.row + 1, self.rows - 1)
        elif code == "\b":
            self.column = max(min(self.column, self.columns - 1) - 1, 0)

    def put(self, text):
        for letter in text:
            if self.column < self.columns:
                self.cells[self.row][self.column] = letter
            self.column += 1

    def command(self, name, numbers):
        # Behind a letter in the last column the cursor still stands on it.
        self.column = min(self.column, self.columns - 1)
        first = numbers[0] if numbers else 0
        by = max(first, 1)
        if name in "Hf":
            self.row = min(by, self.rows) - 1
            second = numbers[1] if len(numbers) > 1 else 1
            self.column = min(max(second, 1), self.columns) - 1
        elif name == "A":
            self.row = max(self.row - by, 0)
        elif name == "B":
            self.row = min(self.row + by, self.rows - 1)
        elif name == "C":
            self.column = min(self.column + by, self.columns - 1)
        elif name == "D":
            self.column = max(self.column - by, 0)
        elif name == "K":
            self.clear(self.row, 0 if first else self.column,
                       self.column + 1 if first == 1 else self.columns)
        elif name == "J":
            if first == 0:
                self.clear(self.row, self.column, self.columns)
            for row in range(self.row + 1 if first == 0 else 0, self.rows):
                self.clear(row, 0, self.columns)
        elif name == "r":
            # It may have been sent for a window that was taller.
            bottom = min((numbers + [0])[1] or self.rows, self.rows) - 1
            if by - 1 < bottom:
                self.top, self.bottom = by - 1, bottom
                self.row = self.column = 0
        else:
            assert name in "mhln", f"the screen knows no {name!r}"

    def feed(self, data):
        text = self.rest + self.decoder.decode(data)
        # A sequence may come in two reads.
        cut = text.rfind("\033")
        if cut >= 0 and not SEQUENCE.match(text, cut + 0, len(text)) or (
                cut >= 0 and re.fullmatch(r"\033[\[\]()]?[?>]?[0-9;]*",
                                          text[cut:])):
            text, self.rest = text[:cut], text[cut:]
        else:
            self.rest = ""
        for found in SEQUENCE.finditer(text):
            whole = found.group(0)
            if found.group(3):
                numbers = [int(n or 0) for n in found.group(2).split(";")]
                if not found.group(1):
                    self.command(found.group(3), numbers)
            elif len(whole) == 1 and (whole < " " or whole == "\177"):
                self.control(whole)
            elif whole == "\033M":
                self.go_back()
            elif whole[0] != "\033":
                self.put(whole)

    def text(self):
        return "\n".join("".join(row).rstrip() for row in self.cells)


class Terminal:
    """A program that somebody types into."""

    def __init__(self, argv, environment, rows=24, columns=80,
                 has_leader=False, is_deaf=False, prepare=None):
        self.master, slave = os.openpty()
        settings = termios.tcgetattr(slave)
        settings[3] &= ~termios.ECHO
        termios.tcsetattr(slave, termios.TCSANOW, settings)
        self.resize_terminal(slave, rows, columns)
        self.marks, self.answered, self.rest = 0, 0, b""

        if has_leader:
            # A shell that waits for it, so that it can be stopped; and when
            # the shell dies the terminal hangs up.
            argv = ["/bin/sh", "-mc", '"$@"; sleep 60', "sh", *argv]

        def take_terminal():
            os.setsid()
            fcntl.ioctl(0, termios.TIOCSCTTY, 0)
            # Whoever is started behind a & does not hear of some.
            for number in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM,
                           signal.SIGTSTP):
                signal.signal(number, signal.SIG_DFL)
            if is_deaf:
                signal.signal(signal.SIGHUP, signal.SIG_IGN)
            if prepare:
                prepare()

        self.process = subprocess.Popen(
            argv, stdin=slave, stdout=slave, stderr=slave,
            preexec_fn=take_terminal, close_fds=True, restore_signals=True,
            env={**environment, "TERM": "vt100", "LC_ALL": "C.UTF-8",
                 "SEVENSTEPS_SYNC": "1"})
        os.close(slave)
        self.child = self.wait_for_child() if has_leader else None

    def resize_terminal(self, terminal, rows, columns):
        fcntl.ioctl(terminal, termios.TIOCSWINSZ,
                    struct.pack("HHHH", rows, columns, 0, 0))
        self.screen = Screen(rows, columns)

    def resize(self, rows, columns):
        self.resize_terminal(self.master, rows, columns)
        self.sync()

    def wait_for_child(self):
        """The process that a shell has started."""
        name = f"/proc/{self.process.pid}/task/{self.process.pid}/children"
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            with open(name, encoding="ascii") as children:
                found = children.read().split()
            if found:
                return int(found[0])
            time.sleep(0.002)
        raise AssertionError("the shell starts nothing")

    def is_child_alive(self):
        return self.child and self.state(self.child) not in ("", "Z")

    def end_of_child(self):
        """Wait until the process that the shell had started is gone."""
        until = time.monotonic() + PATIENCE
        while self.is_child_alive():
            assert time.monotonic() < until, "the program does not end"
            time.sleep(0.005)
        self.hang_up()

    @staticmethod
    def state(process):
        try:
            with open(f"/proc/{process}/stat", encoding="ascii",
                      errors="replace") as stat:
                return stat.read().rpartition(")")[2].split()[0]
        except OSError:
            return ""

    def is_stopped(self):
        self.look()
        return self.state(self.child or self.process.pid) == "T"

    def send(self, keys):
        os.write(self.master, bytes_of(keys))

    def take(self, data):
        """Marks out, the rest on the screen."""
        data = self.rest + data
        cut = data.rfind(b"\033]")
        if cut >= 0 and b"\a" not in data[cut:]:
            data, self.rest = data[:cut], data[cut:]
        else:
            self.rest = b""
        for mark in MARK.finditer(data):
            self.answered = int(mark.group(1))
        self.screen.feed(MARK.sub(b"", data))

    def look(self, seconds=0.0):
        """Take what the program writes for so long; False if it has ended."""
        until = time.monotonic() + seconds
        while True:
            left = max(0, until - time.monotonic())
            if not select.select([self.master], [], [], left)[0]:
                return True
            try:
                data = os.read(self.master, 65536)
            except OSError:
                return False
            if not data:
                return False
            self.take(data)

    def wait_for(self, is_there, what):
        until = time.monotonic() + PATIENCE
        while not is_there():
            assert time.monotonic() < until, \
                f"no {what} in {PATIENCE} s:\n{self.screen.text()}"
            select.select([self.master], [], [], 0.5)
            assert self.look(), f"it ended before {what}"

    def sync(self):
        """Wait until everything sent was handled."""
        self.marks += 1
        os.write(self.master, b"\033[7777~")
        self.wait_for(lambda: self.answered >= self.marks, "answer")

    def walk(self, steps):
        for step in steps:
            self.send(step)
            self.sync()

    def shows(self, text):
        return text in self.screen.text()

    def signal(self, number):
        os.kill(self.child or self.process.pid, number)

    def hang_up(self):
        """Close the terminal, as when its window is closed."""
        if self.master >= 0:
            os.close(self.master)
        self.master = -1

    def end(self):
        """Wait for the end of the program; its status."""
        until = time.monotonic() + PATIENCE
        while self.process.poll() is None:
            assert time.monotonic() < until, "the program does not end"
            if self.master >= 0:
                self.look(0.01)
            else:
                time.sleep(0.005)
        if self.master >= 0:
            self.look()  # its last words may have come after the last look
        self.hang_up()
        return self.process.returncode

    def kill(self):
        if self.is_child_alive():
            os.kill(self.child, signal.SIGKILL)
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.end_of_child()  # it has the file until it is gone

"""What every measurement beside other programs needs: a program on a terminal
of its own, two of them in turn, and a table of what came out.

Two programs are always run in turn, A B A B, so that a busy machine harms both
alike; the figure is the ratio of their medians.  Processor time is read from
/proc/PID/schedstat, so it does not depend on what else runs.
"""
import fcntl
import json
import os
import pty
import select
import shutil
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time

PAIRS = 11
WINDOW = struct.pack('HHHH', 24, 80, 0, 0)
QUIET = 0.05  # a screen is complete when nothing came for so long
PROGRAM = os.path.abspath(os.environ.get('SEVENSTEPS', 'build/sevensteps'))


class Screen:
    """A program on a terminal of its own, 80 by 24."""

    def __init__(self, argv, env=None):
        self.start = time.monotonic()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            # Before it begins: one whose window changes draws twice.
            fcntl.ioctl(0, termios.TIOCSWINSZ, WINDOW)
            os.environ.update({'TERM': 'xterm-256color', 'LC_ALL': 'C.UTF-8'})
            os.environ.update(env or {})
            os.execvp(argv[0], argv)
        self.bytes = 0

    def settle(self):
        """Read until the screen is quiet; when its last byte came."""
        last = time.monotonic()
        while select.select([self.fd], [], [], QUIET)[0]:
            try:
                data = os.read(self.fd, 65536)
            except OSError:
                break
            if not data:
                break
            self.bytes += len(data)
            last = time.monotonic()
        return last

    def expect(self, wanted):
        """Read until that was drawn, or give up measuring."""
        drawn = b''
        while wanted not in drawn:
            if not select.select([self.fd], [], [], 10)[0]:
                sys.exit(f'bench: {wanted} was never drawn, only {drawn}')
            drawn += os.read(self.fd, 65536)
        self.settle()

    def wait_first(self):
        """Until something is drawn and quiet again; seconds from the start."""
        select.select([self.fd], [], [], 10)
        return self.settle() - self.start

    def send(self, text):
        os.write(self.fd, text.encode())

    def cpu(self):
        with open(f'/proc/{self.pid}/schedstat') as file:
            return int(file.read().split()[0]) / 1e9

    def switches(self):
        with open(f'/proc/{self.pid}/status') as file:
            for line in file:
                if line.startswith('voluntary_ctxt'):
                    return int(line.split()[1])
        return 0

    def press(self, keys):
        """Each key by itself: seconds of processor, and bytes drawn, a key."""
        self.settle()
        begun, drawn = self.cpu(), 0
        for key in keys:
            self.send(key)
            select.select([self.fd], [], [], 1)
            while select.select([self.fd], [], [], 0)[0]:
                drawn += len(os.read(self.fd, 65536))
        used = self.cpu() - begun
        before = self.bytes
        self.settle()
        return used / len(keys), (drawn + self.bytes - before) / len(keys)

    def close(self):
        """Politely, for a file left open is looked over at the next start."""
        self.send('\x11')  # Ctrl-Q
        self.settle()
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.fd)


def pairs(first, second, count=PAIRS):
    """Run two measurements in turn; their medians."""
    first(), second()
    results = [(first(), second()) for _ in range(count)]
    return (statistics.median(r[0] for r in results),
            statistics.median(r[1] for r in results))


class Table:
    """Figures beside a peer's, each with what it may be at most."""

    def __init__(self):
        self.rows = []

    def put(self, name, unit, ours, peer_name, peer, goal, at_most=True):
        ratio = ours / peer if at_most else peer / ours
        met = ratio <= goal if at_most else ratio >= goal
        self.rows.append((
            name, f'{ours:.3f} {unit}', f'{peer_name} {peer:.3f} {unit}',
            f'{ratio:.2f}', f'at {"most" if at_most else "least"} {goal}',
            'met' if met else 'NOT MET'))

    def show(self):
        widths = [max(len(row[i]) for row in self.rows) for i in range(6)]
        for row in self.rows:
            print('  '.join(cell.ljust(width)
                            for cell, width in zip(row, widths)).rstrip())


def has(name):
    """Is that program here?  What is not is left out and said."""
    if shutil.which(name):
        return True
    print(f'bench: {name} is not installed, so it is left out',
          file=sys.stderr)
    return False


def run(argv, **options):
    return subprocess.run(argv, check=True, **options)


def folder():
    """A folder that goes when the measuring is over, in memory if possible."""
    return tempfile.TemporaryDirectory(
        dir='/dev/shm' if os.path.isdir('/dev/shm') else None)


def plain_file(where, name, plans):
    """A plain file of people, made by importing them."""
    path = os.path.join(where, f'{name}.db')
    with tempfile.TemporaryDirectory(dir=where) as made:
        names = []
        for i, plan in enumerate(plans):
            names.append(os.path.join(made, f'{i:05d}.json'))
            with open(names[-1], 'w') as file:
                json.dump({'format': 'sevensteps-plan', 'version': 1, **plan},
                          file)
        for at in range(0, len(names), 500):
            run([PROGRAM, f'--file={path}', '--plain', 'import',
                 *names[at:at + 500]], stdout=subprocess.DEVNULL)
    return path

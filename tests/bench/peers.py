"""The measurements of peers.sh.

Programs run on a terminal of their own (a pty of 80 by 24).  Two programs
are always run in turn, A B A B, so that a busy machine harms both alike; the
figure is the ratio of their medians.  Processor time is read from
/proc/PID/schedstat, so it does not depend on what else runs.
"""
import fcntl
import json
import os
import pty
import resource
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
QUIET = 0.05  # a screen is complete when nothing came for so long
PROGRAM = os.path.abspath(os.environ.get('SEVENSTEPS', 'build/sevensteps'))
LETTERS = 200
PEOPLE = 10000


class Screen:
    """A program on a terminal of its own."""

    def __init__(self, argv, env=None):
        self.start = time.monotonic()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.environ.update({'TERM': 'xterm-256color', 'LC_ALL': 'C.UTF-8'})
            os.environ.update(env or {})
            os.execvp(argv[0], argv)
        size = struct.pack('HHHH', 24, 80, 0, 0)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, size)
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


ROWS = []


def row(name, unit, ours, peer_name, peer, goal, at_most=True):
    ratio = ours / peer if at_most else peer / ours
    met = ratio <= goal if at_most else ratio >= goal
    goal_text = f'at most {goal}' if at_most else f'at least {goal}'
    ROWS.append((name, f'{ours:.3f} {unit}', f'{peer_name} {peer:.3f} {unit}',
                 f'{ratio:.2f}', goal_text, 'met' if met else 'NOT MET'))


def say_missing(name):
    print(f'bench: {name} is not installed, so it is left out',
          file=sys.stderr)


def run(argv, **options):
    return subprocess.run(argv, check=True, **options)


def people_file(folder, count):
    """A file with that many people, made by importing them."""
    path = os.path.join(folder, f'people-{count}.db')
    plans = os.path.join(folder, f'plans-{count}')
    os.mkdir(plans)
    for i in range(count):
        plan = {'format': 'sevensteps-plan', 'version': 1,
                'answers': {'person_name': f'Person {i * 7919 % count:05d}'}}
        with open(f'{plans}/{i:05d}.json', 'w') as file:
            json.dump(plan, file)
    names = sorted(os.listdir(plans))
    for at in range(0, count, 500):
        run([PROGRAM, f'--file={path}', '--plain', 'import'] +
            [f'{plans}/{name}' for name in names[at:at + 500]],
            stdout=subprocess.DEVNULL)
    shutil.rmtree(plans)
    return path


def first_screen(argv):
    def measure():
        screen = Screen(argv)
        seconds = screen.wait_first()
        screen.close()
        return seconds * 1000
    return measure


def bench_start(folder):
    few = people_file(folder, 10)
    many = people_file(folder, PEOPLE)
    ours = first_screen([PROGRAM, f'--file={many}'])
    medians = pairs(ours, first_screen([PROGRAM, f'--file={few}']))
    row(f'start with {PEOPLE} people', 'ms', medians[0],
        'with 10', medians[1], 1.1)
    if not shutil.which('dialog'):
        return say_missing('dialog')
    dialog = ['dialog', '--form', 'Who', '20', '60', '12']
    for i in range(12):
        dialog += [f'Field {i}', str(i + 1), '1', '', str(i + 1), '20', '30',
                   '0']
    medians = pairs(ours, first_screen(dialog))
    row(f'start with {PEOPLE} people', 'ms', medians[0],
        'dialog --form', medians[1], 1.3)


def typing(argv, before, env=None, in_bytes=False):
    """`before()`: keys, each with what is drawn when they have done their work.

    What a letter of a sentence costs: microseconds, or bytes to the terminal.
    """
    sentence = 'we go down to the sea and '

    def measure():
        steps = before()
        screen = Screen(argv, env)
        screen.wait_first()
        for keys, drawn in steps:
            screen.send(keys)
            screen.expect(drawn)
            screen.settle()
        screen.send('We')  # with it what was saved is said to be typing
        screen.settle()
        start = screen.cpu()
        drawn = 0
        for i in range(LETTERS):
            screen.send(sentence[i % len(sentence)])
            select.select([screen.fd], [], [], 1)
            if select.select([screen.fd], [], [], 0)[0]:
                drawn += len(os.read(screen.fd, 65536))
        used = screen.cpu() - start
        screen.bytes = drawn
        screen.settle()
        drawn = screen.bytes
        screen.close()
        return drawn / LETTERS if in_bytes else used / LETTERS * 1e6
    return measure


def pasted(size):
    """That many bytes of words, as a terminal pastes them; and their end."""
    words = 'She comes at eight and we have breakfast. '
    text = words * (size // len(words)) + 'The end. '
    return f'\x1b[200~{text}\x1b[201~', b'The end.'


def bench_typing(folder):
    if not shutil.which('nano'):
        return say_missing('nano')
    path = os.path.join(folder, 'typing.db')
    program = [PROGRAM, f'--file={path}']

    def to_text(*more):
        """Open somebody new, then step 2: its first question is a long one."""
        made = run([*program, '--plain', 'new', 'Ann'], capture_output=True,
                   text=True)
        return [(made.stdout.strip(), b'One person'), ('\r', b'1-7'),
                ('2', b'Whole screen'), *more]

    to_text()
    # That the file is plain is told once.
    told = Screen(program)
    told.wait_first()
    told.close()
    nano = ['nano', '-I', os.path.join(folder, 'typing.txt')]
    medians = pairs(typing(program, to_text), typing(nano, list))
    row('a typed letter', 'us', medians[0], 'nano', medians[1], 3)
    medians = pairs(typing(program, to_text, in_bytes=True),
                    typing(nano, list, in_bytes=True), 3)
    row('a typed letter', 'bytes', medians[0], 'nano', medians[1], 0.5)
    row('a typed letter', 'bytes', medians[0], 'itself', 1, 2)
    medians = pairs(typing(program, lambda: to_text(pasted(100 * 1024))),
                    typing(program, lambda: to_text(pasted(1024))), 5)
    row('a letter in 100 kB', 'us', medians[0], 'in 1 kB', medians[1], 5)


def children_cpu(argv, **options):
    def measure():
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        run(argv, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            **options)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return (after.ru_utime + after.ru_stime - before.ru_utime -
                before.ru_stime) * 1000
    return measure


def works(argv):
    try:
        return subprocess.run(argv, stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL).returncode == 0
    except FileNotFoundError:
        return False


def bench_paper(folder):
    path = os.path.join(folder, 'paper.db')
    plans = sorted(os.path.join('share/practice', name)
                   for name in os.listdir('share/practice'))
    run([PROGRAM, f'--file={path}', '--plain', 'import'] + plans,
        stdout=subprocess.DEVNULL)
    text = os.path.join(folder, 'plan.txt')
    longest = 0
    for reference in ('0001', '0002', '0003', '0004'):
        out = run([PROGRAM, f'--file={path}', 'print', reference, '--as=text'],
                  capture_output=True).stdout
        if len(out) > longest:
            longest, chosen = len(out), reference
            with open(text, 'wb') as file:
                file.write(out.replace(b'\f', b''))
    ours = children_cpu([PROGRAM, f'--file={path}', 'print', chosen, '-o',
                         os.path.join(folder, 'plan.pdf')])
    groff_command = ['groff', '-k', '-Tpdf', '-ms', text]
    if works(groff_command):
        groff = children_cpu(groff_command)
        medians = pairs(ours, groff)
        row('the practice plan to PDF', 'ms CPU', medians[0], 'groff -Tpdf',
            medians[1], 0.5)
    else:
        say_missing('groff')
    if shutil.which('soffice'):
        office = children_cpu(
            ['soffice', '--headless', '--convert-to', 'pdf', '--outdir',
             folder, text], env={**os.environ, 'HOME': folder})
        medians = pairs(ours, office, 7)
        row('the practice plan to PDF', 'ms CPU', medians[0],
            'soffice --headless', medians[1], 50, at_most=False)
    else:
        say_missing('soffice')


def bench_idle(folder):
    path = os.path.join(folder, 'typing.db')
    screen = Screen([PROGRAM, f'--file={path}'])
    screen.wait_first()
    time.sleep(2)  # what the last visit did is backed up in the first second
    screen.settle()
    count, switches = screen.bytes, screen.switches()
    time.sleep(3)
    screen.settle()
    print(f'idle for 3 s: {screen.bytes - count} bytes, '
          f'{screen.switches() - switches} wake-ups')
    screen.close()


def main():
    with tempfile.TemporaryDirectory(
            dir='/dev/shm' if os.path.isdir('/dev/shm') else None) as folder:
        bench_start(folder)
        bench_typing(folder)
        bench_paper(folder)
        bench_idle(folder)
    widths = [max(len(r[i]) for r in ROWS) for i in range(6)]
    for r in ROWS:
        print('  '.join(cell.ljust(width)
                        for cell, width in zip(r, widths)).rstrip())


main()

"""The measurements of history.sh.

Two files of 1000 people: in one each act is somebody else's than the one
before it, in the other fifty at a time are of one person.  Each is verified
plain, then in a vault.  From that the opening is taken, which is nearly all
the price of guessing a passphrase.  The least of some rounds is the figure,
since whatever else runs only adds to it.
"""
import os
import resource
import shutil
import subprocess
import sys
import tempfile

PROGRAM = os.path.abspath(os.environ.get('SEVENSTEPS', 'build/sevensteps'))
MAKER = os.path.join(os.environ.get('BUILD', 'build'), 'bench', 'history')
ACTS = int(os.environ.get('ACTS', '1000000'))
ROUNDS = 5
PASSPHRASE = 'a wet day in a dry month'


def run(*argv):
    """Seconds of processor time."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(argv, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode != 0:
        sys.exit(f'bench: {argv}: {done.stdout.decode()}')
    return (after.ru_utime - before.ru_utime +
            after.ru_stime - before.ru_stime)


def least(*argv):
    return min(run(*argv) for _ in range(ROUNDS))


def measure(folder, sitting):
    file = os.path.join(folder, f'{sitting}.db')
    phrases = os.path.join(folder, 'passphrase')
    subprocess.run([MAKER, file, str(ACTS), str(sitting)], check=True)
    program = (PROGRAM, f'--file={file}')
    plain = least(*program, 'verify')
    with open(phrases, 'w', encoding='ascii') as out:
        os.chmod(phrases, 0o600)
        out.write(PASSPHRASE + '\n')
    locked = program + (f'--passphrase-file={phrases}',)
    run(*locked, 'encrypt')
    opening = least(*locked, 'list', 'nobody at all')
    vault = least(*locked, 'verify') - opening
    print(f'verify: {ACTS} acts, {sitting} at a time: {plain:.2f} s plain,'
          f' {vault:.2f} s in a vault, of it opening {opening:.2f} s'
          ' not counted', flush=True)


def main():
    shared = '/dev/shm' if os.path.isdir('/dev/shm') else None
    folder = tempfile.mkdtemp(dir=shared)
    try:
        for sitting in 1, 50:
            measure(folder, sitting)
    finally:
        shutil.rmtree(folder)


main()

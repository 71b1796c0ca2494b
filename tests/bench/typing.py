"""The measurements of typing.sh."""
import os
import subprocess

from measure import PROGRAM, Screen, Table, folder, has, pairs, plain_file, run

LETTERS = 200
IN_A_ROW = 60  # letters that the first row of a text takes without wrapping
THEMES = ('terminal', 'light', 'dark', 'high contrast', 'none')
SENTENCE = 'we go down to the sea and '


def somebody_new(program):
    """Keys that open somebody new at step 2, whose first question is long."""
    made = run([*program, '--plain', 'new', 'Ann'], capture_output=True,
               text=True)
    return [(made.stdout.strip(), b'One person'), ('\r', b'1-7'),
            ('2', b'Whole screen')]


def pasted(size):
    """That many bytes of words, as a terminal pastes them; and their end."""
    words = 'She comes at eight and we have breakfast. '
    text = words * (size // len(words)) + 'The end. '
    return f'\x1b[200~{text}\x1b[201~', b'The end.'


def letters(argv, begin, count=LETTERS, env=None):
    """`begin()`: keys, each with what is drawn when they have done their work.

    What a letter of a sentence costs, in seconds and in bytes drawn.
    """
    def measure():
        steps = begin()
        screen = Screen(argv, env)
        screen.wait_first()
        for keys, drawn in steps:
            screen.send(keys)
            screen.expect(drawn)
        screen.send('We')  # with it what was saved is said to be typing
        cost = screen.press([SENTENCE[i % len(SENTENCE)]
                             for i in range(count)])
        screen.close()
        return cost
    return measure


def seconds(measure):
    return lambda: measure()[0] * 1e6


def drawn(measure):
    return lambda: measure()[1]


def put_letters(table, where):
    program = [PROGRAM, f'--file={os.path.join(where, "typing.db")}']

    def to_text(*more):
        return [*somebody_new(program), *more]

    def long_text(size):
        return seconds(letters(program, lambda: to_text(pasted(size))))

    to_text()
    told = Screen(program)  # that the file is plain is told once
    told.wait_first()
    told.close()
    medians = pairs(long_text(100 * 1024), long_text(1024), 5)
    table.put('a letter in 100 kB', 'us', medians[0], 'in 1 kB', medians[1], 5)
    for theme in THEMES:
        env = {'XDG_CONFIG_HOME': os.path.join(where, theme)}
        run([PROGRAM, 'settings', f'colours={theme}'],
            env={**os.environ, **env}, stdout=subprocess.DEVNULL)
        measure = drawn(letters(program, to_text, IN_A_ROW, env))
        table.put(f'a letter in a row, colours: {theme}', 'bytes', measure(),
                  'itself', 1, 2)
    if not has('nano'):
        return
    nano = ['nano', '-I', os.path.join(where, 'typing.txt')]
    medians = pairs(seconds(letters(program, to_text)),
                    seconds(letters(nano, list)))
    table.put('a letter', 'us', medians[0], 'nano', medians[1], 2)
    medians = pairs(long_text(8 * 1024),
                    seconds(letters(nano, lambda: [pasted(8 * 1024)])), 7)
    table.put('a letter in 8 kB', 'us', medians[0], 'nano', medians[1], 2)
    medians = pairs(drawn(letters(program, to_text)),
                    drawn(letters(nano, list)), 3)
    table.put('a letter, with new rows', 'bytes', medians[0],
              'nano', medians[1], 0.5)


def rows_page(where, count):
    """A person with that many lines of support, and the page they stand on."""
    lines = [{'row': i + 1, 'line_what': f'Line {i + 1}', 'line_kind': 'free',
              'line_who': 'The park'} for i in range(count)]
    path = plain_file(where, f'rows-{count}', [
        {'answers': {'person_name': 'Ann', 'employs': 'no'},
         'lists': {'lines': lines}}])
    return [PROGRAM, f'--file={path}']


def keys_on(argv, keys):
    def measure():
        screen = Screen(argv)
        screen.wait_first()
        for key, wanted in (('0001', b'One person'), ('\r', b'1-7'),
                            ('5', b'The park')):
            screen.send(key)
            screen.expect(wanted)
        cost = screen.press(keys)
        screen.close()
        return cost[0] * 1e6
    return measure


def put_rows(table, where):
    long, short = rows_page(where, 200), rows_page(where, 20)
    for name, keys in (('drawn anew', ['\x12'] * 400),
                       ('down and up', ['\x1b[B', '\x1b[A'] * 200)):
        medians = pairs(keys_on(long, keys), keys_on(short, keys), 7)
        table.put(f'200 rows, {name}', 'us', medians[0], '20 rows',
                  medians[1], 1.2)


def main():
    table = Table()
    with folder() as where:
        put_letters(table, where)
        put_rows(table, where)
    table.show()


if __name__ == '__main__':
    main()

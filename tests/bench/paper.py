"""The measurements of paper.sh."""
import os
import resource
import subprocess

from measure import PROGRAM, Table, folder, has, pairs, run

PRACTICE = 'share/practice'


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
    return has(argv[0]) and subprocess.run(
        argv, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL).returncode == 0


def longest_plan(program, text):
    """Of the practice people the one who has most to say; and it as text."""
    chosen, longest = None, b''
    for reference in ('0001', '0002', '0003', '0004'):
        out = run([*program, 'print', reference, '--as=text'],
                  capture_output=True).stdout
        if len(out) > len(longest):
            chosen, longest = reference, out
    with open(text, 'wb') as file:
        file.write(longest.replace(b'\f', b''))
    return chosen


def main():
    table = Table()
    with folder() as where:
        program = [PROGRAM, f'--file={os.path.join(where, "paper.db")}']
        run([*program, '--plain', 'import',
             *(os.path.join(PRACTICE, name)
               for name in sorted(os.listdir(PRACTICE)))],
            stdout=subprocess.DEVNULL)
        text = os.path.join(where, 'plan.txt')
        chosen = longest_plan(program, text)
        ours = children_cpu([*program, 'print', chosen, '-o',
                             os.path.join(where, 'plan.pdf')])
        groff = ['groff', '-k', '-Tpdf', '-ms', text]
        if works(groff):
            medians = pairs(ours, children_cpu(groff))
            table.put('the practice plan to PDF', 'ms CPU', medians[0],
                      'groff -Tpdf', medians[1], 0.5)
        if has('soffice'):
            office = children_cpu(
                ['soffice', '--headless', '--convert-to', 'pdf', '--outdir',
                 where, text], env={**os.environ, 'HOME': where})
            medians = pairs(ours, office, 7)
            table.put('the practice plan to PDF', 'ms CPU', medians[0],
                      'soffice --headless', medians[1], 50, at_most=False)
    table.show()


if __name__ == '__main__':
    main()

"""The measurements of idle.sh."""
import os
import time

from measure import PROGRAM, Screen, folder, run

SECONDS = 3


def main():
    with folder() as where:
        path = os.path.join(where, 'idle.db')
        run([PROGRAM, f'--file={path}', '--plain', 'new', 'Ann'],
            capture_output=True)
        screen = Screen([PROGRAM, f'--file={path}'])
        screen.wait_first()
        time.sleep(2)  # what the last visit did is backed up first
        screen.settle()
        count, switches = screen.bytes, screen.switches()
        time.sleep(SECONDS)
        screen.settle()
        print(f'idle for {SECONDS} s: {screen.bytes - count} bytes, '
              f'{screen.switches() - switches} wake-ups')
        screen.close()


if __name__ == '__main__':
    main()

"""The program as if it were installed, with forms of a test's own.

It looks for its forms in data/ beside itself, so a copy of it in a folder
with other data is another installation.
"""

import os
import subprocess

from world import copy_program, plainly, without_warning

NOW = "2026-11-21T10:00:00Z"


class Installed:
    """The program in a folder; data/forms and data/share are the test's."""

    def __init__(self, folder, **environment):
        self.folder = folder
        self.data = os.path.join(folder, "data")
        os.makedirs(self.data)
        self.program = copy_program(folder)
        self.environment = {
            **os.environ, "SEVENSTEPS_NOW": NOW, "HOME": folder,
            **environment}

    def path(self, name):
        return os.path.join(self.folder, name)

    def run(self, file, *arguments, statuses=(0,), noisy=False):
        """What it says on stdout, which is all that it says unless noisy."""
        done = subprocess.run(
            [self.program, f"--file={file}", *plainly(arguments)],
            env=self.environment, capture_output=True, text=True)
        assert done.returncode in statuses \
            and (noisy or not without_warning(done.stderr)), \
            f"{arguments}: {done.returncode} {done.stderr}"
        return done.stdout

    def play(self, file, lines, window="80x24"):
        """Keys on a screen that nobody sees, a line of a script each."""
        script = f"{file}.keys"
        with open(script, "w", encoding="utf-8") as keys:
            keys.write("\n".join(lines) + "\n")
        self.run(file, f"--script={script}", f"--window={window}")
        os.unlink(script)

    def screens(self, file, steps, window="80x24"):
        """The screen after each of these lines of keys."""
        names = [f"{file}.{number}.screen" for number in range(len(steps))]
        lines = []
        for name, step in zip(names, steps):
            lines += [step, f":dump {name}"]
        self.play(file, lines, window)
        shown = []
        for name in names:
            with open(name, encoding="utf-8") as screen:
                shown.append(screen.read())
            os.unlink(name)
        return shown

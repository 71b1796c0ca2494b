"""Every screen, by the table `screens` beside this file, in each language.

A screen of the table has one line of keys, the same for all languages: what is
typed in words is named there in braces and looked up in the language, so
{UI_FREEZE_WORD} is `freeze` and {page people} the title of that page.  The
program is started once a screen and language and shown in every size.
"""

import json
import os
import re
import shutil

from terminal import Terminal
from world import CHEAP, RECOVERY_KEY, passphrase

HERE = os.path.dirname(os.path.abspath(__file__))
LANGUAGES = ("en", "cy")
SIZES = ("80x24", "60x20", "132x43")
# What README.md shows, in the first size and language.
SHOWN = ("overview", "costs", "pages")
PASSPHRASE = "correct horse battery"
SHOWN_KEY = "-".join(["ABCD", "EFGH", "JKMN", "PQRS", "TVWX", "Z234", "5678",
                      "90AB"])
# What differs with every file or every change of the forms, recovery keys and
# the codes of versions, is shown as another.
CODE = re.compile(r"\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3,7}\b")
KEYS = ("screen", "class", "file", "about", "keys")
FILES = ("practice", "none", "begun", "locked")
CLASS = re.compile(r"static const struct screen_class \w+ = \{\s*"
                   r"\.name = \"([^\"]+)\"")
WORD = re.compile(r'WORD\((\w+),\s*((?:"(?:[^"\\]|\\.)*"\s*)+)\)')
STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')


def read(*path):
    with open(os.path.join(*path), encoding="utf-8") as file:
        return file.read()


def table():
    """The screens: a block of `key: text` for each, in the order of KEYS."""
    screens = []
    for block in re.sub(r"(?m)^#.*\n", "", read(HERE, "screens")).split("\n\n"):
        if not block.strip():
            continue
        pairs = [line.split(":", 1) for line in block.strip().split("\n")]
        screen = {key: text.strip() for key, text in pairs}
        assert tuple(screen) == KEYS, f"screens: {block}"
        assert screen["file"] in FILES, f"screens: {block}"
        screens.append(screen)
    return screens


def classes():
    """The names of all screens that the program has."""
    sources = sorted(os.listdir("src/ui"))
    text = {name: read("src/ui", name) for name in sources}
    found = [name for source in text.values() for name in CLASS.findall(source)]
    begun = sum(len(re.findall(r"(?m)^(?:static )?const struct screen_class "
                               r"\w+ = \{", source)) for source in text.values())
    assert len(found) == begun, "a screen_class without a name of its own first"
    return found


def forgotten(names, screens):
    """The screens that no line of the table is about."""
    return sorted(set(names) - {screen["class"] for screen in screens})


def own_words(language):
    """The sentences by their names, as a language says them."""
    said = {}
    if language == "en":
        for name in sorted(os.listdir("include/base/words")):
            for word, text in WORD.findall(read("include/base/words", name)):
                said[word] = "".join(STRING.findall(text))
        return said
    folder = os.path.join("share/words", language)
    for name in sorted(os.listdir(folder)):
        for line in read(folder, name).split("\n"):
            word, colon, text = line.partition(": ")
            if colon and not line.startswith("#"):
                said[word.upper().replace(" ", "_")] = text
    return said


def titles(told, language):
    """page ID and question ID, and what the forms call them."""
    said = {}
    if isinstance(told, dict):
        for kind, name in ("page", "title"), ("question", "label"):
            if isinstance(told.get(kind), str) and name in told:
                said[f"{kind} {told[kind]}"] = told[name][language]
        told = list(told.values())
    if isinstance(told, list):
        for inner in told:
            said.update(titles(inner, language))
    return said


class Studio:
    """A world with what the screens need, in one language."""

    def __init__(self, world, language):
        self.world, self.language = world, language
        self.words = own_words(language)
        forms = world.ok("forms", "show", "--json")
        self.words.update(titles(json.loads(forms), language))
        world.environment.update(CHEAP)
        locked = world.run("new", "Ann Example", "--file=locked.db",
                           passphrase(world, PASSPHRASE))
        assert locked.status == 0, locked

    def keys(self, screen):
        return re.sub(r"\{([^}]+)\}", lambda name: self.words[name[1]],
                      screen["keys"])

    def play(self, screen, sizes, shots=("dump",)):
        """The screen in each size by (size, shot), where a shot is a command
        of scripts: a dump is text, a picture SVG."""
        if screen["file"] == "begun":
            return self.begin(sizes)
        lines = [self.keys(screen)]
        for size in sizes:
            lines.append(f":resize {size}")
            lines += [f":{shot} {size}.{shot}" for shot in shots]
        script = self.world.write("keys", "\n".join(lines) + "\n")
        file = {"practice": ["demo"], "none": [],
                "locked": ["--file=locked.db"]}[screen["file"]]
        done = self.world.run(*file, f"--script={script}",
                              f"--lang={self.language}", f"--window={sizes[0]}")
        # Where the recovery key was not typed back it ends with a sentence.
        assert done.status == 0 or screen["file"] != "practice", \
            f"{screen['screen']}, {self.language}: {done}"
        return {(size, shot): CODE.sub(
                    lambda code: SHOWN_KEY[:len(code[0])],
                    read(self.world.path(f"{size}.{shot}")))
                for size in sizes for shot in shots}

    def begin(self, sizes):
        """The screen after the recovery key of a new file was typed back.  It
        is another one each time, so no script can: text is all there is."""
        home = self.world.path("begun")
        os.mkdir(home)
        typist = Terminal(
            self.world.command(f"--lang={self.language}"),
            # In another size than any that it gets: so it draws in each.
            dict(self.world.environment, HOME=home), rows=30, columns=90,
            prepare=lambda: os.chdir(home))
        typist.walk(["<Enter>", f"{PASSPHRASE}<Enter>{PASSPHRASE}<Enter>"])
        key = RECOVERY_KEY.search(typist.screen.text()).group(0)
        typist.walk(["<Enter>", f"{key}<Enter>"])
        shown = {}
        for size in sizes:
            columns, rows = map(int, size.split("x"))
            typist.resize(rows, columns)
            shown[size, "dump"] = typist.screen.text() + "\n"
        typist.kill()
        shutil.rmtree(home)
        return shown

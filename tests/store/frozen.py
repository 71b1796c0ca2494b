"""Frozen files of people, and what the program says of them.

version-N.db was written when N was the version of the schema, and
version-N-locked.db is the same in a vault.  version-N.json has what was said of
both when they were frozen, and what opens the second.
"""

import hashlib
import json
import unicodedata

from world import CHEAP

# As one keyboard sends it, and as another does.
PASSPHRASE = unicodedata.normalize("NFC", "Café y ddraig goch")
APART = unicodedata.normalize("NFD", PASSPHRASE)


def tell(world, *options):
    """All that programs are told of everybody in a file."""
    def say(*arguments):
        return world.ok(*arguments, *options, **CHEAP)

    def ask(*arguments):
        return json.loads(say(*arguments, "--json"))

    def paper(reference, number):
        say("print", reference, f"--version={number}", "-o", "paper.pdf")
        with open(world.path("paper.pdf"), "rb") as file:
            return hashlib.sha256(file.read()).hexdigest()

    def plan(reference, pending):
        """Whoever exports is told of what was typed and is no answer yet."""
        result = world.run("export", reference, "--to=json", *options, **CHEAP)
        assert result.status == 0 and bool(result.err) == bool(pending), result
        return json.loads(result.out)

    def person(reference):
        versions = ask("versions", reference)
        pending = ask("access", reference)["held"]["pending"]
        return {
            "plan": plan(reference, pending),
            "history": ask("history", reference),
            "versions": versions,
            "verified": [ask("verify", one["code"]) for one in versions],
            "papers": [paper(reference, one["number"]) for one in versions],
            "pending": pending,
        }

    people = ask("list")
    return {"list": people, "due": ask("due"), "verified": ask("verify"),
            "people": {one["reference"]: person(one["reference"])
                       for one in people}}

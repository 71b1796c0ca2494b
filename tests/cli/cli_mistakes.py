"""Whatever is given by mistake or by malice: one clear sentence, the right
status, and nothing lost."""

import os

from world import case, plan_of, same

DEEP = 200_000
TEXT_MAX = 1024 * 1024


def head(rest):
    return '{"format": "sevensteps-plan", "version": 1, ' + rest + "}"


BAD_FILES = {
    "malformed": (
        '{"format": "sevensteps-plan", "version": 1,\n "answers": {"a": "b",}}',
        "is not written as JSON at line 2, column 23: mend that place."),
    "broken_off": (
        head('"answers": {')[:-1],
        "breaks off at line 1, column 56: get a whole copy of it."),
    "empty": ("", "breaks off at line 1, column 1: get a whole copy of it."),
    "going_on": (
        head('"answers": {}') + " x",
        "goes on after its end at line 1, column 60: delete what follows."),
    "deep_lists": (
        "[" * DEEP + "]" * DEEP,
        "is more than 32 levels deep at line 1, column 33: flatten it."),
    "deep_objects": (
        '{"a":' * DEEP + "1" + "}" * DEEP,
        "is more than 32 levels deep at line 1, column 161: flatten it."),
    "huge": (
        head('"answers": {"person_name": "' + "x" * 50 * 1024 * 1024 + '"}'),
        "is larger than the 16 MB that are read at most; name a smaller file."),
    "nul": (
        b'{"format": "sevensteps-plan\0"}',
        "is not UTF-8 text at line 1, column 28: save it as UTF-8."),
    "nul_written": (
        head('"answers": {"person_name": "a\\u0000b"}'),
        "has the character \\u0000 at line 1, column 81: delete it."),
    "not_utf8": (
        head('"answers": {"person_name": "a').encode() + b'\xff"}}',
        "is not UTF-8 text at line 1, column 75: save it as UTF-8."),
    "surrogate": (
        head('"answers": {"person_name": "a\\ud800b"}'),
        "is not written as JSON at line 1, column 81: mend that place."),
    "twice": (
        head('"version": 1'),
        "has a key for the second time at line 1, column 53: keep one."),
    "large_number": (
        head('"answers": {"told_amount": 99999999999999999999}'),
        "has too large a number at line 1, column 91: write a smaller one."),
    "binary": (
        bytes(range(256)) * 16,
        "is not UTF-8 text at line 1, column 1: save it as UTF-8."),
    "no_plan": (
        "[1]", "is no plan: its format must be sevensteps-plan."),
    "later": (
        '{"format": "sevensteps-plan", "version": 2}',
        "is in another version of the format. Use a program that writes "
        "version 1."),
}

BAD_PLANS = {
    "key": (
        plan_of(answer={}),
        "the format has nothing called answer. Take it out, or see "
        "plan.schema.json."),
    "unknown": (
        plan_of({"person_nam": "Ann"}),
        "the forms ask nothing called answers.person_nam. Did you mean "
        "person_name?"),
    "stranger": (
        plan_of({"qqqqzzzz": "x"}),
        "the forms ask nothing called answers.qqqqzzzz. Take it out, or mend "
        "its name."),
    "list": (
        plan_of(lists={"linez": []}),
        "the forms ask nothing called lists.linez. Did you mean lines?"),
    "elsewhere": (
        plan_of({"line_what": "x"}),
        "answers.line_what belongs elsewhere in the forms. Questions of a "
        "list stand under lists."),
    "sum": (
        plan_of({"budget_year": "5"}),
        "answers.budget_year is worked out and cannot be answered. Take it "
        "out."),
    "true": (
        plan_of({"person_name": True}),
        "answers.person_name must be a text in quotes, or a whole number."),
    "fraction": (
        plan_of({"told_amount": 12.5}),
        "answers.told_amount must be a text in quotes, or a whole number."),
    "no_list": (
        plan_of(lists={"lines": {}}),
        "lists.lines must be a list in square brackets."),
    "no_row": (
        plan_of(lists={"lines": ["x"]}),
        "lists.lines.1 must be an object in curly brackets."),
    "row_zero": (
        plan_of(lists={"lines": [{"row": 0}]}),
        "the row number in lists.lines.1 must be a whole number from 1 to "
        "500000."),
    "row_beyond": (
        plan_of(lists={"lines": [{"row": 500001}]}),
        "the row number in lists.lines.1 must be a whole number from 1 to "
        "500000."),
    "voice": (
        plan_of(voices={"mother": {}}),
        "there is no voice called mother. Write worker, family, advocate or "
        "council."),
    "time": (
        plan_of({"person_name": {"text": "x", "at": "yesterday"}}),
        "the time of answers.person_name must be written such as "
        "2026-11-21T10:00:00Z."),
    "long": (
        plan_of({"matters": "x" * (TEXT_MAX + 1)}),
        "the text of answers.matters is longer than a million letters. "
        "Shorten it."),
}


@case
def files_that_are_no_plans_are_refused(world):
    world.ok("new", "Ann Example")
    before = world.people()
    for name, (data, sentence) in BAD_FILES.items():
        world.write("bad.json", data)
        world.refused(1, f"bad.json {sentence}", "import", "bad.json")
    for name, (plan, sentence) in BAD_PLANS.items():
        world.write("bad.json", plan)
        world.refused(1, f"bad.json: {sentence}", "import", "bad.json")
    world.refused(1, ". is a folder; name a file in it.", "import", ".")
    world.refused(1, "There is no file none.json. Check the name and try "
                  "again.", "import", "none.json")
    same(world.people(), before, "nothing is lost, nobody is added")


@case
def hostile_words_in_a_message_are_made_visible(world):
    world.write("bad.json", plan_of({"z\u001b[31m\u202e": "x"}))
    done = world.run("import", "bad.json")
    same(done.status, 1, "the status")
    for sign in "\u001b\u202e":
        assert sign not in done.err, repr(done.err)


@case
def letters_that_are_not_utf8_are_refused_by_hand_too(world):
    world.ok("new", "Ann Example")
    before = world.people()
    for arguments in (["new", b"A\xffnn"], ["set", "0001", b"matters=\xe9t\xe9"],
                      ["set", "0001", "works=x", b"matter\xc3=x"]):
        done = world.run(*arguments)
        same((done.status, done.out), (2, ""), str(arguments))
        assert done.err.endswith(
            " is not UTF-8 text. Set the terminal to UTF-8 and type it again."
            "\n") and done.err.count("\n") == 1, done.err
    same(world.people(), before, "nothing is kept, nothing is lost")


@case
def a_long_answer_is_kept_whole(world):
    text = "ŵ" * (TEXT_MAX // 2)
    world.write("plan.json", plan_of({"matters": text}))
    world.ok("import", "plan.json")
    same(world.plan("0001")["answers"]["matters"]["text"] == text, True,
         "a million bytes")


@case
def unknown_commands_and_options_say_what_was_meant(world):
    for said, arguments in (
            ("There is no command called sett. Did you mean set?", ["sett"]),
            ("There is no command called exprot. Did you mean export?",
             ["exprot", "0001"]),
            ("There is no command called zzz. See --help.", ["zzz"]),
            ("There is no option called jsno. Did you mean --json?",
             ["list", "--jsno"]),
            ("There is no option called qqq. See --help.", ["--qqq"]),
            ("There is no option called x. See --help.", ["-x", "list"]),
            ("--json takes no value. Leave out the = and what follows.",
             ["list", "--json=3"]),
            ("--file needs a value: --file=FILE.", ["list", "--file"]),
            ("--file needs a value: --file=FILE.", ["--file=", "list"]),
            ("The name of the command is empty. See --help.", [""]),
            ("Write it so: sevensteps new NAME [--plain]", ["new"]),
            ("Write it so: sevensteps new NAME [--plain]", ["new", "Ann", "Example"]),
            ("Write it so: sevensteps set REF FIELD=VALUE...",
             ["set", "0001"]),
            ("The name is empty. Write at least what to call the person.",
             ["new", " "])):
        world.refused(2, said, *arguments)


@case
def an_option_that_would_do_nothing_is_refused(world):
    world.ok("new", "Ann Example")
    world.write("keys", "")
    for said, arguments in (
            ("sevensteps export has no use for --as.",
             ["export", "0001", "--as=csv"]),
            ("sevensteps print has no use for --to.",
             ["print", "0001", "--to=text"]),
            ("sevensteps print has no use for --json.",
             ["print", "0001", "--json"]),
            ("sevensteps list has no use for --size.", ["list", "--size=x"]),
            ("sevensteps new has no use for --part.",
             ["new", "Bea Example", "--part=sum"]),
            ("sevensteps list has no use for --script.",
             ["list", "--script=keys"]),
            ("sevensteps forms check has no use for --json.",
             ["forms", "check", "--json"])):
        world.refused(2, said + " Leave it out.", *arguments)
    world.refused(
        2, "The screens have no use for --json. Leave it out, or name a "
        "command: see --help.", "--script=keys", "--json")
    same(list(world.people()), ["0001"], "nobody is added")


@case
def a_language_is_never_a_path(world):
    for language in ("../../etc/passwd", ".", "/etc/passwd", "CY", "xx"):
        world.refused(2, f"There are no words for the language {language}. "
                      "Try --lang=en.", "list", f"--lang={language}")


@case
def only_ordinary_files_are_read_and_nothing_waits_for_others(world):
    world.ok("new", "Ann Example", "--file=mine.db")
    world.ok("backup", "--file=mine.db")
    os.mkfifo(world.path("pipe"))
    os.mkdir(world.path("forms"))
    os.mkfifo(world.path("forms/pipe.form"))
    said = ("pipe is not an ordinary file, so it is not read. Copy what comes "
            "from it into one, and name that.")
    for command in (["import", "pipe"], ["forms", "try", "pipe"],
                    ["restore", "pipe"], ["--script=pipe"]):
        world.refused(1, said, *command, "--file=mine.db")
    world.refused(1, f"/dev/stdin {said[5:]}", "import", "/dev/stdin",
                  "--file=mine.db")
    done = world.run("forms", "check", "forms")
    assert done.status == 1 and said.replace("pipe", "forms/pipe.form", 1) in done.err + done.out, done
    foreign = ("pipe is not a file of this workbench. Name another file; if it "
               "once was one, bring a backup back with: sevensteps "
               "--file=pipe restore FILE")
    world.refused(3, foreign, "list", "--file=pipe")
    world.refused(1, said, "restore", "mine.db", "--file=pipe", "--plain")
    os.mkfifo(world.path("backups/mine-2026-11-21-100001.db"))
    same(len(world.ok("backup", "--list", "--file=mine.db").splitlines()), 1,
         "no backup")
    one = f"--passphrase-file={world.path('pipe')}"
    assert "pipe" in world.run("new", "Ann", one, "--file=new.db").err
    done = world.run("list", "--file=mine.db",
                     SEVENSTEPS_CONF=world.path("pipe"))
    same(done.status, 3, "what is settled cannot be read")


@case
def an_empty_name_of_a_file_is_told_as_such(world):
    said = "The name of the file is empty. Write it and try again."
    world.refused(1, said, "import", "")
    world.refused(1, said, "forms", "check", "")


@case
def a_script_with_a_mistake_is_refused_before_it_types(world):
    world.ok("new", "Ann Example")
    before = world.people()
    for script, said in (
            ("<Ctrl-N>x\n<Nokey>\n",
             "keys:2: There is no key <Nokey>; the screen with all keys shows "
             'their names, and <lt> types a "<".'),
            (":dum x\n",
             'keys:1: There is no command ":dum"; write :dump, :dump-roles, '
             ":picture, :resize, :paste, :click, :wheel, :tick, :wait or :sleep.")):
        world.write("keys", script)
        world.refused(1, said, "--script=keys")
    world.refused(1, "There is no file none. Check the name and try again.",
                  "--script=none")
    for window in ("0x5", "80", "80x", "junk", "80x24x3", "501x24"):
        world.refused(
            2, f"{window} is no window size. Write columns and rows, such as "
            "--window=80x24.", "--script=keys", f"--window={window}")
    same(world.people(), before, "nothing is lost")


@case
def a_window_too_small_says_so_and_shows_nobody(world):
    world.ok("new", "Ann Example")
    world.write("keys", ":dump -\n")
    for window, shown in (
            ("20x5", "Make the window at\nleast 40 by 10.\n\n\n\n"),
            ("5x2", "Make\nthe\n"), ("1x1", "M\n")):
        screen = world.ok("--script=keys", f"--window={window}")
        assert screen.startswith(shown), screen
        assert "Ann" not in screen, screen


@case
def nothing_is_written_over_a_file_of_people(world):
    world.ok("--file=a.db", "--plain", "new", "Ann Example")
    world.ok("--file=a.db", "backup")
    world.write("a.db.erased", "the list of who was erased\n")
    [copy] = [word for word in world.ok("--file=a.db", "backup", "--list")
              .split() if "backups/" in word]
    for name in ("a.db", "./a.db", copy, "a.db.erased", "a.db-journal",
                 "a.db.new", "a.db.new-journal", "a.db.version-1"):
        for command in (("list",), ("print", "1"), ("export", "1")):
            world.refused(
                1, f"{name} is a file of people, or belongs to one, so nothing "
                "is written over it. Name another file.",
                "--file=a.db", *command, "-o", name)
    assert "Ann Example" in world.ok("--file=a.db", "list")
    with open(world.path("a.db.erased")) as file:
        same(file.read(), "the list of who was erased\n", "the list")
    world.ok("--file=a.db", "list", "-o", "a.db.txt")
    world.ok("--file=a.db", "list", "-o", "a.db.txt")

"""Commands on one file of people: new, list, set, get, help."""

import json
import os
import stat

from world import case, same


@case
def a_new_person_gets_a_reference_and_stands_in_the_list(world):
    same(world.ok("new", "Ann Example"), "0001\n", "the reference alone")
    same(world.ok("new", "Bea Example"), "0002\n", "the next")
    same(world.ok("list"),
         "0001\tAnn Example\t1\t\t\n0002\tBea Example\t1\t\t\n", "the list")
    same(world.ok("list", "bea"), "0002\tBea Example\t1\t\t\n", "a search")
    same(world.ok("list", "zoe"), "", "a search for nobody")
    same(json.loads(world.ok("list", "--json")),
         [{"reference": "0001", "name": "Ann Example", "step": 1},
          {"reference": "0002", "name": "Bea Example", "step": 1}],
         "the list for programs")


@case
def the_file_is_private_and_alone_when_the_program_has_ended(world):
    world.ok("new", "Ann Example")
    folder = world.path(".local/share/sevensteps")
    same(os.listdir(folder), ["people.db"], "what is kept")
    same(stat.S_IMODE(os.stat(folder).st_mode), 0o700, "the folder's mode")
    same(stat.S_IMODE(os.stat(f"{folder}/people.db").st_mode), 0o600,
         "the file's mode")


@case
def a_file_of_ones_own_is_made_by_new_and_by_nothing_else(world):
    world.refused(
        3, "There is no file mine.db. Check the name, or begin the file with: "
        "sevensteps --file=mine.db new NAME",
        "list", "--file=mine.db")
    same(world.ok("new", "Ann Example", "--file=mine.db"), "0001\n", "new")
    same(world.ok("get", "0001", "--file=mine.db"),
         "person_name: Ann Example\n", "get")
    same(world.run("list").status, 3, "the usual file was not made by it")


@case
def a_file_that_cannot_be_used_is_told_from_one_that_is_not_there(world):
    user = world.plain_user()
    world.write("empty.db", "")
    world.refused(
        3, "There is nothing in empty.db yet. Check the name, or begin the "
        "file with: sevensteps --file=empty.db new NAME",
        "list", "--file=empty.db", user=user)
    world.ok("new", "Ann Example", "--file=mine.db")
    os.chmod(world.path("mine.db"), 0)
    world.refused(
        3, "You may not read mine.db. Ask whoever looks after this computer, "
        "or name another file.", "list", "--file=mine.db", user=user)
    if user is not None:
        os.chown(world.path("mine.db"), user, user)
    os.chmod(world.path("mine.db"), 0o400)
    world.refused(
        3, "mine.db cannot be written where it is. Copy it to a folder of "
        "your own and open the copy.", "list", "--file=mine.db", user=user)


@case
def answers_are_set_and_got_and_taken_away(world):
    world.ok("new", "Ann Example")
    world.ok("set", "0001", "person_called=Ann", "person_born=3/4/1957",
             "money_route=told", "talk_how=time, plain, other: sit down first")
    same(world.ok("get", "0001", "person_called"), "Ann\n", "one")
    same(world.ok("get", "0001", "person_born", "money_route", "talk_how"),
         "person_born: 3 April 1957\n"
         "money_route: Yes: someone told us a sum\n"
         "talk_how: Give me time to think and to answer; Use short sentences "
         "and plain words; Something else: sit down first\n", "several")
    said = json.loads(world.ok("get", "0001", "person_born", "money_route",
                               "talk_how", "person_born", "--json"))
    same(said, {"person_born": "1957-04-03", "money_route": "told",
                "talk_how": "time, plain, other: sit down first"},
         "for programs")
    world.ok("set", "0001", *(f"{key}={text}" for key, text in said.items()))
    same(json.loads(world.ok("get", "0001", *said, "--json")), said,
         "and set takes it back")
    world.ok("set", "0001", "person_born=")
    same(world.ok("get", "0001", "person_born"), "\n", "taken away")
    same(json.loads(world.ok("get", "0001", "person_born", "--json")),
         {"person_born": None}, "taken away, for programs")
    same(json.loads(world.ok("get", "0001", "--json")), world.plan("0001"),
         "all of it")


@case
def what_is_not_asked_any_more_is_shown_and_marked(world):
    world.ok("new", "Ann Example")
    world.ok("set", "0001", "money_route=told", "told_often=week")
    world.ok("set", "0001", "money_route=none")
    done = world.run("get", "0001", "told_often")
    same((done.status, done.out, done.err),
         (0, "each week\n", "told_often: This is not asked any more; the "
          "answer is kept.\n"), "alone")
    done = world.run("get", "0001", "told_often", "--json")
    same((done.status, json.loads(done.out)), (0, {"told_often": "week"}),
         "for programs")
    assert "told_often: each week (not asked any more)\n" in \
        world.ok("get", "0001"), "among all"
    assert '"each week"' in world.ok("export", "0001", "--to=csv"), "in CSV"


@case
def answers_come_in_the_order_of_the_forms(world):
    world.ok("new", "Ann Example")
    world.ok("set", "0001", "works=The garden", "lines.1.line_what=Choir",
             "lines.2.line_what=Dinner", "lines.2.line_kind=free",
             "lines.1.line_kind=free", "matters=My dog\nand my hat",
             "worker:matters=The dog")
    said = world.ok("get", "0001")
    same(said, """\
person_name: Ann Example
matters: My dog
  and my hat
worker:matters: The dog
works: The garden
lines.1.line_what: Choir
lines.1.line_kind: Free for everyone, such as a club, a library or a park
lines.2.line_what: Dinner
lines.2.line_kind: Free for everyone, such as a club, a library or a park
""", "all")
    table = world.ok("export", "0001", "--to=csv").splitlines()
    fields = [line.split('"')[1] for line in table[-4:]]
    same(fields, ["line_what", "line_kind"] * 2, "in CSV, row by row")


@case
def rows_are_listed_and_taken_away(world):
    world.ok("new", "Ann Example")
    world.ok("set", "0001", "lines.1.line_what=Choir",
             "lines.2.line_what=Dinner", "lines.3.line_what=Bus")
    same(world.ok("get", "0001", "lines"),
         "lines.1: Choir\nlines.2: Dinner\nlines.3: Bus\n", "the rows")
    world.ok("set", "0001", "lines.2=")
    same(json.loads(world.ok("get", "0001", "lines", "--json")),
         {"lines": [1, 3]}, "their numbers")
    assert "lines.2.line_what: Dinner (not asked any more)" in \
        world.ok("get", "0001").splitlines(), "what it said is kept"
    before = world.people()
    for said, setting in (
            ("lines has no row 2. The next new row is 4.", "lines.2="),
            ("lines.1 is a row. Write lines.1.FIELD=VALUE, or lines.1= to "
             "take the row away.", "lines.1=Choir"),
            ("lines is a list. Write lines.1 and the question, such as "
             "lines.1.FIELD, for its first row.", "lines=")):
        world.refused(1, said, "set", "0001", "matters=x", setting)
    world.refused(1, "lines.1 is a row. Write lines.1. and the question, such "
                  "as lines.1.FIELD.", "get", "0001", "lines.1")
    same(world.people(), before, "nothing of it is done")


@case
def a_row_that_is_not_there_is_told_by_whoever_names_it(world):
    world.ok("new", "Ann Example")
    world.ok("set", "0001", "outcomes.1.outcome_what=To sing",
             "lines.1.line_what=Choir", "lines.1.line_for=1")
    done = world.run("set", "0001", "lines.1.line_for=1 7")
    same((done.status, done.err),
         (1, "lines.1.line_for: outcomes has no row 7. It is kept as it "
          "was written.\n"), "set")
    same(world.ok("get", "0001", "lines.1.line_for"), "To sing\n",
         "what is there counts")


@case
def rows_begin_one_after_the_other(world):
    world.ok("new", "Ann Example")
    world.ok("set", "0001", "lines.1.line_what=Choir",
             "lines.1.line_kind=free", "lines.2.line_what=Sunday dinner")
    same(world.ok("get", "0001", "lines.2.line_what"), "Sunday dinner\n",
         "the second row")
    before = world.people()
    world.refused(1, "lines has no row 4. The next new row is 3.",
                  "set", "0001", "lines.4.line_what=Gap")
    world.refused(1, "lines has no row 0. The next new row is 3.",
                  "set", "0001", "lines.0.line_what=Gap")
    world.refused(1, "lines has no row x. The next new row is 3.",
                  "set", "0001", "lines.x.line_what=Gap")
    world.refused(1, "line_what is asked in the list lines. Write "
                  "lines.1.line_what for its first row.",
                  "set", "0001", "line_what=Nowhere")
    world.refused(1, "need_what is not asked in the list lines.",
                  "set", "0001", "lines.1.need_what=Elsewhere")
    same(world.people(), before, "nothing is lost")


@case
def voices_are_kept_apart(world):
    world.ok("new", "Ann Example")
    world.ok("set", "0001", "works=The garden", "worker:works=The neighbour",
             "outcomes.1.outcome_what=To dig again",
             "family:outcomes.1.outcome_what=To rest")
    same(world.ok("get", "0001", "works", "worker:works", "family:works"),
         "works: The garden\nworker:works: The neighbour\nfamily:works: \n",
         "nobody is said to have said what the person says")
    world.ok("set", "0001", "works=")
    same(world.ok("get", "0001", "works", "worker:works"),
         "works: \nworker:works: The neighbour\n", "each alone")
    plan = world.plan("0001")
    same(plan["voices"]["family"]["lists"]["outcomes"][0]
         ["outcome_what"]["text"], "To rest", "a voice in a row")
    world.refused(
        1, "There is no voice called mother. Write person, worker, family, "
        "advocate or council.", "set", "0001", "mother:works=No")


@case
def several_answers_are_one_act_or_none(world):
    world.ok("new", "Ann Example")
    before = world.people()
    world.refused(
        1, "There is no question called person_cald. Did you mean "
        "person_called?", "set", "0001", "money_route=told",
        "lines.1.line_what=Choir", "person_cald=Ann")
    for setting in ("matters", "=The sea"):
        world.refused(2, f"{setting} is no FIELD=VALUE. Write such as "
                      "meals=none.", "set", "0001", "money_route=told",
                      setting)
    same(world.people(), before, "nothing of it is kept")


@case
def people_are_found_by_reference_or_by_the_start_of_a_name(world):
    world.ok("new", "Ann Example")
    world.ok("new", "Anna Ŵyn")
    for name in ("0002", "Anna", "anna w", "ANNA Ŵ"):
        same(world.ok("get", name, "person_name"), "Anna Ŵyn\n", name)
    world.refused(1, "Ann fits 2 people. Write more of the name, or the "
                  "reference.", "get", "Ann")
    world.refused(1, "Nobody here has the reference or name Zoe. Try the "
                  "list.", "get", "Zoe")
    world.refused(1, "Nobody here has the reference or name 0003. Try the "
                  "list.", "get", "0003")


@case
def help_and_version_are_clean_data(world):
    said = world.ok("--help")
    assert all(line == line.rstrip() for line in said.splitlines()), said
    for command in ("new", "list", "set", "get", "import", "export",
                    "allocate", "budget", "check", "print", "forms", "demo"):
        assert f"\n  {command} " in said, command
    same(world.ok("-h"), said, "the short way")
    same(world.ok("set", "--help"), said, "behind a command")
    assert world.ok("--version").startswith("sevensteps ")
    same(os.listdir(world.folder), [], "help makes no file")


@case
def practice_is_fresh_and_leaves_nothing_behind(world):
    names = [line.split("\t")[1] for line in
             world.ok("demo", "list").splitlines()]
    same(names, ["Mererid Glyndŵr", "Nirmal Sarkar (নির্মল সরকার)",
                 "Yusra al-Khatib (يسرى الخطيب)", "Zbigniew Łukasiewicz"],
         "who is there")
    world.ok("demo", "set", "Mererid", "person_called=Mer")
    same(world.ok("demo", "get", "Mererid", "person_called"), "Mererid\n",
         "each time anew")
    same(os.listdir(world.folder), [], "and it vanishes")

"""Plans in and out: import, export, print, check."""

import json
import os
import stat

from world import PRACTICE, case, plan_of, same

PEOPLE = ["mererid.json", "nirmal.json", "yusra.json", "zbigniew.json"]


def without_times(value):
    """A plan without what an import may change: times and the reference."""
    if isinstance(value, list):
        return [without_times(item) for item in value]
    if not isinstance(value, dict):
        return value
    plain = {key: without_times(item) for key, item in value.items()
             if key not in ("at", "reference")}
    return plain["text"] if list(plain) == ["text"] else plain


def import_practice(world):
    return world.ok(
        "import", *(os.path.join(PRACTICE, name) for name in PEOPLE))


@case
def the_practice_people_come_in_whole(world):
    same(import_practice(world), "0001\n0002\n0003\n0004\n", "references")
    for number, name in enumerate(PEOPLE, 1):
        with open(os.path.join(PRACTICE, name), encoding="utf-8") as file:
            written = without_times(json.load(file))
        exported = without_times(world.plan(f"{number:04}"))
        for part in ("answers", "lists"):
            same(exported[part], written[part], f"{name}: {part}")
        for voice, said in written["voices"].items():
            for part in ("answers", "lists"):
                rows = exported["voices"][voice][part]
                if part == "lists":
                    rows = {key: [row for row in rows[key] if len(row) > 1]
                            for key in said.get(part, {})}
                same(rows, said.get(part, {}), f"{name}: {voice}: {part}")
        same(exported["kept"], [], f"{name}: everything has its question")


@case
def what_is_exported_can_be_imported_again(world):
    import_practice(world)
    for number in range(1, 5):
        first = world.ok("export", f"{number:04}", "--to=json",
                         "-o", "plan.json")
        same(first, "", "what goes to a file is not said")
        again = world.ok("import", "plan.json").strip()
        same(without_times(world.plan(again)),
             without_times(world.plan(f"{number:04}")), f"person {number}")


@case
def a_plan_can_come_through_a_pipe(world):
    world.ok("new", "Ann Example")
    same(world.ok("import", "-", stdin=world.ok("export", "0001")), "0002\n",
         "the reference")
    same(without_times(world.plan("0002")), without_times(world.plan("0001")),
         "the plan")


@case
def an_export_goes_where_it_is_asked_to(world):
    world.ok("new", "Ann Example")
    world.ok("set", "0001", "matters=Two\nlines, \"quoted\"")
    world.ok("export", "0001", "--to=csv", "-o", "plan.csv")
    mode = stat.S_IMODE(os.stat(world.path("plan.csv")).st_mode)
    same(mode, 0o600, "a file for nobody else")
    with open(world.path("plan.csv"), encoding="utf-8", newline="") as file:
        table = file.read()
    same(table, world.ok("export", "0001", "--to=csv", "-o", "-"), "-o -")
    assert '"Two\nlines, ""quoted"""' in table, table
    assert "What matters to me" in world.ok("export", "0001", "--to=text")
    same(world.ok("export", "0001"), world.ok("export", "0001", "--to=json"),
         "JSON is the usual way")
    world.refused(2, "There is no export to xml. Write --to=json, csv or "
                  "text.", "export", "0001", "--to=xml")


@case
def what_any_command_says_can_go_to_a_file(world):
    world.ok("new", "Ann Example")
    for arguments in (["list"], ["get", "0001"], ["budget", "0001", "--json"],
                      ["list", "nobody"], ["forms", "docs"], ["--version"]):
        said = world.ok(*arguments)
        same(world.ok(*arguments, "-o", "said"), "", "what goes to a file")
        with open(world.path("said"), encoding="utf-8") as file:
            same(file.read(), said, str(arguments))
    same(world.run("check", "0001", "-o", "gaps").status, 1, "check")
    with open(world.path("gaps"), encoding="utf-8") as file:
        same(file.read(), world.run("check", "0001").out, "check")
    world.refused(1, "Nobody here has the reference or name 0009. Try the "
                  "list.", "get", "0009", "-o", "none")
    assert not os.path.exists(world.path("none")), "no file for a refusal"


@case
def rows_keep_their_numbers_and_their_order(world):
    lines = [{"row": 7, "line_what": "Seventh"}, {"line_what": "Eighth"},
             {"row": 3, "line_what": "Third"}]
    world.write("plan.json", plan_of(lists={"lines": lines}))
    world.ok("import", "plan.json")
    same([(row["row"], row["line_what"]["text"])
          for row in world.plan("0001")["lists"]["lines"]],
         [(7, "Seventh"), (8, "Eighth"), (3, "Third")], "rows")
    world.refused(1, "lines has no row 1. The next new row is 9.",
                  "set", "0001", "lines.1.line_what=First")
    world.ok("set", "0001", "lines.9.line_what=Ninth")


@case
def an_answer_of_the_wrong_kind_is_kept_as_it_was_written(world):
    notes = (
        "money_route: There is no option 'x'; choose from: told, scored, none."
        " It is kept as it was written.\n"
        "person_born: Write day, month and year, such as 3 April 1957 or 3/4/1957. It is "
        "kept as it was written.\n"
        "told_amount: Write only pounds and pence, such as 45 or 45.50. It is kept "
        "as it was written.\n")
    world.write("plan.json", plan_of({
        "person_name": "Ann Example", "person_born": "in spring",
        "told_amount": "lots", "money_route": "x"}))
    imported = world.run("import", "plan.json")
    same((imported.status, imported.out, imported.err), (1, "0001\n", notes),
         "import")
    world.ok("new", "Bea Example")
    done = world.run("set", "0002", "person_born=in spring",
                     "told_amount=lots", "money_route=x")
    same((done.status, done.out), (1, ""), "set")
    same(sorted(done.err.splitlines()), sorted(notes.splitlines()), "set")
    for reference in ("0001", "0002"):
        said = world.ok("get", reference).splitlines()
        for answer in ("person_born: in spring", "money_route: x",
                       "told_amount: lots (not asked any more)"):
            assert answer in said, f"{reference}: {said}"
    wrong = [gap for gap in json.loads(
        world.run("check", "0001", "--json").out)["gaps"]
             if gap["kind"] == "wrong"]
    same([gap["field"] for gap in wrong], ["person_born", "money_route"],
         "it is told before the plan is agreed; told_amount is not asked now")


@case
def each_file_of_an_import_is_read_whole_or_not_at_all(world):
    world.write("good.json", plan_of({"person_name": "Ann Example"}))
    world.write("bad.json", plan_of({
        "person_name": "Bea Example", "person_nam": "Bea"}))
    done = world.run("import", "good.json", "bad.json", "good.json")
    same((done.status, done.out, done.err),
         (1, "0001\n", "sevensteps: bad.json: the forms ask nothing called "
          "answers.person_nam. Did you mean person_name?\n"),
         "the first is in, the second is refused, the third is not begun")
    same(world.ok("list"), "0001\tAnn Example\t1\t\t\n", "who is there")


@case
def readiness_names_every_gap_and_ends_with_one_while_something_is_missing(
        world):
    import_practice(world)
    world.ok("check", "0001")
    gaps = {}
    for number in range(2, 5):
        done = world.run("check", f"{number:04}", "--json")
        same((done.status, done.err), (1, ""), f"person {number}")
        gaps[number] = json.loads(done.out)["gaps"]
        lines = world.run("check", f"{number:04}").out.splitlines()
        same(len(lines), len(gaps[number]), "a line for every gap")
    fields = [gap.get("field") or gap.get("list") for gap in gaps[4]]
    for expected in ("need_eligible", "backups", "prevention", "copies",
                     "control_given"):
        assert expected in fields, (expected, fields)


@case
def a_pdf_goes_to_a_file_or_through_a_pipe(world):
    import_practice(world)
    world.ok("print", "0002", "-o", "plan.pdf")
    with open(world.path("plan.pdf"), "rb") as file:
        plan = file.read()
    assert plan.startswith(b"%PDF-1.7") and plan.endswith(b"%%EOF\n")
    same(stat.S_IMODE(os.stat(world.path("plan.pdf")).st_mode), 0o600, "mode")
    world.ok("print", "0002", "--as=pdf", "--size=large", "-o", "large.pdf")
    with open(world.path("large.pdf"), "rb") as file:
        same(file.read(), plan, "the person's own size is the usual one")
    for mistake, sentence in (
            ("--as=doc", "There is no print as doc. Write --as=pdf or text."),
            ("--part=x",
             "There is no document called x. Try plan, sum, visit or changes."),
            ("--size=x",
             "There is no print size called x. Try clear, large or giant."),
            ("--lang=xx",
             "There are no words for the language xx. Try --lang=en.")):
        world.refused(2, sentence, "print", "0002", mistake)

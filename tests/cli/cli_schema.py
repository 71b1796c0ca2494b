"""The published schema and the program, which must say the same of a file.

A validator that others wrote reads share/plan.schema.json; what it says of
exports and of many small files is compared with what `import` does.
"""

import json

from world import PRACTICE, Skipped, case, plan_of, same

try:
    import jsonschema
except ImportError:
    jsonschema = None

TIME = "2026-11-21T10:00:00Z"
LONG = 1024 * 1024


def validator():
    if jsonschema is None:
        raise Skipped("there is no validator of schemas here")
    with open(f"{PRACTICE}/../plan.schema.json", encoding="utf-8") as file:
        schema = json.load(file)
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def answer(value):
    return plan_of({"matters": value})


def kept(**item):
    return plan_of(kept=[item])


def rows(*items):
    return plan_of(lists={"lines": list(items)})


TAKEN = [
    plan_of(), answer("x"), answer(""), answer(" "), answer(5), answer(-5),
    answer(5.0), answer(2 ** 63 - 1), answer(None), answer({"text": "x"}),
    answer({"text": None}), answer({"text": 5}),
    answer({"text": "x", "whose": None, "how": "by letter", "at": TIME}),
    answer("ন" * LONG), answer({"text": "x", "at": "1800-02-28T00:00:00Z"}),
    plan_of(reference="", forms="x", figures={"any": [1]}),
    dict(plan_of(), version=1.0),
    rows(), rows({}), rows(*({} for _ in range(1000))),
    rows({"row": 1}, {}), rows({"row": 500000}),
    rows({"row": 2.0, "line_what": "x"}, {"row": 1, "line_what": 7}),
    plan_of(voices={}), plan_of(voices={"worker": {}, "council": {
        "answers": {"matters": "x"}, "lists": {"lines": [{"row": 3}]}}}),
    plan_of(kept=[]), kept(field="a", text="x"), kept(field="0_", text=None),
    kept(field="a", row=1, voice="worker", text=5, whose="x", how="y",
         at=TIME),
    kept(field="a", voice="person", text="x"),
    kept(list="a", row=1), kept(list="a", row=1, lives=True),
]

REFUSED = [
    [], {}, None, 5, "x", dict(plan_of(), format="x"),
    dict(plan_of(), version=2), dict(plan_of(), version="1"),
    plan_of(more=1), plan_of(reference=5), plan_of(reference=None),
    plan_of(forms=[]), plan_of(figures=5), plan_of(figures=None),
    dict(plan_of(), answers=[]), dict(plan_of(), answers=None),
    answer(True), answer(1.5), answer([]), answer({}), answer({"whose": "x"}),
    answer({"text": True}), answer({"text": "x", "more": 1}),
    answer({"text": "x", "whose": 5}), answer({"text": "x", "how": []}),
    answer("x" * (LONG + 1)), answer({"text": "x" * (LONG + 1)}),
    answer({"text": "x", "how": "ন" * (LONG + 1)}),
    plan_of({"": "x"}), plan_of({"Matters": "x"}), plan_of({"0": "x"}),
    *(answer({"text": "x", "at": at}) for at in (
        None, 5, "", "noon", "2026-11-21", "2026-11-21T10:00Z",
        "2026-11-21T10:00:00", "2026-11-21T10:00:00+00:00",
        "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z",
        "2026-01-00T00:00:00Z", "2026-01-32T00:00:00Z",
        "2026-04-31T00:00:00Z", "2026-02-30T00:00:00Z",
        "2026-01-01T24:00:00Z", "2026-01-01T00:60:00Z",
        "2026-01-01T00:00:60Z", "1799-12-31T23:59:59Z",
        "2201-01-01T00:00:00Z")),
    plan_of(lists=None), plan_of(lists=[]), plan_of(lists={"lines": {}}),
    plan_of(lists={"Lines": []}), rows("x"), rows(None), rows({"row": 0}),
    rows({"row": 1000001}), rows({"row": "1"}), rows({"row": None}),
    rows({"row": 1.5}), rows({"row": True}), rows({"BAD": "x"}),
    rows({"line_what": True}), rows(*({} for _ in range(1001))),
    plan_of(voices=None), plan_of(voices=[]), plan_of(voices={"person": {}}),
    plan_of(voices={"mother": {}}), plan_of(voices={"worker": None}),
    plan_of(voices={"worker": {"kept": []}}),
    plan_of(kept=None), plan_of(kept={}), plan_of(kept=[1]), kept(),
    kept(field="a"), kept(field="A", text="x"), kept(field="", text="x"),
    kept(field="a" * 41, text="x"), kept(field=5, text="x"),
    kept(field="a", text=True), kept(field="a", text="x", row=0),
    kept(field="a", text="x", voice="mother"),
    kept(field="a", text="x", voice=None), kept(field="a", text="x", voice=5),
    kept(field="a", text="x", at="soon"), kept(field="a", text="x", more=1),
    kept(field="a", text="x", whose=5), kept(list="a"),
    kept(list="a", row=0), kept(list=5, row=1), kept(list="A", row=1),
    kept(list="a", row=1, lives="yes"), kept(list="a", row=1, lives=None),
    kept(list="a", row=1, text="x"), kept(list="a", row=1, field="b"),
]


def told(plan):
    text = json.dumps(plan, ensure_ascii=False)
    return text if len(text) < 300 else text[:300] + "..."


@case
def the_schema_and_the_program_take_the_same_files(world):
    schema = validator()
    for plan in TAKEN:
        assert schema.is_valid(plan), f"schema refuses: {told(plan)}"
    done = world.run("import", *(
        world.write(f"{number}.json", plan)
        for number, plan in enumerate(TAKEN)))
    same((done.status, len(done.out.split())), (0, len(TAKEN)),
         f"import: {done}")
    for plan in REFUSED:
        assert not schema.is_valid(plan), f"schema takes: {told(plan)}"
        done = world.run("import", world.write("plan.json", plan))
        same((done.status, done.out, done.err.count("\n")), (1, "", 1),
             f"import: {told(plan)}: {done}")


@case
def what_is_exported_is_what_the_schema_says(world):
    schema = validator()
    names = ["mererid", "nirmal", "yusra", "zbigniew"]
    world.ok("import", *(f"{PRACTICE}/{name}.json" for name in names))
    world.ok("new", "Ann Example")
    world.ok("set", "0005", "matters=A dog\n\"and\" \\ \u202e",
             "lines.1.line_what=A", "lines.2.line_what=B", "worker:matters=x",
             "family:lines.2.line_what=y")
    world.ok("set", "0005", "lines.1=")
    for reference in range(1, 6):
        plan = world.plan(f"{reference:04}")
        errors = [error.message for error in schema.iter_errors(plan)]
        same(errors, [], f"person {reference}")


@case
def a_plan_goes_out_and_in_and_out_again_byte_for_byte(world):
    names = ["mererid", "nirmal", "yusra", "zbigniew"]
    world.ok("import", *(f"{PRACTICE}/{name}.json" for name in names))
    world.ok("set", "0004", "lines.1=", "worker:matters=I differ",
             "money_route=none")
    world.run("set", "0004", "person_born=in spring")
    for reference in range(1, 5):
        world.ok("export", f"{reference:04}", "-o", "plan.json")
        again = world.run("import", "plan.json").out.strip()
        with open(world.path("plan.json"), encoding="utf-8") as file:
            first = file.read()
        second = world.ok("export", again)
        same(second, first.replace(f'"reference": "{reference:04}"',
                                   f'"reference": "{again}"'),
             f"person {reference}")

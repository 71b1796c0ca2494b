"""Money to the penny: allocate, budget, and the forms that say how."""

import json
import os
import shutil
from fractions import Fraction

from world import PRACTICE, case, plan_of, same

NEEDS = ["care", "eating", "home", "health", "relations", "doing", "deciding",
         "safety", "travel", "children"]

# Ten answers, and what family does for each; then points, points that count,
# what the table gives, what is kept back, the sum for a year and shares of it.
CASES = {
    "Anna": (
        "c b c c c c b c b a",
        "some none most none none none some some none none",
        ["47", "39.6", "12824.00", "1282.40", "11541.60", "221.95", "887.82",
         "961.80"]),
    "Ben": (
        "d d d d d d d d d d", "all all all all all all all all all all",
        ["100", "10", "2200.00", "220.00", "1980.00", "38.08", "152.31",
         "165.00"]),
    "Cam": (
        "b a a a a a a a a a",
        "none none none none none none none none none none",
        ["4", "4", "0.00", "0.00", "0.00", "0.00", "0.00", "0.00"]),
    "Dee": (
        "d d d d d d d d d d",
        "none none none none none none none none none none",
        ["100", "100", "62000.00", "6200.00", "55800.00", "1073.08",
         "4292.31", "4650.00"]),
}
FIGURES = ["need_points", "adjusted_points", "scored_gross",
           "scored_kept_back", "scored_year", "scored_week",
           "scored_four_weeks", "scored_month"]


def score(world, name):
    """Somebody with the answers of a case, made by `set` alone."""
    answers, family, _ = CASES[name]
    reference = world.ok("new", name).strip()
    settings = ["money_route=scored"]
    for need, answer, help_given in zip(
            NEEDS, answers.split(), family.split()):
        settings.append(f"{need}={answer}")
        if answer != "a":
            settings.append(f"{need}_family={help_given}")
    world.ok("set", reference, *settings)
    return reference


def pounds(text):
    """As people read it."""
    return f"£{float(text):,.2f}"


@case
def four_cases_worked_by_hand_come_out_to_the_penny(world):
    for name, (_, _, expected) in CASES.items():
        reference = score(world, name)
        said = json.loads(world.ok("get", reference, "--json"))["figures"]
        for figure, value in zip(FIGURES, expected):
            same(float(said[figure]), float(value), f"{name}: {figure}")
            assert "." not in value or value in ("39.6",) or \
                world.ok("get", reference, figure).startswith(
                    pounds(value)), f"{name}: {figure}"
        trace = world.ok("allocate", reference)
        assert trace.startswith("ILLUSTRATIVE"), trace
        assert pounds(expected[4]) in trace, trace
        budget = world.ok("budget", reference).splitlines()
        assert f"The sum for a year: {pounds(expected[4])}" in budget, budget
        assert f"The sum a week: {pounds(expected[5])}" in budget, budget


@case
def a_working_leads_from_the_answers_to_the_sum(world):
    reference = score(world, "Anna")
    trace = world.ok("allocate", reference)
    for step in ("“I need help every day”", "9 points", "“Some of it”",
                 "times 0.75 is 6.75 points", "39.6 points",
                 "the table gives £8,600.00 for 30 points and £13,000.00 for "
                 "40 points; for 39.6 points, 96% of the way between, that is "
                 "£12,824.00.",
                 "less £1,282.40 leaves £11,541.60"):
        assert step in trace, f"{step} is not in\n{trace}"
    told = json.loads(world.ok("allocate", reference, "--json"))
    same(Fraction(told[-1]["result"]), Fraction("11541.60"), "for programs")
    explained = set()
    for sum_ in told:
        for step in sum_["steps"]:
            for figure in step["inputs"]:
                if figure["source"] == "sum":
                    assert figure["id"] in explained, figure["id"]
        explained.add(sum_["id"])


@case
def an_answer_changed_moves_the_sum_and_undone_moves_it_back(world):
    reference = score(world, "Anna")
    world.ok("set", reference, "safety_family=none")
    moved = world.ok("get", reference, "scored_year")
    world.ok("set", reference, "safety_family=some")
    same(world.ok("get", reference, "scored_year"),
         "£11,541.60 (ILLUSTRATIVE)\n"
         if "ILLUSTRATIVE" in moved else "£11,541.60\n", "back again")
    assert not moved.startswith("£11,541.60"), moved


@case
def a_sum_is_not_known_while_an_answer_is_missing(world):
    reference = score(world, "Anna")
    world.ok("set", reference, "care=")
    for figure in ("need_points", "scored_year", "budget_year"):
        same(world.ok("get", reference, figure), "\n", figure)
    assert "The sum for a year: not known yet" in \
        world.ok("budget", reference)
    trace = world.ok("allocate", reference)
    for line in ("The sum is not known yet. Still to answer:",
                 "  Washing, dressing and using the toilet [care]",
                 "What is known so far:"):
        assert line in trace.splitlines(), trace
    assert "Washing, dressing and using the toilet: points" not in trace, trace


@case
def no_sum_at_all_is_said_in_a_line_or_two(world):
    world.ok("new", "Ann Example")
    same(world.ok("allocate", "0001"), """\
The sum is not known yet. Still to answer:
  Do we know how much money there is for your support? [money_route]
""", "before anything is answered")
    world.ok("set", "0001", "money_route=none")
    same(world.ok("allocate", "0001"), "“The sum to plan with, for a year” "
         "is not known yet. Nobody has said how much it is, and the answers so "
         "far do not say how to work it out.\n", "while nobody has said it")


@case
def a_budget_adds_up_by_where_the_money_comes_from_and_how_it_is_held(world):
    budget = json.loads(world.ok("demo", "budget", "Mererid", "--json"))
    for share in ("streams", "portions"):
        same(sum(part["week_pence"] for part in budget[share]),
             budget["planned_week_pence"], share)
    same(budget["left_week_pence"],
         budget["week_pence"] - budget["planned_week_pence"], "left")
    same(budget["lines_without_cost"], 0, "free help has no cost to be known")
    same(world.ok("demo", "budget", "Mererid"), """\
The sum for a year: £11,648.00
The sum a week: £224.00
Planned for a year: £10,375.18
Planned a week: £199.53
Left a week: £24.47
Bought once: £164.00

Planned a week, by where the money comes from
  The council's money for social care: £199.53

Planned a week, by how it is held
  My mornings, and what an employer has to pay: £139.26
  The weekend: £36.90
  Going out, and the bench: £23.37
""", "for people")


@case
def what_is_planned_is_not_known_while_a_cost_is_missing(world):
    said = world.ok("demo", "budget", "Yusra")
    for line in ("The sum for a year: £33,820.00",
                 "Planned a week: not known yet", "Left a week: not known yet",
                 "Lines that have no cost yet: 1 of 9."):
        assert line in said.splitlines(), f"{line} is not in\n{said}"


@case
def the_forms_are_without_mistakes_and_agree_with_their_own_cases(world):
    said = world.ok("forms", "check")
    assert said.startswith("No mistakes. "), said
    assert "worked examples that agree: " in said, said


def copy_forms(world):
    """The forms in a folder of one's own."""
    shutil.copytree("forms", world.path("mine"))
    return "mine"


@case
def a_set_of_ones_own_brings_what_it_does_not_share(world):
    shutil.copytree("tests/rig/small", world.path("mine"))
    done = world.run("forms", "check", "mine")
    same(done.status, 1, "the criteria and rules are about other forms")
    for folder in ("criteria", "rules", "places", "practice"):
        os.makedirs(world.path(f"mine/{folder}"))
    said = world.ok("forms", "check", "mine")
    assert said.startswith("No mistakes. "), said
    same(world.ok("--forms=mine", "demo", "list"), "", "nobody yet")
    world.write("mine/practice/huw.json", plan_of({"name": "Huw Example"}))
    same(world.ok("--forms=mine", "demo", "list"),
         "0001\tHuw Example\t1\t\t\n", "an invented person of its own")
    world.ok("--forms=mine", "new", "Ann Example")
    same(world.ok("get", "Ann"), "name: Ann Example\n", "a plan under it")


@case
def practice_goes_on_when_a_question_is_taken_out(world):
    forms = copy_forms(world)
    path = world.path(f"{forms}/2-making-your-plan.form")
    with open(path, encoding="utf-8") as file:
        blocks = file.read().split("\n\n")
    kept = [block for block in blocks
            if not block.startswith("question: good_day\n")]
    same(len(kept), len(blocks) - 1, "one question is gone")
    world.write(path, "\n\n".join(kept))
    world.ok("forms", "check", forms)
    said = world.ok("--forms=mine", "demo", "get", "Mererid")
    assert "\ngood_day: " in said and "(not asked any more)" in said, said
    world.refused(1, f"{PRACTICE}/mererid.json: the forms ask nothing called "
                  "answers.good_day. Did you mean good_at?",
                  "--forms=mine", "import", f"{PRACTICE}/mererid.json")


@case
def mistakes_in_forms_are_told_all_at_once_with_their_places(world):
    os.makedirs(world.path("forms"))
    world.write("forms/1.form", "form: a\nlanguage: 1\n\npage: p\n"
                "titel: P\n\nquestion: q\ntype: lin\nlabel: Q\n")
    done = world.run("forms", "check", "forms")
    same(done.status, 1, "the status")
    assert "forms/1.form:5:1: error: " in done.out, done.out
    assert "(did you mean 'title'?)" in done.out, done.out
    assert "forms/1.form:8:7: error: " in done.out, done.out
    world.refused(1, "There is no file nowhere. Check the name and try "
                  "again.", "forms", "check", "nowhere")
    shown = world.run("forms", "show", "forms")
    same((shown.status, shown.out), (1, ""), "a broken set is not shown")


@case
def forms_are_shown_with_every_question_they_ask(world):
    shown = json.loads(world.ok("forms", "show", "--json"))
    text = world.ok("forms", "show")
    ids = set()

    def collect(value):
        if isinstance(value, dict):
            for kind in ("question", "calculate", "repeat"):
                if isinstance(value.get(kind), str):
                    ids.add(value[kind])
            for item in value.values():
                collect(item)
        elif isinstance(value, list):
            for item in value:
                collect(item)

    collect(shown)
    assert len(ids) > 200, len(ids)
    for question in ids:
        assert question in text, question


@case
def the_language_of_forms_is_explained(world):
    docs = world.ok("forms", "docs")
    for kind in ("form", "page", "question", "repeat", "calculate", "table",
                 "list", "text", "check", "scheme", "test", "rate", "stream",
                 "rule", "criterion", "place"):
        assert f"{kind}:" in docs, kind


@case
def forms_can_be_tried_with_answers_from_a_file(world):
    world.write("answers.json", plan_of({
        "money_route": "told", "told_amount": "221.95",
        "told_often": "week"}))
    said = world.ok("forms", "try", "answers.json").splitlines()
    for line in ("told_year: £11,541.40", "budget_week: £221.95"):
        assert line in said, said
    same(os.listdir(world.folder), ["answers.json"], "it keeps nothing")
    same(world.ok("forms", "try", "-", stdin=open(
        world.path("answers.json"), encoding="utf-8").read()).splitlines(),
         said, "from standard input")
    world.write("answers.json", plan_of(
        {"person_born": "in spring", "told_amount": "\u001b[2J"},
        lists={"lines": [{"line_what": "Choir", "line_kind": "agency",
                          "line_cost": "10", "line_number": "1",
                          "line_often": "week"},
                         {"line_what": "Bus", "line_kind": "agency"}]}))
    said = world.ok("forms", "try", "answers.json").splitlines()
    for line in ("lines.1.line_year: £520.00",
                 "wrong: Write day, month and year, such as 3 April 1957 or "
                 "3/4/1957. (When were you born?) [person_born]"):
        assert line in said, said
    assert any(line.startswith("lines.2.line_year: Not known yet: ")
               for line in said), said
    world.refused(2, "Write it so: sevensteps forms try [DIR] ANSWERS.json",
                  "forms", "try")
    world.refused(2, "Write it so: sevensteps forms docs [-o FILE]",
                  "forms", "docs", "forms")
    world.refused(2, "There is no forms command called chek. Write check, "
                  "show, docs or try.", "forms", "chek")

"""Versions: freeze, print again, compare, and write down what paper says."""

import json
import os
import re
import shlex

from world import PRACTICE, case, same

CODE = r"[0-9A-Z]{4}(-[0-9A-Z]{4}){3}"


def ready_person(world):
    """Somebody whose plan lacks nothing: the first of the invented people."""
    world.ok("import", os.path.join(PRACTICE, "mererid.json"))


def freeze(world, *options):
    number, code = world.ok("freeze", "0001", *options).split()
    assert re.fullmatch(CODE, code), code
    return number, code


def printed(world, *options):
    world.ok("print", "0001", "-o", "paper.pdf", *options)
    with open(world.path("paper.pdf"), "rb") as file:
        return file.read()


def said(world, *options):
    return world.ok("print", "0001", "--as=text", *options)


@case
def a_version_is_refused_while_something_is_missing(world):
    world.ok("new", "Nia Rees")
    result = world.run("freeze", "0001")
    same(result.status, 1, "status")
    same(result.out, "", "nothing is said on stdout")
    gaps = world.run("check", "0001").out
    for line in result.err.splitlines()[:-1]:
        assert line in gaps, line
    assert "not ready for agreement" in result.err, result.err
    same(world.ok("versions", "0001"), "", "no version")


@case
def a_version_says_the_same_whatever_the_settings_become(world):
    ready_person(world)
    world.ok("set", "0001", "person_language=")
    world.ok("settings", "language=cy", "out of hours=Nos, 01632 960000",
             "complaints=Cwynion, 01632 960001")
    freeze(world)
    before = said(world, "--version=1"), printed(world, "--version=1",
                                                 "--size=giant")
    assert "01632 960000" in before[0], before[0]
    world.ok("settings", "language=en", "out of hours=Night, 01632 960002",
             "complaints=not known yet")
    after = said(world, "--version=1"), printed(world, "--version=1",
                                                "--size=giant")
    same(after, before, "what is printed")


@case
def what_was_typed_before_a_crash_is_not_passed_over(world):
    ready_person(world)
    world.spoil("INSERT INTO pending (plan, field, row, voice, text, caret, at)"
                " VALUES (1, 'matters', 0, 'worker', 'Quillon', 3, 0)")
    why = ("What was being typed in worker:matters when the workbench last "
           "ended is no answer yet. Open 0001 in the workbench, or write it "
           f"with: sevensteps --file={world.file} set 0001 "
           "worker:matters=TEXT")
    world.refused(1, why, "freeze", "0001")
    same(world.ok("versions", "0001"), "", "no version")
    done = world.run("check", "0001")
    same((done.status, done.out.split("\n")[0]), (1, f"typed: {why}"), "check")
    for command in (["print", "--as=text"], ["export"],
                    ["export", "--to=csv"]):
        done = world.run(command[0], "0001", *command[1:])
        same((done.status, done.err), (0, why + "\n"), command)
        assert done.out and "Quillon" not in done.out, command
    world.ok("set", "0001", "worker:matters=Gwrych")
    freeze(world)


@case
def a_version_prints_as_it_was_handed_over(world):
    ready_person(world)
    number, code = freeze(world)
    same(number, "1", "number")
    plan = printed(world, "--version=1")
    total = printed(world, "--version=1", "--part=sum")
    world.ok("set", "0001", "person_called=Mer")
    same(printed(world, "--version=1"), plan, "the very bytes")
    same(printed(world, "--version=1", "--part=sum"), total, "of the sum")
    same(printed(world, "--version=1", "--size=clear"), plan, "by its size")
    copy = said(world, "--version=1", "--size=giant")
    assert f"COPY OF VERSION 1 · {code}" in copy, copy[:400]
    assert "DRAFT" not in copy and "DRAFT" in said(world)
    assert code not in said(world)
    same(freeze(world)[0], "2", "the next version")
    assert "CAME" in said(world, "--version=1")
    world.refused(1, "There is no version 3 of this plan. The last one is 2.",
                  "print", "0001", "--version=3", "--as=text")
    world.refused(2, "x is no number. Write a whole number from 1 on, as the "
                  "list of versions shows it.",
                  "print", "0001", "--version=x", "--as=text")


@case
def what_is_frozen_twice_is_frozen_once(world):
    ready_person(world)
    freeze(world)
    world.refused(1, "Version 1 says just this already. Print that one again.",
                  "freeze", "0001")


@case
def what_was_struck_out_is_not_told_by_what_differs(world):
    ready_person(world)
    world.ok("set", "0001", "matters=Quillon")
    freeze(world)
    world.ok("set", "0001", "matters=Gwrych")
    assert "Quillon" in world.ok("diff", "0001"), "it is seen"
    for answer in "", "Harbour":
        world.ok("strike", "0001", "matters")
        if answer:
            world.ok("set", "0001", f"matters={answer}")
        for told in (world.ok("diff", "0001"),
                     world.ok("diff", "0001", "--json"),
                     said(world, "--part=changes")):
            assert "struck out" in told and answer in told, told
            assert "Quillon" not in told and "Gwrych" not in told, told
        world.ok("set", "0001", "matters=Later")
        changes = said(world, "--part=changes")
        assert "struck out" in changes and "Later" in changes, changes


@case
def commands_that_are_told_can_be_copied_as_they_stand(world):
    """Of a file that is not the usual one, with a blank in its name."""
    def told(said):
        command = re.search(r": sevensteps (--file=.*?)[.]?( If |$)", said,
                            re.MULTILINE)
        return shlex.split(command[1])

    file = "--file=my plans.db"
    world.ok("new", "Ann Example", file)
    done = world.run("freeze", "0001", file)
    same(done.status, 1, "not ready")
    same(world.run(*told(done.err)).out, world.run("check", "1", file).out,
         "what is missing")
    world.ok("import", os.path.join(PRACTICE, "mererid.json"), file)
    said = world.run("diff", "0002", file).err
    code = world.ok(*told(said)).split()[1]
    said = world.ok("verify", code, file)
    world.ok(*told(said))
    with open(world.path("FILE.pdf"), "rb") as paper:
        same(paper.read(5), b"%PDF-", "what was handed over")


@case
def a_practice_version_stays_practice(world):
    assert "PRACTICE DRAFT" in world.ok(
        "demo", "print", "0001", "--as=text")
    number, code = world.ok("demo", "freeze", "Mererid").split()
    same(number, "1", "it can be tried there too")
    assert re.fullmatch(CODE, code), code


@case
def what_differs_is_told_in_words_and_as_json(world):
    ready_person(world)
    world.refused(1, "No version of this plan was made for agreement yet. "
                  f"Make one with: sevensteps --file={world.file} freeze "
                  "0001", "diff", "0001")
    freeze(world)
    same(world.ok("diff", "0001"), "", "nothing")
    world.ok("set", "0001", "person_called=Mer")
    differs = world.ok("diff", "0001")
    assert "“Mer”" in differs and "“Mererid”" in differs, differs
    same(world.ok("diff", "0001", "1"), differs, "the last one is the usual")
    items = json.loads(world.ok("diff", "0001", "--json"))
    same([(item["kind"], item["place"], item["after"]) for item in items],
         [("changed", "person_called", "Mer")], "json")
    page = said(world, "--part=changes")
    assert "What has changed in my plan" in page and "Mer" in page
    freeze(world)
    same(world.ok("diff", "0001"), "", "nothing since the second")
    same(world.ok("diff", "0001", "1", "2"), differs, "between two")


@case
def what_paper_says_is_written_down_and_corrected(world):
    ready_person(world)
    signed = ("sign", "0001", "1", "who=Mererid Glyndŵr", "role=person",
              "how=signed", "date=20 November 2026", "kept=Barry, file 12")
    world.refused(1, "No version of this plan was made for agreement yet. "
                  f"Make one with: sevensteps --file={world.file} freeze "
                  "0001", *signed)
    freeze(world)
    same(world.ok(*signed), "", "nothing to say")
    world.ok("sign", "0001", "1", "who=Ann Price", "role=decider",
             "how=in_part", "date=2026-11-21", "kept=Barry, file 12",
             "conditions=Name someone for risk 2.")
    world.ok(*signed[:-3], "how=mark", "date=2026-11-20",
             "kept=Barry, file 12", "corrects=1")
    listed = world.ok("versions", "0001")
    for line in ("Mererid Glyndŵr (whose plan it is) agrees and signed",
                 "This was a mistake; number 3 is right.",
                 "agrees and made a mark", "This corrects number 1.",
                 "Ann Price (who decides) agrees in part, 21 November 2026",
                 "It says: Name someone for risk 2."):
        assert line in listed, line
    signings = json.loads(world.ok("versions", "0001", "--json"))[0]["signings"]
    same([(item["number"], item["how"], item.get("corrected_by"))
          for item in signings],
         [(1, "signed", 3), (2, "in_part", None), (3, "mark", None)], "json")


@case
def what_cannot_be_written_down_is_refused(world):
    ready_person(world)
    freeze(world)
    for facts, status, sentence in (
            (["who=A", "how=signed"], 2, "Say in what role: role=person, "
             "speaker, carer, advocate, planner, provider, worker or "
             "decider."),
            (["who=A", "role=person"], 2,
             "Say in which way: how=signed, mark, aloud, in_part or refused."),
            (["role=king"], 2, "There is no role king. Write person, speaker, "
             "carer, advocate, planner, provider, worker or decider."),
            (["how=gladly"], 2, "Nobody agrees like this: gladly. Write "
             "signed, mark, aloud, in_part or refused."),
            (["date=soon"], 2,
             "soon is no date. Write such as date='3 May 2026'."),
            (["colour=red"], 2, "colour=red is nothing that can be written "
             "down. Write who=, role=, how=, date=, conditions=, kept= or "
             "corrects=."),
            (["role=person", "how=signed"], 1,
             "Say whose name or mark stands on the paper."),
            (["role=person", "how=signed", "who=A"], 1,
             "Say where the paper is kept."),
            (["role=person", "how=signed", "who=A", "kept=B"], 1,
             "Say the date that stands on the paper, such as 3 May 2026."),
            (["role=person", "how=signed", "who=A", "kept=B",
              "date=2026-11-22"], 1,
             "The date on the paper is yet to come. Look at it again.")):
        world.refused(status, sentence, "sign", "0001", "1", *facts)
    assert "1." not in world.ok("versions", "0001")


@case
def a_code_from_paper_is_looked_up_and_made_again(world):
    ready_person(world)
    code = freeze(world)[1]
    world.ok("set", "0001", "person_called=Mer")
    said_of_it = world.ok("verify", code.lower().replace("-", " "))
    for part in (f"The code {code} is that of version 1 of 0001",
                 "it comes out the same", "The history is whole",
                 "The code is no signature"):
        assert part in said_of_it, said_of_it
    world.refused(1, "ABC is no code of a version. It has sixteen letters "
                  "and figures in four groups.", "verify", "ABC")
    other = ("Z" if code[0] != "Z" else "Y") + code[1:]
    world.refused(1, f"No version in this file has the code {other}. Compare "
                  "it with the paper, letter by letter.", "verify", other)
    world.refused(1, f"No version in this file has the code {other}. Compare "
                  "it with the paper, letter by letter.", "verify", other,
                  "--json")


@case
def a_code_from_paper_is_looked_up_for_programs_too(world):
    ready_person(world)
    code = freeze(world)[1]
    history = json.loads(world.ok("verify", "--json"))
    version = {"same": True, "reference": "0001", "number": 1, "code": code,
               "at": "2026-11-21T10:00:00Z"}
    same(json.loads(world.ok("verify", code.lower(), "--json")),
         {**history, "version": version}, "what was handed over")
    world.spoil("UPDATE version_paper SET bytes = substr(bytes, 2)")
    done = world.run("verify", code, "--json")
    same(done.status, 1, "the status")
    assert "is not what was handed over" in done.err, done.err
    same(json.loads(done.out),
         {**history, "version": {**version, "same": False}}, "another paper")
    world.spoil("UPDATE event SET who = 'Nobody' WHERE id = 1")
    said = json.loads(world.run("verify", code, "--json").out)
    same((said["whole"], said["first_bad"], said["version"]["same"]),
         (False, 1, False), "another history")

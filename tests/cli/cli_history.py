"""What happened, told, and a person's own rights: history, verify, access,
strike, due, erase."""

import json
import os
import re
import shutil

from world import case, same

CODE = "[0-9A-HJKMNP-TV-Z]{4}" + "-[0-9A-HJKMNP-TV-Z]{4}" * 3


@case
def a_history_is_whole_until_somebody_alters_it(world):
    world.ok("new", "Ann Example")
    world.ok("set", "0001", "person_called=Ann")
    world.ok("set", "0001", "person_called=Annie")
    said = world.ok("verify")
    found = re.fullmatch(
        "The history is whole: each of its 3 acts fits the one before it.\n"
        f"Its code is ({CODE}), which no other history has.\n", said)
    assert found, said
    same(world.ok("verify"), said, "reading alters nothing")
    same(json.loads(world.ok("verify", "--json")),
         {"whole": True, "acts": 3, "struck_out": 0, "code": found[1]},
         "for programs")
    world.ok("set", "0001", "person_called=Ann")
    assert found[1] not in world.ok("verify"), "another act, another code"

    world.spoil("UPDATE change SET text_after = 'Nan' WHERE event = 2")
    world.refused(
        1, f"The history in {world.file} was altered by something else: "
        "act 2 of 0001, of 21 November 2026, is the first that does not fit. "
        "Keep the file, and compare it with your latest backup.", "verify")
    done = world.run("verify", "--json")
    same(done.status, 1, "the status")
    said = json.loads(done.out)
    same((said["whole"], said["acts"], said["first_bad"]), (False, 1, 2),
         "for programs")
    world.spoil("DELETE FROM change WHERE event = 1",
                "DELETE FROM event WHERE id = 1")
    world.refused(
        1, f"The history in {world.file} was altered by something else: "
        "act 1 of all its acts is missing. Keep the file, and compare it with "
        "your latest backup.", "verify")


@case
def an_answer_that_was_altered_is_noticed(world):
    world.ok("new", "Ann Example")
    world.ok("new", "Bea Example")
    world.ok("set", "0002", "person_called=Bea")
    code = json.loads(world.ok("verify", "--json"))["code"]
    world.spoil("UPDATE answer SET text = 'Tampered'"
                " WHERE field = 'person_called'")
    before = bytes_of(world)
    world.refused(
        1, f"The answers in {world.file} were altered by something else: in "
        "0002, what is held of person_called is not what the history says. "
        "Keep the file, and compare it with your latest backup.", "verify")
    done = world.run("verify", "--json")
    same(done.status, 1, "the status")
    same(json.loads(done.out),
         {"whole": False, "acts": 3, "struck_out": 0, "code": code,
          "first_differing": {"reference": "0002", "field": "person_called"}},
         "for programs")
    same(bytes_of(world), before, "nothing is changed")


@case
def a_history_tells_who_changed_what_and_when(world):
    world.ok("new", "Ann Example")
    world.ok("set", "0001", "person_called=Ann", "money_route=told",
             "--who=Delyth")
    world.ok("set", "0001", "person_called=Nan")
    world.ok("set", "0001", "person_called=")
    same(world.ok("history", "0001"),
         "21 November 2026 10:00: worker wrote down\n"
         "  Begun with the forms of that day.\n"
         "  What is your full name?: Ann Example\n"
         "21 November 2026 10:00: Delyth wrote down\n"
         "  What would you like us to call you?: Ann\n"
         "  Do we know how much money there is for your support?: Yes: someone "
         "told us a sum\n"
         "21 November 2026 10:00: worker wrote down\n"
         "  What would you like us to call you?: Nan (before: Ann)\n"
         "21 November 2026 10:00: worker wrote down\n"
         "  What would you like us to call you?: taken away (before: Nan)\n",
         "the history")
    events = json.loads(world.ok("history", "0001", "--json"))
    same([event["who"] for event in events],
         ["worker", "Delyth", "worker", "worker"], "who")
    same(events[2]["changes"][0]["before"]["text"], "Ann", "before")
    assert "after" not in events[3]["changes"][0], events[3]


def shown(world, *names):
    for name in names:
        with open(world.path(name), encoding="utf-8") as file:
            yield file.read()


@case
def what_is_due_is_said_at_the_start_and_named_behind_a_button(world):
    for name, review in (("Ann Example", "2026-11-25"),
                         ("Bea Example", "2026-11-03"),
                         ("Cai Example", "2027-11-03")):
        world.ok("new", name)
        reference = world.ok("list", name).split("\t")[0]
        world.ok("set", reference, f"review_due={review}")
    world.write("keys", "<Esc>\n:dump start\n<Shift-Tab><Shift-Tab><Enter>\n"
                ":dump due\n<Enter>\n:dump opened\n")
    world.ok("--script=keys")
    start, due, opened = shown(world, "start", "due", "opened")
    assert "  0002  Late: a review was due on 3 November 2026.\n" \
        "  0001  A review is due on 25 November 2026.\n\n" in start, start
    assert "Example" not in start, start
    assert "> 0002  Bea Example\n" \
        "        Late: a review was due on 3 November 2026.\n" \
        "  0001  Ann Example\n" \
        "        A review is due on 25 November 2026.\n\n" in due, due
    assert "Cai" not in due, due
    assert "> When do we look at the plan" in opened, opened
    assert "Bea Example  0002" in opened, opened
    assert "3 November 2026" in opened, opened


@case
def a_copy_owed_leads_to_its_row_until_it_is_given(world):
    world.ok("new", "Ann Example")
    for row, form, by in ((1, "braille", "2026-12-24"),
                          (2, "large", "2026-11-24")):
        world.ok("set", "0001", f"copies_owed.{row}.copy_form={form}",
                 f"copies_owed.{row}.copy_by={by}")
    world.write("keys", "<Esc>\n:dump start\n<Ctrl-K>What is due<Enter>\n"
                "<Enter>\n:dump opened\n<Tab>21/11/2026<Tab>\n"
                "<Esc><Esc><Esc>\n:dump after\n")
    world.ok("--script=keys")
    start, opened, after = shown(world, "start", "opened", "after")
    said = "  0001  Still owed: a copy (Large print), by 24 November 2026.\n"
    assert said in start, start
    assert "(o) 2 Large print" in opened, opened
    assert re.search("> By when[?] +24 November 2026", opened), opened
    assert "Who are we with" in after and "Still owed" not in after, after
    same(world.ok("due"), "2026-12-24\t0001\tAnn Example\t"
         "Still owed: a copy (Braille), by 24 December 2026.\n", "the other")


@case
def the_start_says_how_much_more_is_due_and_where(world):
    for number in range(1, 6):
        world.ok("new", f"Ann Example{number}")
        world.ok("set", f"000{number}", f"review_due=2026-11-0{number}")
    world.write("keys", "<Esc>\n:dump start\n:resize 40x12\n:dump narrow\n")
    world.ok("--script=keys")
    start, narrow = shown(world, "start", "narrow")
    same(start.count("Late: a review was due"), 3, start)
    assert "  And 2 more: Tab to What is due, then Enter.\n" in start, start
    assert "[ Settings ]" in start, start
    assert "5 things are due or late." in narrow, narrow
    assert "[ Settings ]" in narrow, narrow


@case
def what_changed_is_told_by_question(world):
    world.ok("new", "Ann Example")
    world.ok("set", "0001", "person_called=Ann")
    told = world.ok("changed", "0001")
    assert "\u201cAnn\u201d\n" in told, told
    assert "worker, 21 November 2026 10:00" in told, told
    said = "There is no version of that number, and no restore point of " \
        "that name."
    world.refused(1, said, "changed", "0001", "7")
    world.refused(1, said, "changed", "0001", "Before the visit")


@case
def no_place_for_a_name_is_left_open(world):
    for command in ("history", "access", "get", "changed"):
        told = world.ok("demo", command, "0004")
        assert "Zbyszek can decide" in told, command
        assert "{name}" not in told, command
    assert "{name}" not in world.ok("demo", "export", "0004", "--to=csv")


@case
def a_history_says_where_the_clock_had_been_put_back(world):
    world.ok("new", "Ann Example")
    world.ok("set", "0001", "person_called=Ann",
             SEVENSTEPS_NOW="2026-11-20T09:30:00Z")
    world.ok("set", "0001", "person_called=Nan",
             SEVENSTEPS_NOW="2026-11-20T09:31:00Z")
    same(world.ok("history", "0001").split("\n", 3)[3],
         "20 November 2026 9:30: worker wrote down\n"
         "  The clock had been put back by then: this came after what stands "
         "above it.\n"
         "  What would you like us to call you?: Ann\n"
         "20 November 2026 9:31: worker wrote down\n"
         "  What would you like us to call you?: Nan (before: Ann)\n",
         "the history")
    same([event.get("clock_went_back")
          for event in json.loads(world.ok("history", "0001", "--json"))],
         [None, True, None], "for programs")


def bytes_of(world):
    with open(world.file, "rb") as file:
        return file.read()


@case
def an_answer_is_struck_out_with_all_that_it_had_been(world):
    world.ok("new", "Ann Example")
    world.ok("set", "0001", "person_called=Quillon")
    world.ok("set", "0001", "person_called=Ann", "money_route=told")
    assert b"Quillon" in bytes_of(world)
    same(world.ok("strike", "0001", "person_called"),
         "person_called is struck out, with all that it had been.\n", "strike")
    assert b"Quillon" not in bytes_of(world), "not even in free pages"
    same(world.ok("get", "0001", "person_called"), "\n", "the answer")
    same(world.ok("get", "0001", "money_route"),
         "Yes: someone told us a sum\n", "the others")
    told = world.ok("history", "0001")
    assert "Quillon" not in told and "call you" not in told, told
    assert told.count("Answers struck out later, and gone: 1.") == 2, told
    assert "worker struck out an answer" in told, told
    said = json.loads(world.ok("verify", "--json"))
    same((said["whole"], said["struck_out"]), (True, 2), "the chain")
    world.refused(
        1, "There was never an answer to person_called, so nothing is struck "
        "out.", "strike", "0001", "person_called")
    world.ok("set", "0001", "person_called=Nan")
    same(world.ok("get", "0001", "person_called"), "Nan\n", "a new answer")


@case
def an_answer_that_is_not_asked_any_more_is_struck_out_too(world):
    world.ok("new", "Ann Example")
    world.ok("set", "0001", "who.1.who_name=Quillon")
    world.ok("set", "0001", "who.1=")
    assert "Quillon" in world.ok("get", "0001")
    same(world.ok("strike", "0001", "who.1.who_name"),
         "who.1.who_name is struck out, with all that it had been.\n", "row")
    assert b"Quillon" not in bytes_of(world), "not even in free pages"
    world.refused(
        1, "There was never an answer to who.1.who_name, so nothing is struck "
        "out.", "strike", "0001", "who.1.who_name")
    same(json.loads(world.ok("verify", "--json"))["whole"], True, "the chain")
    for wrong, why in (
            ("who.0.who_name", "who has no row 0. The next new row is 2."),
            ("who_name", "who_name is asked in the list who. Write "
             "who.1.who_name for its first row."),
            ("whom.1.who_name", "There is no list called whom. Did you mean "
             "who?"),
            ("zq", "There is no question called zq. See the list with: "
             "sevensteps forms show")):
        world.refused(1, why, "strike", "0001", wrong)


@case
def text_that_was_only_typed_is_struck_out_too(world):
    world.ok("new", "Ann Example")
    world.spoil("INSERT INTO pending (plan, field, row, voice, text, caret, at)"
                " VALUES (1, 'person_called', 0, 'person', 'Quillon', 3, 0)")
    assert "Quillon" in world.ok("access", "0001")
    same(world.ok("strike", "0001", "person_called"),
         "person_called is struck out, with all that it had been.\n", "strike")
    assert "Quillon" not in world.ok("access", "0001")
    assert b"Quillon" not in bytes_of(world), "not even in free pages"
    world.refused(
        1, "There was never an answer to person_called, so nothing is struck "
        "out.", "strike", "0001", "person_called")


@case
def a_person_is_erased_when_the_reference_is_typed(world):
    world.ok("new", "Ann Example")
    world.ok("new", "Bea Quillon")
    world.ok("set", "0002", "person_called=Quillon")
    done = world.run("erase", "0002", stdin="0001\n")
    same((done.status, done.out), (1, ""), "another reference")
    assert "Nothing was erased." in done.err, done.err
    assert b"Quillon" in bytes_of(world)
    done = world.run("erase", "0002", stdin="0002\n")
    same((done.status, done.out), (0, "0002 is erased.\n"), "erased")
    assert b"Quillon" not in bytes_of(world)
    same(world.ok("list"), "0001\tAnn Example\t1\t\t\n", "who is left")
    with open(world.file + ".erased", encoding="ascii") as file:
        assert re.fullmatch("[0-9a-f]{32}\n", file.read())
    assert json.loads(world.ok("verify", "--json"))["whole"]
    same(world.ok("new", "Bea Quillon"), "0003\n", "never the same number")
    world.ok("erase", "Bea", "--yes")
    world.refused(1, "Nobody here has the reference or name 0003. Try the "
                  "list.", "get", "0003")


@case
def copies_that_may_hold_who_was_erased_are_named(world):
    world.ok("new", "Bea Quillon")
    world.run("restore", world.ok("backup").strip())
    folder = os.path.dirname(world.file)
    for name in "people.db.version-1", "people.db.version-x", "people.db.old":
        shutil.copy(world.file, os.path.join(folder, name))
    left = (f"1 in {folder}/backups/, "
            f"{folder}/people-before-2026-11-21-100000.db, "
            f"{folder}/people.db.version-1")
    same(world.ok("erase", "0001", "--yes"), "0001 is erased.\nCopies made "
         "before may still hold this person, until newer backups take their "
         f"place or you delete them: {left}.\n", "where they lie")


@case
def what_a_backup_still_holds_is_told(world):
    world.ok("new", "Ann Example")
    world.ok("new", "Bea Quillon")
    world.ok("set", "0001", "matters=My garden")
    copy = world.ok("backup").strip()
    folder = os.path.dirname(copy)
    same(world.ok("strike", "0001", "matters"), "matters is struck out, with "
         "all that it had been.\nCopies made before may still hold it, until "
         "newer backups take their place or you delete them: "
         f"1 in {folder}/.\n", "where the answer is")
    world.ok("erase", "0002", "--yes")
    done = world.run("restore", copy)
    same(done.status, 0, done)
    assert ("People in that copy who were erased after it was made, and are "
            "erased again now: 1.") in done.err, done.err
    same(len(world.ok("list").splitlines()), 1, "who is there")
    again = world.run("restore", world.ok("backup").strip())
    assert "erased again" not in again.err, again.err


@case
def a_date_for_erasing_is_kept_and_nothing_is_erased_by_it(world):
    world.ok("new", "Ann Example")
    world.ok("new", "Bea Example")
    same(world.ok("due"), "", "nobody has said")
    world.ok("due", "0001", "31 December 2031")
    world.ok("due", "Bea", "2020-01-01")
    later = "2031-12-31\t0001\tAnn Example\t" \
        "The plan is to be erased on 31 December 2031.\n"
    same(world.ok("due"), "2020-01-01\t0002\tBea Example\t"
         "Late: the plan was to be erased on 1 January 2020.\n" + later,
         "the earliest first")
    same([(due["what"], due["is_due"])
          for due in json.loads(world.ok("due", "--json"))],
         [("erase", True), ("erase", False)], "what is due")
    world.ok("due", "0002", "")
    same(world.ok("due"), later, "taken away")
    world.refused(1, "soon is no date. Write such as 31 December 2031.",
                  "due", "0001", "soon")
    world.refused(2, "Write it so: sevensteps due [REF DATE] [--json]",
                  "due", "0001")


@case
def what_typing_could_be_taken_back_is_told_as_it_was_typed(world):
    world.ok("new", "Ann Example")
    world.write("keys", "<Esc>Ann<Enter><Ctrl-G><Down><Enter>\n"
                "Annie \"O\"<Backspace><Backspace><Backspace><Tab>\n")
    world.ok("--script=keys")
    told = world.ok("access", "0001")
    assert ("Kept so that typing can be taken back\n"
            "  What is your full name?\n"
            "    written: Annie \"O\"\n"
            "    taken away: \"O\"\n") in told, told
    assert '["t",' not in told, "no marks of the program's"


@case
def everything_that_is_held_is_told_and_confidences_are_marked(world):
    world.ok("new", "Ann Example")
    world.ok("set", "0001", "person_called=Ann", "family:person_called=Nan")
    told = world.ok("access", "0001")
    assert told.startswith("All that is held about Ann, reference 0001, on "
                           "21 November 2026\n"), told
    same(told.count("  DECIDE: Family or carer, on: "), 2,
         "in answers and history")
    assert "  What would you like us to call you?: Ann\n" in told, told
    for table in "answer: 3", "event: 2", "version: 0":
        assert f"  {table}\n" in told, told
    said = json.loads(world.ok("access", "0001", "--json"))
    same([answer["field"] for answer in said["answers"]
          if answer.get("decide")], ["family:person_called"], "for programs")
    same(len(said["held"]["change"]), 4, "every row")
    world.ok("access", "Ann", "-o", "ann.txt")
    with open(world.path("ann.txt"), encoding="utf-8") as file:
        same(file.read(), told, "into a file")

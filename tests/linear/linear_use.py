"""What people type line by line, and what comes of it."""

import os
import re
import resource

from linear_talk import FILE, Talk, Typed, begin, has, house, say
from world import case, same


def answer(world, field, reference="0001"):
    return world.ok("get", reference, field, FILE).rstrip("\n")


@case
def the_first_line_says_that_it_is_on_and_why(world):
    begin(world)
    first = say(world, []).splitlines()[0]
    has(first, "line by line, because --linear was given")
    for name in "SEVENSTEPS_LINEAR", "ACCESSIBLE":
        said = world.ok(FILE, **{name: "1"})
        has(said, f"because the setting {name} says so")
    has(world.ok(FILE), "because input or output is no terminal")
    for no in "0", "no":
        has(world.ok(FILE, ACCESSIBLE=no, SEVENSTEPS_LINEAR=no),
            "is no terminal")
    for term in "dumb", "nosuchterm":
        talk = Typed(world, term=term)
        has(talk.said, f'because the terminal "{term}" cannot show screens')
        same(talk.end(), 0, "status after a hangup")


@case
def it_is_said_in_welsh_too(world):
    world.ok("new", "Ann Example", FILE)
    said = say(world, ["0001", ":gadael"], "--lang=cy")
    has(said, "llinell wrth linell", "Dyma gynllun Ann Example",
        "wedi'i gadw.")


@case
def a_script_types_on_screens_all_the_same(world):
    begin(world)
    world.write("keys", ":dump shown\n<Ctrl-Q>\n")
    world.ok(FILE, "--script=keys", SEVENSTEPS_LINEAR="1")
    with open(world.path("shown"), encoding="utf-8") as shown:
        has(shown.read(), "Who are we with today?")
    world.refused(2, "A script types on screens, and --linear reads lines; "
                  "leave one of them out.", FILE, "--script=keys", "--linear")


@case
def the_end_of_the_input_saves_and_leaves(world):
    begin(world)
    for lines in ([], ["0001"], ["0001", "1"], ["0001", "1", "", "Annie"],
                  ["0001", ":go matter", "One", "Two"], [":new"],
                  ["0001", ":versions"], ["0001", ":paper"],
                  ["0001", ":go week"], ["0001", ":preview"]):
        has(say(world, lines), "Everything is saved.")
    same(answer(world, "called"), "Annie", "what was typed last")
    same(answer(world, "matters"), "One\nTwo", "a text without its end")


@case
def a_person_is_found_without_naming_others(world):
    begin(world)
    world.ok("new", "Anton Other", FILE)
    said = say(world, ["an", "nobody", "anton"])
    has(said, "2 people fit", "0001", "0002", "Nobody fits",
        "This is the plan of")
    assert "Ann Example" not in said
    said = say(world, [":people", "maybe", "no"])
    has(said, "are you alone?", "Type yes or no in full")
    assert "Ann Example" not in said
    has(say(world, [":people", "yes"]), "0001, Ann Example", "0002, Anton")
    has(say(world, [":people ant", "yes"]), "0002, Anton Other")


@case
def what_is_due_is_told_without_names_and_leads_there(world):
    begin(world)
    world.ok("new", "Anton Other", FILE)
    world.ok("set", "0001", "review=2026-11-25", FILE)
    world.ok("set", "0002", "review=2026-11-03", FILE)
    said = say(world, [":due", "no", "0001", ":due"])
    has(said, "0002  Late: a review was due on 3 November 2026.\n"
        "0001  A review is due on 25 November 2026.\n",
        "are you alone?", "Go back to the start first, with :back.")
    assert "Anton Other" not in said, said
    has(say(world, [":due", "yes", "1", "4 December 2026", ":back", ":back",
                    ":due", "yes", "<"]),
        "1 0002, Anton Other. Late: a review was due on 3 November 2026.",
        "Now: 3 November 2026",
        "1 0001, Ann Example. A review is due on 25 November 2026.\nType a")
    for number in range(3, 7):
        world.ok("new", "Ann Example", FILE)
        world.ok("set", f"000{number}", "review=2026-11-01", FILE)
    has(say(world, [":leave"]), "And 2 more: :due lists them by name.")


@case
def a_new_person_is_begun(world):
    house(world)
    world.ok("new", "Ann Example", FILE)
    has(say(world, [":new", "<", ":new", "", ":new", "Bo Second"]),
        "full name", "full name", "The name is empty", "This is the plan of Bo")
    has(say(world, [":new Cy Third"]), "This is the plan of Cy")
    has(say(world, [":new cy third", "no"]),
        "Reference 0003 has that name.", "No other plan was begun.")
    same(len(world.ok("list", FILE).splitlines()), 3, "people")
    has(say(world, [":new Cy Third", "yes"]), "This is the plan of Cy")
    same(len(world.ok("list", FILE).splitlines()), 4, "people")


@case
def enter_keeps_and_back_goes_back(world):
    begin(world)
    talk = Talk(world)
    talk.type("0001")
    has(talk.type("1"), "Question 1 of", "What is your name?",
        "Now: Ann Example")
    has(talk.type(""), "Question 2 of", "What shall we call you?",
        'Offered: "Ann')
    has(talk.type("<"), "Question 1 of", "Now: Ann Example")
    has(talk.type("<"), "beginning of the page", "Question 1 of")
    has(talk.type(":go 2"), "Question 2 of")
    talk.type("=")
    same(talk.leave()[0], 0, "status")
    same(answer(world, "called"), "Ann Example", "the offer")
    same(answer(world, "name"), "Ann Example", "what was kept")


@case
def a_choice_of_places_is_left_by_any_command(world):
    begin(world)
    talk = Talk(world)
    talk.type("0001")
    has(talk.type(":go what"), "Type a number, or < for none")
    has(talk.type(":go usual week"), "Question 2 of", "Monday, morning")
    has(talk.type(":go what"), "Type a number, or < for none")
    has(talk.type(":next"), "People.")
    for _ in range(3):
        talk.type(":go what")
    has(talk.type(":back"), "This is the plan of Ann")
    has(talk.type(":versions"), "Type a number, or < to go back.")
    has(talk.type(":undo"), "There is nothing to take back")
    talk.type(":go matters")
    talk.type("My garden.")
    talk.type(".")
    talk.type(":home")
    has(talk.type(":go matters"), "Now: My garden.")
    has(talk.type(":strike"), "Type yes or no")
    # What is to be said yes to is answered first.
    has(talk.type(":home"), "First answer what is asked", "Type yes or no")
    talk.type("no")
    same(talk.leave()[0], 0, "status")


@case
def an_answer_that_sleeps_can_be_taken_away(world):
    begin(world)
    world.ok("set", "0001", "pet=yes", "pet_name=Rex", "family:pet_name=Max",
             FILE)
    world.ok("set", "0001", "pet=no", FILE)
    talk = Talk(world)
    talk.type("0001")
    talk.type(":needed")
    number = re.search(r"(\d+) Worth another look: Not asked any more, but "
                       r"[^?]*\? ?What is its name|"
                       r"(\d+) [^0-9]*What is its name",
                       " ".join(talk.said.split()))
    number = number[1] or number[2]
    has(talk.type(f":needed {number}"), "not asked any more: What is its name?",
        "Rex", "Shall it be taken away?")
    has(talk.type("no"), "It stays as it is.")
    talk.type(f":needed {number}")
    has(talk.type("yes"), "The answer is taken away.")
    assert "its name" not in talk.type(":needed"), talk.said
    has(talk.type(":undo"), "Taken back")
    has(talk.type(":needed"), "What is its name?")
    has(talk.type(":redo"), "Done again")
    same(talk.leave()[0], 0, "status")
    same(answer(world, "family:pet_name"), "", "the other voice")


@case
def what_is_long_is_read_in_pieces_where_somebody_sits(world):
    begin(world)
    for i in range(40):
        world.ok("set", "0001", f"called=Ann {i}", FILE)
    assert "There is more." not in say(world, ["0001", ":history"])
    talk = Typed(world)
    talk.type("0001")
    talk.type(":go matters")
    said = talk.type(":history")
    has(said, "Ann 3", "There is more. Enter reads on, < stops.")
    assert "Ann 10" not in said, said
    has(talk.type(""), "Ann 10", "There is more.")
    has(talk.type("what?"), "There is more.")
    has(talk.type("<"), "Question 1 of")
    talk.type(":history")
    has(talk.type(":home"), "This is the plan of")
    talk.type(":history")
    while "There is more." in talk.said:
        talk.type("")
    has(talk.said, "Ann 39", "Type a number")
    talk.type(":go matters")
    talk.type("One")
    has(talk.type(":history"), "Ann 39", "You are still writing")
    talk.type("Two")
    has(talk.type("."), "Saved.")
    talk.end()
    same(answer(world, "matters"), "One\nTwo", "what was written")


@case
def what_is_wanted_is_said_where_nothing_was_typed(world):
    begin(world)
    said = say(world, ["0001", ":find", ":points", ":settings language",
                       ":settings language=xx"])
    has(said, "Type :find and words", ":points and a name sets one",
        "language is no SETTING=VALUE", "such as :settings language=cy")
    assert "nobody has chosen" not in said, said


@case
def options_are_chosen_by_numbers_and_words(world):
    begin(world)
    talk = Talk(world)
    talk.type("0001")
    has(talk.type(":go talk with"), "1 Slowly", "2 With pictures",
        "3 In another way", "Not answered yet.")
    has(talk.type("4"), '"4" is no number of an option')
    has(talk.type("0"), "is no number of an option")
    has(talk.type("99999999999999999999"), "is no number of an option")
    has(talk.type("1 x"), "Type numbers from 1 to 3, with blanks")
    has(talk.type("1,3"), "Chosen: 1 Slowly; 3 In another way.", "Which?")
    has(talk.type("With a friend"), "Which print")
    has(talk.type("1 2"), "Only one of these")
    has(talk.type("very large"), '"very large" is no number of an option. '
        "Type one number from 1 to 3.")
    has(talk.type("LARGE"), "Chosen: 2 Large.")
    has(talk.type(":go pet"), "1 Yes")
    has(talk.type("y"), "Chosen: 1 Yes.", "What is its name?")
    has(talk.type("<"), "1 Yes (chosen)", "Chosen: 1 Yes.")
    has(talk.type(":clear"), "taken away", "Not answered yet.")
    has(talk.type(":undo"), "Taken back", "Chosen: 1 Yes.")
    has(talk.type(":redo"), "Done again", "Not answered yet.")
    talk.leave()
    same(answer(world, "size"), "Large", "size")
    export = world.ok("get", "0001", "talk", "--json", FILE)
    has(export, "slow other: With a friend")


@case
def a_long_text_ends_with_a_full_stop(world):
    begin(world)
    talk = Talk(world)
    talk.type("0001")
    has(talk.type(":go matters"), "full stop alone")
    for line in ("My garden.", "", "::undo", "? < =", "\\.", "\\\\ so"):
        same(talk.type(line), "\n> ", line)
    has(talk.type("."), "Saved.")
    has(talk.type(":go matters"), "Now: My garden.")
    has(talk.type(":more"), "Go on writing")
    talk.type("More.")
    has(talk.type("."), "Saved.")
    talk.type(":go matters")
    talk.type("Something else")
    has(talk.type("<"), "Dropped. The answer stays", "Now: My garden.")
    same(talk.leave()[0], 0, "status")
    assert "What was being typed" not in say(world, ["0001"])
    wanted = "My garden.\n\n:undo\n? < =\n.\n\\ so\nMore."
    same(answer(world, "matters"), wanted, "the text")


@case
def commands_are_no_words_of_anybody_in_a_long_text(world):
    begin(world)
    talk = Talk(world)
    talk.type("0001")
    has(talk.type(":go matters"), "A full stop alone ends it",
        "commands work.")
    talk.type("My garden.")
    has(talk.type("?"), "One question comes after the other",
        "You are still writing")
    has(talk.type(":why"), "still writing")
    has(talk.type(":more"), "still writing")
    has(talk.type(":re"), "could be", "still writing")
    has(talk.type(":-) she said"), "No command begins so")
    has(talk.type("::undo"), "> ")
    has(talk.type(":back"), "Saved.", "This is the plan of Ann")
    has(talk.type(":go matters"), "Now: My garden. :-) she said :undo Enter")
    talk.type("All anew")
    has(talk.type(":undo"), "Saved.", "Taken back", "Now: My garden.")
    talk.type("And so")
    has(talk.type(":new Bo Other"), "Saved.", "This is the plan of Bo")
    has(talk.type("<"), "Who are we with today?")
    talk.type("0001")
    has(talk.type(":go matters"), "Now: And so Enter")
    has(talk.type(":-) at last"), "No command begins so")
    talk.type("The end")
    same(talk.leave()[0], 0, "status")
    same(answer(world, "matters"), ":-) at last\nThe end", "text")
    talk = Talk(world)
    talk.type("0001")
    talk.type(":go matters")
    talk.type("\\.")
    talk.type("A full stop.")
    talk.leave()
    same(answer(world, "matters"), ".\nA full stop.", "text")


@case
def a_jot_comes_between_the_lines_of_a_long_text(world):
    world.ok("new", "Ann Example", FILE)
    talk = Talk(world)
    talk.type("0001")
    talk.type(":go works well in your life")
    has(talk.said, "Write as many lines")
    talk.type("The sea.")
    has(talk.type(":jot She sings"), "Whose words are they?")
    has(talk.type("Delyth"), "1 is not placed.", "You are still writing")
    talk.type("And tea.")
    has(talk.type("."), "Saved.")
    talk.leave()
    told = world.ok("get", "0001", "--json", FILE)
    has(told, "She sings")
    has(told, "The sea.\\nAnd tea.")


@case
def a_new_long_text_says_what_it_replaces(world):
    begin(world)
    talk = Talk(world)
    talk.type("0001")
    assert "takes its place" not in talk.type(":go matters")
    talk.type("My garden.")
    talk.type(".")
    has(talk.type(":go matters"), "Now: My garden.", ":more goes on with it",
        "what you write takes its place")
    limit(talk, 4096)
    talk.type("Something else.")
    has(talk.type(":home"), "NOT SAVED", "Now: Something else.")
    limit(talk, resource.RLIM_INFINITY)
    talk.type(":more")
    talk.type("And more.")
    has(talk.type("."), "Saved.")
    talk.leave()
    same(answer(world, "matters"), "Something else.\nAnd more.", "the text")


@case
def what_is_typed_of_a_long_text_outlives_a_crash(world):
    begin(world)
    talk = Talk(world)
    talk.type("0001")
    talk.type(":go matters")
    talk.type("One line,")
    talk.type("and half")
    talk.program.kill()
    talk.program.wait()
    has(say(world, ["0001"]), "What was being typed before is back",
        "What matters to you?", "One line, and half")
    same(answer(world, "matters"), "One line,\nand half", "the text")


@case
def a_wrong_answer_is_kept_told_and_asked_again(world):
    begin(world)
    talk = Talk(world)
    talk.type("0001")
    talk.type(":go look at it again")
    has(talk.type("soon"), "! Write day, month and year", "Now: soon")
    has(talk.type("3/4/27"), "Understood as 3 April 2027")
    talk.leave()


@case
def a_week_is_written_part_by_part(world):
    begin(world)
    talk = Talk(world)
    talk.type("0001")
    has(talk.type(":go usual week"), "Nothing is in this week yet.",
        "Monday, morning: nothing")
    has(talk.type("shopping"), "Monday, afternoon: nothing")
    has(talk.type(""), "Monday, evening: nothing")
    has(talk.type("the club"), "Tuesday, morning")
    has(talk.type("<"), "Monday, evening: the club")
    has(talk.type(":clear"), "Monday, evening: nothing")
    talk.type("cards")
    has(talk.type("."), "Have you a pet?")
    has(talk.type("<"), "Monday, morning: shopping", "Monday, evening: cards")
    for _ in range(20):
        talk.type("")
    has(talk.said, "Sunday, evening")
    has(talk.type("<"), "Sunday, afternoon")
    talk.type("")
    has(talk.type("rest"), "Have you a pet?")
    talk.leave()
    has(world.ok("get", "0001", "week", "--json", FILE),
        "mon morning: shopping\\nmon evening: cards\\nsun evening: rest")


@case
def a_part_of_a_week_is_named_by_its_day(world):
    begin(world)
    talk = Talk(world)
    talk.type("0001")
    has(talk.type(":go usual week"), "Monday, morning: nothing")
    has(talk.type("Sun, evening: Bath"), "Have you a pet?")
    has(talk.type("<"), "Sunday, evening: Bath", "Monday, morning: nothing")
    has(talk.type("thursday afternoon:"), "Thursday, afternoon: nothing")
    has(talk.type(":budget"), "Thursday, afternoon: nothing")
    has(talk.type("At ten: tea"), "Thursday, evening: nothing")
    has(talk.type("\\mon evening: tea"), "Friday, morning: nothing")
    has(talk.type("\\."), "Friday, afternoon: nothing")
    has(talk.type("\\="), "Friday, evening: nothing")
    has(talk.type("llun bore: te"), "Monday, afternoon: nothing")
    has(talk.type("."), "Have you a pet?")
    talk.leave()
    same(answer(world, "week"), "Monday morning: te\n"
         "Thursday afternoon: At ten: tea\n"
         "Thursday evening: mon evening: tea\nFriday morning: .\n"
         "Friday afternoon: =\nSunday evening: Bath", "the week")


@case
def rows_are_added_moved_removed_and_brought_back(world):
    begin(world)
    talk = Talk(world)
    talk.type("0001")
    has(talk.type(":go people"), "Nothing is here yet. Type + for")
    has(talk.type("+"), "A new row", "Who is it?")
    talk.type("Jo")
    has(talk.type("01632 960111"), "1 Back to the list")
    has(talk.type(""), "1 Jo; Telephone: 01632 960111")
    talk.type("+")
    talk.type("Sam")
    has(talk.type(":back"), "1 Jo", "2 Sam")
    has(talk.type(":up 2"), "One place up: Sam", "1 Sam", "2 Jo")
    has(talk.type(":up"), "Say which row")
    has(talk.type(":up 1"), "at this end")
    has(talk.type(":down 9"), "There is no row 9")
    has(talk.type(":down 1"), "One place down: Sam", "1 Jo", "2 Sam")
    has(talk.type(":remove 1"), "Taken away: Jo", "1 Sam")
    has(talk.type(":undo"), 'Taken back: that "Jo" was taken away.', "1 Jo",
        "2 Sam")
    has(talk.type("2"), "Who is it?", "Now: Sam")
    has(talk.type(":remove"), "Taken away: Sam", "1 Jo")
    has(talk.type("7"), "Type the number of a row")
    talk.leave()
    same(answer(world, "people"), "people.1: Jo", "the rows")


@case
def other_voices_and_whose_words_are_asked(world):
    begin(world)
    talk = Talk(world)
    talk.type("0001")
    talk.type(":go matters")
    has(talk.type(":whose"), "Answer the question first.")
    talk.type("My garden.")
    talk.type(".")
    talk.type(":go matters")
    has(talk.type(":whose"), "Whose words are these")
    has(talk.type("her sister's"), "How do they know?")
    talk.type("She told us.")
    has(talk.type(":go matters"), "her sister's")
    has(talk.type(":voice nobody"), 'no voice called "nobody"')
    has(talk.type(":same"), "Open that voice first")
    has(talk.type(":voice family"), "Family or carer: not said  (")
    talk.type("The garden is too much.")
    has(talk.type("."), "Who is it? Their name")
    has(talk.type("Mair"), "1 Keep both", "2 Agree on: Ann Example's words",
        "4 Family or carer says the same")
    has(talk.type(""), "What is a usual week?")
    has(talk.type(":go matters"), "The garden is too much.")
    has(talk.type(":voice"), "Family or carer sees it differently",
        "Now: The garden")
    has(talk.type(":whose"), "How do they know?")
    talk.type("Mair waters it.")
    has(talk.type("1"), "Both answers are kept")
    talk.type(":go matters")
    has(talk.type(":voice"), "Family or carer sees it differently")
    has(talk.type(":voice"), "dvocate: not said")
    talk.leave()
    told = world.ok("export", "0001", "--to=json", FILE)
    has(told, "her sister's", "She told us.", "The garden is too much.",
        "Mair waters it.")


@case
def a_voice_says_the_same_and_two_agree(world):
    begin(world)
    for field in ("matters=My garden.", "pet=yes", "pet_name=Rex",
                  "family:matters=Hers."):
        world.ok("set", "0001", field, FILE)
    talk = Talk(world)
    talk.type("0001")
    talk.type(":go matters")
    talk.type(":voice family")
    has(talk.type(":same"), "to these questions, 2 in all", "Type yes or no")
    has(talk.type("no"), "Nothing was written down")
    talk.type(":same")
    has(talk.type("yes"), "says the same for the rest of this page")
    has(talk.type(":same"), "nothing is left on this page")
    has(talk.type(":undo"), "Taken back")
    talk.type(":redo")
    talk.type(":go matters")
    talk.type(":voice family")
    talk.type("")
    talk.type("")
    has(talk.said, "3 Agree on: the words of family or carer")
    has(talk.type("3"), "becomes the person's", "Type yes or no")
    has(talk.type("no"), "Both answers are kept")
    talk.type(":go matters")
    talk.type(":voice family")
    talk.type("")
    talk.type("")
    talk.type("3")
    has(talk.type("yes"), "Both say the same now.", "What matters to you?",
        "Now: Hers.")
    talk.leave()
    plan = world.ok("get", "0001", "--json", FILE)
    same(plan.count('"Hers."'), 2, "both say it")
    has(plan, '"family or carer"')
    same(plan.count('"Rex"'), 2, "and this the same")


@case
def sums_are_told_and_how_they_came(world):
    begin(world)
    for field in "route=told", "told_year=9100", "told_by=Jo":
        world.ok("set", "0001", field, FILE)
    talk = Talk(world)
    has(talk.type("0001"), "£175.00 a week")
    talk.type(":go sum known")
    for _ in range(3):
        talk.type("")
    has(talk.said, "Sum 1.")
    has(talk.type(":sum"), "How we got this number")
    has(talk.type(":sum 1"), "How we got this number")
    has(talk.type(":sum 99"), "There is no sum 99")
    has(talk.type(":budget"), "£175.00 a week")
    talk.type(":go sum for a year")
    has(talk.type("5200"), "£100.00 a week")
    talk.leave()


DONE = ("called=Ann", "talk=slow", "size=clear", "language=en", "secret=no",
        "matters=My radio", "week=mon morning: club", "pet=no",
        "people.1.person=Jo", "people.1.phone=1", "outcomes.1.outcome=Out",
        "outcomes.1.outcome_how=So", "meals=none", "washing=none",
        "shared=10", "route=told", "told_by=Jo", "told_year=9100",
        "portions.1.portion=Me", "portions.1.portion_year=9100",
        "lines.1.what=Club", "lines.1.cost=20", "lines.1.stream=council",
        "lines.1.serves=1", "lines.1.held=1", "lines.1.why=So",
        "risk=None", "review=2027-03-01", "visits.1.visit_date=2026-11-21",
        "visits.1.decided=So", "visits.1.meet=2026-12-21")


@case
def forms_need_not_have_seven_steps(world):
    begin(world)
    world.ok("set", "0001", *DONE, FILE)
    talk = Talk(world)
    has(talk.type("0001"), "1 A small plan: finished", "goes on with 1.")
    has(talk.type("99"), "There is no number 99 here.")
    has(talk.type(""), "Step 1 of 7", "Question 1 of")
    same(talk.leave()[0], 0, "status")


@case
def settings_are_told_and_changed(world):
    world.ok("new", "Ann Example", FILE)
    said = say(world, [":settings", ":settings mouse=perhaps",
                       ":settings colour=red", ":settings mouse",
                       ":settings mouse=yes", ":settings language=cy"])
    has(said, "mouse", "To change one", "!", "!", "!", "Teipiwch ddechrau enw")
    has(world.ok("settings"), "mouse")
    has(say(world, []), "llinell wrth linell")


@case
def why_is_told_of_a_question_and_of_a_page(world):
    begin(world)
    world.ok("set", "0001", "matters=My garden.", FILE)
    talk = Talk(world)
    talk.type("0001")
    has(talk.type(":why"), "Open a page of questions first.")
    talk.type(":go matters")
    has(talk.type(":why"), "What is its name?", "Question 1 of 3")
    talk.type(":go people")
    has(talk.type(":why"), "all that can be asked here is asked")
    talk.leave()


@case
def what_is_needed_leads_to_its_question(world):
    begin(world)
    talk = Talk(world)
    talk.type("0001")
    has(talk.type(":needed"), "1 ", "What matters to you?")
    number = re.search(r"^(\d+) .*matters to you", talk.said, re.M)[1]
    has(talk.type(f":needed {number}"), "What matters to you?",
        "Not answered yet.")
    has(talk.type(":home"), "This is the plan of Ann")
    has(talk.type(":needed 999"), "There is no number 999 here.", "1 ")
    talk.leave()


@case
def one_goes_to_any_page_or_question(world):
    begin(world)
    talk = Talk(world)
    has(talk.type(":go 3"), "Open a person's plan first.")
    talk.type("0001")
    has(talk.type(":go 3"), "Open a page of questions first.")
    has(talk.type(":step 1"), "Step 1 of 7")
    has(talk.type(":step 9"), "a number from 1 to 7")
    has(talk.type(":go 99"), "There is no question 99")
    has(talk.type(":next"), "Your life")
    has(talk.type(":before"), "You.")
    has(talk.type(":before"), "This is the first page.")
    has(talk.type(":go xyzzy"), "No page and no question says that")
    has(talk.type(":go what"), "1 ", "Type a number, or < for none")
    has(talk.type(":budget"), "not known yet", "Type a number, or < for none")
    has(talk.type("<"), "Question")
    has(talk.type(":again"), "Question")
    has(talk.type(":home"), "1 A small plan")
    has(talk.type(""), "Question 1 of")
    has(talk.type(":back"), "This is the plan of")
    has(talk.type(":back"), "Who are we with today?")
    has(talk.type(":back"), "There is nothing before this.")
    talk.leave()


@case
def pages_are_read_and_saved(world):
    begin(world)
    said = say(world, ["0001", ":preview", "<", ":preview visit",
                       ":preview nothing"])
    has(said, "page 1 of", 'no paper called "nothing"')
    file = world.path("plan.pdf")
    has(say(world, ["0001", ":paper", "9", "3", file]),
        "There is no number 9", f"The pages are in {file}")
    size = os.path.getsize(file)
    assert size > 1000
    has(say(world, ["0001", ":paper sum", "", file, "no"]),
        "That file is there already")
    same(os.path.getsize(file), size, "the file was left alone")
    say(world, ["0001", ":paper sum", "", file, "yes"])
    assert os.path.getsize(file) != size


READY = ("matters=My radio", "people.1.person=Jo", "outcomes.1.outcome=Out",
         "lines.1.what=Club", "lines.1.cost=20", "route=told", "told_by=Jo",
         "told_year=9100", "review=2027-03-01", "lines.1.stream=council")


@case
def a_version_is_made_and_signed(world):
    begin(world)
    talk = Talk(world)
    talk.type("0001")
    has(talk.type(":versions"), "No version was made yet",
        "1 Make version 1 for agreement")
    has(talk.type("1"), "not ready for agreement")
    talk.leave()
    for line in READY:
        world.ok("set", "0001", line, FILE)
    missing = world.run("check", "0001", FILE).out
    talk = Talk(world)
    talk.type("0001")
    talk.type(":versions")
    said = talk.type("1")
    assert "To make it, type the word freeze" in " ".join(said.split()), \
        f"{said}\n{missing}"
    has(talk.type("yes"), "Nothing is made yet")
    has(talk.type("Freeze"), "Version 1 is made")
    has(talk.type(":versions"), "2 Version 1,")
    has(talk.type("2"), "1 Save its pages", "2 Write down")
    has(talk.type("2"), "Nobody signs on this laptop", "1 of 7: Who")
    has(talk.type("Ann Example"), "In what role")
    has(talk.type("99"), "There is no number 99")
    has(talk.type("1"), "In which way")
    has(talk.type("mark"), "Date on it")
    has(talk.type("21/11/2026"), "What it adds")
    talk.type("")
    has(talk.type("<"), "What it adds")
    talk.type("")
    has(talk.type(""), "Corrects no.")
    has(talk.type("abc"), "where the paper is")
    has(talk.type("Office, file 12"), "Now: abc", "Corrects no.")
    has(talk.type(""), "Write the number of what was wrong")
    has(talk.type("0"), "Shall it be written down?")
    has(talk.type("no"), "What you typed is kept")
    talk.type(":versions")
    talk.type("2")
    has(talk.type("2"), "is back", "Now: Ann Example")
    for _ in range(7):
        talk.type("")
    has(talk.type("yes"), "It is written down.")
    talk.type(":versions")
    talk.type("2")
    has(talk.type("3"), "1. ", "Ann Example")
    talk.type(":versions")
    talk.type("2")
    has(talk.type("4"), "Nothing has changed since")
    talk.leave()
    has(world.ok("versions", "0001", FILE), "Ann Example")


@case
def an_answer_is_struck_out_only_by_a_yes(world):
    begin(world)
    world.ok("set", "0001", "matters=Nobody shall know", FILE)
    talk = Talk(world)
    talk.type("0001")
    has(talk.type(":strike"), "Go to a question first.")
    talk.type(":go matters")
    has(talk.type(":strike"), "What goes", "Nothing brings it back")
    has(talk.type("maybe"), "in full")
    has(talk.type("no"), "It stays as it is.", "What matters to you?")
    talk.type(":strike")
    has(talk.type("yes"), "Struck out", "Not answered yet.")
    has(talk.type(":strike"), "nothing to strike out")
    has(talk.type(":history"), "struck out")
    assert "Nobody shall know" not in talk.said
    talk.leave()


@case
def a_point_is_gone_back_to_and_words_are_found(world):
    world.ok("new", "Ann Example", FILE)
    talk = Talk(world)
    has(talk.type(":changed"), "Open a person's plan first.")
    talk.type("0001")
    has(talk.type(":points"), "No restore point is set yet.")
    has(talk.type(":points Before"), "The restore point is set: Before")
    has(talk.type(":points Before"), "of that name already")
    has(talk.type(":changed Before"), "Nothing is other than it was then.")
    talk.type(":jot She likes the sea")
    talk.type("Delyth")
    has(talk.type(":changed Before"), "She likes the sea")
    has(talk.type(":find SEA delyth zebra"), "Nothing in this plan says that")
    has(talk.type(":find SEA"), "1 (private) Not placed yet")
    has(talk.type("1"), "What was said?")
    talk.type(":points")
    has(talk.type("1"), "She likes the sea", "Type yes or no.")
    has(talk.type("perhaps"), "Type yes or no in full.")
    has(talk.type("no"), "It stays as it is.")
    talk.type(":points")
    talk.type("1")
    has(talk.type("yes"), "The plan is as it was then.")
    has(talk.type(":find sea"), "Nothing in this plan says that")
    has(talk.type(":undo"), "Taken back")
    has(talk.type(":find sea"), "She likes the sea")
    talk.type("<")
    talk.leave()


@case
def a_jot_waits_until_it_is_placed(world):
    world.ok("new", "Ann Example", FILE)
    talk = Talk(world)
    has(talk.type(":jot"), "Open a person's plan first.")
    talk.type("0001")
    has(talk.type(":jot The stairs frighten me"), "Whose words are they?")
    has(talk.type(""), "1 is not placed.")
    has(talk.type(":home"), "Jotted down: 1 not placed")
    has(talk.type(":use"), "Go to a question first.")
    has(talk.type(":jot"), "What was said?")
    has(talk.type("<"), "Type a number")
    talk.type(":jot")
    talk.type("She sings")
    talk.type("Delyth")
    talk.type(":go what matters")
    if "< for none of them" in talk.said:
        talk.type("1")
    number = re.search(r"Question (\d+) of \d+: What matters", talk.said)
    if number:
        talk.type(f":go {number[1]}")
    has(talk.type(":use"), "1 She sings: Delyth,", "2 The stairs frighten me")
    has(talk.type("2"), "Placed as it was said")
    has(talk.type(":use"), "1 She sings")
    talk.type("1")
    has(talk.type(":undo"), "Taken back")
    talk.type(":go not placed yet")
    if "What was said?" not in talk.said:
        talk.type("1")
    has(talk.type(":use"), "This is what was jotted down.")
    talk.leave()
    has(world.ok("get", "0001", "--json", FILE), "The stairs frighten me")


def limit(talk, most):
    """How far its files may grow; at 4,096 bytes nothing can be saved."""
    resource.prlimit(talk.program.pid, resource.RLIMIT_FSIZE,
                     (most, resource.RLIM_INFINITY))


@case
def a_jot_that_is_refused_is_kept(world):
    world.ok("new", "Ann Example", FILE)
    talk = Talk(world)
    talk.type("0001")
    talk.type(":jot")
    limit(talk, 4096)
    has(talk.type("She sings"), "NOT SAVED", "Whose words are they?")
    has(talk.type("Delyth"), "NOT SAVED", ":jot goes on with it")
    has(talk.type(":back"), "NOT SAVED")
    limit(talk, resource.RLIM_INFINITY)
    has(talk.type(":jot"), "Now: She sings", "What was said?")
    has(talk.type(""), "Now: Delyth", "Whose words are they?")
    has(talk.type(""), "1 is not placed.")
    assert "Now:" not in talk.type(":jot")
    talk.type("The stairs")
    has(talk.type("<"), "nothing is jotted down")
    assert "Now:" not in talk.type(":jot")
    talk.type("The stairs")
    same(talk.leave()[0], 0, "status")
    talk = Talk(world)
    has(talk.type("0001"), ":jot goes on with it")
    has(talk.type(":jot"), "Now: The stairs")
    has(talk.type(""), "Enter alone for the person's own")
    talk.program.kill()
    talk.program.wait()
    told = world.ok("get", "0001", "--json", FILE)
    has(told, "She sings", "Delyth")
    assert "The stairs" not in told


@case
def what_cannot_be_taken_away_is_not_called_so(world):
    begin(world)
    world.ok("set", "0001", "week=mon morning: club", "talk=slow other: Jo",
             FILE)
    for place in ":go usual week", ":go talk with":
        talk = Talk(world)
        talk.type("0001")
        talk.type(place)
        if "talk" in place:
            has(talk.type(""), "Which?")
        limit(talk, 4096)
        said = talk.type(":clear")
        has(said, "NOT SAVED")
        assert "taken away" not in said, said
        limit(talk, resource.RLIM_INFINITY)
        has(talk.type(":clear"), "The answer is taken away.")
        talk.leave()


def commands():
    """The words of both tables."""
    found = []
    for name in "include/ui/actions.def", "include/ui/linear.def":
        with open(name, encoding="utf-8") as file:
            text = file.read().split("*/", 1)[1]
        found += re.findall(r"\bACTION\((?:[^,]*,){4}\s*(\w+),", text)
        found += re.findall(r"\bVERB\((\w+)", text)
    return sorted(set(found) - {"none"})


@case
def every_command_is_known_and_listed_everywhere(world):
    begin(world)
    words = commands()
    assert len(words) > 30, words
    listed = say(world, [":menu"])
    for word in words:
        assert f"\n:{word} " in listed, word
        for place in [], ["0001"], ["0001", "1"]:
            said = say(world, [*place, f":{word}"])
            assert "There is no command" not in said, word
            assert "NOT SAVED" not in said, word
    has(say(world, [":none"]), 'There is no command ":none"')
    has(say(world, [":whole"]), "for the screens alone")
    has(say(world, [":xyz", ":", ":b", ":U"]), "There is no command",
        "There is no command", ":back", ":undo, :use, :up")
    has(say(world, ["0001", ":und"]), "There is nothing to take back.")
    has(say(world, [":danger"]), "999")
    has(say(world, ["?"]), "One question comes after the other")


@case
def a_command_is_offered_by_what_can_be_typed(world):
    begin(world)
    said = say(world, ["0001", ":go matters", ":who", ":sav", ":s"])
    has(said, "Answer the question first.", "Everything is saved already",
        '":s" could be', ":save", ":step")
    for name in "WRITE", "SELECT", ":paper":
        assert name not in said, name
    for name in ":cut", ":wri", ":sel":
        has(say(world, [name]), "for the screens alone")


@case
def new_forms_are_told_of_and_taken(world):
    begin(world)
    path = os.path.join(os.path.dirname(world.program), "data", "forms",
                        "1-small.form")
    with open(path, encoding="utf-8") as file:
        text = file.read()
    with open(path, "w", encoding="utf-8") as file:
        file.write(text.replace("label: Have you a pet?",
                                "label: Have you an animal?"))
    has(say(world, ["0001", ":adopt", ":go animal", ":adopt", ":undo"]),
        "The forms have changed", "uses the new forms now",
        "Have you an animal?", "newest forms already", "Taken back")


@case
def what_cannot_be_saved_stays_with_its_plan(world):
    begin(world)
    world.ok("new", "Bo Other", FILE)
    talk = Talk(world)
    talk.type("0001")
    talk.type(":go matters")
    limit(talk, 4096)
    talk.type("Only Ann says this.")
    has(talk.type("."), "NOT SAVED", "Your text is kept here")
    # Nobody else's plan opens before it is saved.
    talk.type(":home")
    has(talk.type("<"), "NOT SAVED")
    has(talk.type(":people"), "NOT SAVED")
    limit(talk, resource.RLIM_INFINITY)
    has(talk.type("<"), "Who are we with today?")
    talk.type("0002")
    assert "Only Ann" not in talk.type(":go matters")
    talk.leave()
    same(answer(world, "matters"), "Only Ann says this.", "what Ann said")
    assert "Only Ann" not in world.run("get", "0002", "matters", FILE).out

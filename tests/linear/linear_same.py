"""The same plan line by line as by keys, and as it came in.

A robot types a plan that there is, question by question, for another person:
it reads what is asked as people do, and knows only the labels of the forms.
The plan that it has typed is the same then, byte for byte.
"""

import collections
import difflib
import json
import os
import re

from linear_talk import FILE, Talk, begin
from world import case, same

PASSES = 4
PRACTICE = os.path.abspath("share/practice")
TURNS_MOST = 6000


BESIDE = re.compile(
    r"Which\?|Who is it\? Their name|Whose words are these|How do they know|"
    r"(The worker|Family or carer|The advocate|The council)"
    r"( says| sees it|: not said)")


def flat(text):
    return " ".join(text.split())


def pattern(label):
    """A label as it is asked, whatever name stands in it."""
    return re.compile(r".+?".join(
        re.escape(part) for part in re.split(r"\{\w+\}", flat(label))))


class Asked:
    """A question of the forms."""

    def __init__(self, record, repeat, page):
        self.id, self.page = record["question"], page
        self.repeat = record.get("in") or repeat
        self.type = record["type"]
        self.label = pattern(record["label"]["en"])
        self.length = len(record["label"]["en"])
        self.codes = [each["code"] for each in record.get("options", [])]
        if self.type.startswith("yes-no"):
            self.codes = ["yes", "no", "unsure"]


class Forms:
    def __init__(self, world):
        told = json.loads(world.ok("forms", "show", "--json"))
        self.pages, self.questions, self.labels = [], [], {}
        for form in told["forms"]:
            for page in form["pages"]:
                self.add_page(form, page)

    def add_page(self, form, page):
        at = len(self.pages)
        self.pages.append({
            "newest": page.get("which") == "newest",
            "rows of": page.get("rows of"),
            "form": pattern(form["title"]["en"]),
            "title": pattern(page["title"]["en"]), "lists": []})
        for item in page["items"]:
            if "repeat" in item:
                self.pages[at]["lists"].append(item["repeat"])
                self.labels[item["repeat"]] = pattern(item["label"]["en"])
                for inner in item["questions"]:
                    if "question" in inner:
                        self.add(inner, item["repeat"], at)
            elif "question" in item:
                self.add(item, None, at)

    def add(self, record, repeat, page):
        self.questions.append(Asked(record, repeat, page))


class Wanted:
    """What the plan says that is to be typed."""

    def __init__(self, plan):
        self.answers = {}
        self.rows = collections.defaultdict(list)
        self.take(plan, "person")
        for name, voice in plan["voices"].items():
            self.take(voice, name)
        for name, rows in plan["lists"].items():
            self.rows[name] = [row["row"] for row in rows]

    def take(self, plan, voice):
        for name, answer in plan["answers"].items():
            self.answers[voice, name, 0] = answer
        for rows in plan["lists"].values():
            for row in rows:
                for name, answer in row.items():
                    if name != "row":
                        self.answers[voice, name, row["row"]] = answer

    def voices(self, name, row):
        return [voice for voice, *rest in self.answers
                if voice != "person" and tuple(rest) == (name, row)]


class Copyist(Talk):
    """Types it, page after page, until nothing is left to type."""

    def __init__(self, world, reference, plan):
        super().__init__(world)
        self.forms, self.wanted = Forms(world), Wanted(plan)
        self.given, self.turns, self.page, self.row = set(), 0, None, None
        self.have = collections.Counter()
        self.added = None
        self.do(reference)

    def do(self, line):
        self.turns += 1
        assert self.turns < TURNS_MOST, f"it does not end:\n{self.said}"
        self.type(line)
        assert "NOT SAVED" not in self.said, self.said

    # --- Reading ------------------------------------------------------------

    def find_page(self):
        """The page whose heading was told last, if one was."""
        for paragraph in self.said.split("\n\n"):
            text = flat(paragraph)
            for number, page in enumerate(self.forms.pages):
                head = re.match(
                    r"(Step \d of 7 )?" + page["form"].pattern +
                    r"(, page \d+ of \d+)?\. " + page["title"].pattern +
                    r"(: (\d+) of \d+)?\.( |$)", text)
                if head:
                    self.page = number
                    self.row = int(head[4]) if head[4] else None

    def question(self):
        """What is asked now: its label and all that stands behind it."""
        parts = re.split(r"^Question \d+ of \d+: ", self.said, flags=re.M)
        return flat(parts[-1]) if len(parts) > 1 else None

    def asked(self):
        """The question of the forms that it is."""
        text = self.question()
        here = [each for each in self.forms.questions
                if each.label.match(text)]
        near = [each for each in here if self.is_here(each)]
        assert near, f"nobody knows this question\n{self.said}"
        return max(near, key=lambda each: each.length)

    def is_here(self, each):
        if self.row is not None:
            return each.repeat in self.lists_here()
        return each.page == self.page

    def lists_here(self):
        page = self.forms.pages[self.page]
        return page["lists"] + [page["rows of"]]

    # --- Answering ----------------------------------------------------------

    def row_of(self, asked):
        if not asked.repeat:
            return 0
        rows = self.wanted.rows[asked.repeat]
        if self.row is not None:
            return rows[self.row - 1]
        return rows[self.have[asked.repeat] - 1]

    def give(self, asked, text):
        """Type an answer as it is stored, in the way in which it is asked."""
        if asked.type == "row reference":
            self.do(text) # rows have the numbers of their places here
        elif asked.codes and asked.type != "decision":
            codes, _, other = text.partition(":")
            self.do(" ".join(str(asked.codes.index(code) + 1)
                             for code in codes.split()))
            if other:
                assert "Which?" in self.said, self.said
                self.do(other.strip())
        elif asked.type == "week grid":
            self.give_week(text)
        elif asked.type == "long":
            for line in text.split("\n"):
                self.do("\\" + line if line[:1] in tuple(":<?=.\\+") else line)
            self.do(".")
        else:
            self.do("\\" + text if text[:1] in tuple(":<?=\\+") else text)

    def give_week(self, text):
        days = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
        parts = ("morning", "afternoon", "evening")
        cells = {}
        for line in text.split("\n"):
            where, _, what = line.partition(": ")
            cells[tuple(where.split())] = what
        for day in days:
            for part in parts:
                self.do(cells.get((day, part), ""))

    def answer(self):
        if BESIDE.match(self.question()):
            self.do("") # what stood beside the answer, and was given with it
            return
        asked = self.asked()
        row = self.row_of(asked)
        key = ("person", asked.id, row)
        answer = self.wanted.answers.get(key)
        if answer and key not in self.given:
            self.given.add(key)
            self.changed = True
            self.give(asked, answer["text"])
            if "! " in self.said and self.is_same(asked):
                self.do("") # it is wrong for its question, and stays
            self.give_more(asked, row, answer)
            return
        self.do("." if asked.type == "week grid" else "")

    def is_same(self, asked):
        text = self.question()
        return text is not None and asked.label.match(text)

    def find_again(self, asked, row):
        """Back to the question that was just answered."""
        for _ in range(4):
            if self.question() and self.is_here(asked) and \
                    asked.label.match(self.question()):
                return
            self.do("<")
        assert False, f"{asked.id} is gone\n{self.said}"

    def give_more(self, asked, row, answer):
        """Whose words it is in, and who sees it differently."""
        if "whose" in answer or "how" in answer:
            self.find_again(asked, row)
            self.do(":whose")
            self.do(answer.get("whose", ""))
            self.do(answer.get("how", ""))
        for voice in self.wanted.voices(asked.id, row):
            other = self.wanted.answers[voice, asked.id, row]
            self.find_again(asked, row)
            self.do(f":voice {voice}")
            self.give(asked, other["text"])
            if "Their name" in self.said:
                self.do(other.get("whose", ""))
            if "how" in other:
                self.do("<")
                self.do(":whose")
                self.do(other["how"])

    # --- Walking ------------------------------------------------------------

    def walk(self):
        """All pages, from the first to the last."""
        self.changed = False
        self.do(":home")
        self.do("1")
        while "This is the first page." not in self.said:
            self.find_page()
            self.do(":before")
        self.visited = set()
        self.do(":again")
        while True:
            self.find_page()
            if "leaves it as it is." in flat(self.said):
                self.do("")
            elif "End of the page." in self.said:
                if self.turn_page():
                    return
            elif "number of a row" in flat(self.said) or \
                    "Type + for:" in flat(self.said):
                self.in_list()
            elif self.question():
                self.answer()
            else:
                assert False, f"nothing is asked\n{self.said}"

    def in_list(self):
        """A list: a row that is missing, one not looked at yet, or on."""
        name = self.list_here()
        wanted = self.wanted.rows[name]
        if self.have[name] < len(wanted) and "+ for:" in flat(self.said):
            self.add("+", name)
            return
        for number in range(self.have[name]):
            if (name, number) not in self.visited:
                self.visited.add((name, number))
                self.do(str(number + 1))
                return
        self.do("")

    def list_here(self):
        page = self.forms.pages[self.page]
        for name in page["lists"]:
            if self.forms.labels[name].match(self.question()):
                return name
        return page["rows of"]

    def add(self, line, name):
        self.do(line)
        self.have[name] += 1
        self.visited.add((name, self.have[name] - 1))
        self.changed = True

    def turn_page(self):
        """True: that was the last one."""
        page = self.forms.pages[self.page]
        if self.row is not None:
            self.row = None
            self.do("1")
            return False
        name = page["rows of"]
        if page["newest"] and self.have[name] < len(self.wanted.rows[name]):
            options = re.findall(r"^(\d+) (.*)", self.said, re.M)
            if self.added != (name, self.passes):
                self.added = (name, self.passes)
                self.add(options[-1][0], name)
                return False
        self.do(":next")
        return "This is the last page." in self.said

    def copy(self):
        for self.passes in range(PASSES):
            self.walk()
            if not self.changed:
                break
        same(self.leave()[0], 0, "status")


def told(world, reference):
    """A plan without its times, and without who it is of."""
    text = world.ok("export", reference, "--to=json", FILE)
    text = re.sub(r'"at": "[^"]*"', '"at": ""', text)
    return re.sub(r'"reference": "\d+"', '"reference": ""', text)


def copy(world, reference):
    """Type a plan again, for somebody new; both must be the same."""
    plan = json.loads(world.ok("export", reference, "--to=json", FILE))
    name = plan["answers"].get("person_name") or plan["answers"]["name"]
    other = world.ok("new", name["text"], FILE).strip()
    copyist = Copyist(world, other, plan)
    copyist.copy()
    wanted, got = told(world, reference), told(world, other)
    if wanted != got:
        difference = "\n".join(difflib.unified_diff(
            wanted.splitlines(), got.splitlines(), lineterm="", n=2))
        assert False, f"{copyist.turns} lines\n{difference[:6000]}"
    print(f"linear: {len(copyist.given)} answers and "
          f"{sum(map(len, copyist.wanted.rows.values()))} rows in "
          f"{copyist.turns} lines")


@case
def a_practice_plan_is_typed_again(world):
    world.ok("import", f"{PRACTICE}/zbigniew.json", FILE)
    copy(world, "0001")


@case
def one_in_other_letters_is_typed_again(world):
    world.ok("import", f"{PRACTICE}/nirmal.json", FILE)
    copy(world, "0001")


# A plan with every type of field, a page a line; F6 opens the worker's voice.
KEYS = """0001<Enter>
1<Ctrl-G>you<Enter><Tab>Ann<Tab>13<Tab>With a friend<Tab>2<Tab>1<Tab>One line.<Enter>And another.
<Ctrl-G>your life<Enter>My garden.<F6>Too much work.<Tab>Anna Reid<Ctrl-F>usual week<Enter>shopping<Enter><Enter>the club<Ctrl-F>have you a pet<Enter>y<Tab>Rex
<Ctrl-G>people<Enter><Enter>Jo<Tab>01632 960111<Esc><Ins>Sam<Esc>
<Ctrl-G>what you want<Enter><Enter>Go out<Tab>I went twice.<Esc><Ins>Cook<Esc><Ins>Gone<Esc><Del><Ctrl-Z>
<Ctrl-F>need help with meals<Enter>2<Ctrl-F>help with washing<Enter>1<Ctrl-F>others do<Enter>25
<Ctrl-F>is the sum known<Enter>2<Ctrl-F>told you the sum<Enter>Mr Ray<Tab>9100
<Ctrl-G>your money<Enter><Tab><Tab><Tab><Tab><Tab><Enter>The council<Tab>5000<Esc><Tab><Tab><Enter>Club<Tab>20<Tab>1<Tab>12<Tab>1<Tab>Because.<Esc>
<Ctrl-F>look at it again<Enter>3/4/2027<Tab>
<Ctrl-F>could go wrong<Enter>A fall: at night.<Enter>: so<Tab>
<Ctrl-G>today<Enter><Enter>5/12/2026<Tab>To meet.<Tab>20/12/2026<Tab>
<Ctrl-Q>
"""


@case
def what_screens_have_typed_lines_type_again(world):
    begin(world)
    world.write("keys", KEYS)
    world.ok(FILE, "--script=keys", "--window=100x30")
    copy(world, "0001")

"""Schemes, answers and aims by chance, for model.py to work out."""

from fractions import Fraction

from model import (Block, Both, Operand, Rate, Reading, ROUNDINGS, Step, Table,
                   Test, NOUGHT, OPEN, WRONG, PENNY, decimal, known)

TODAY = "2026-11-21"
CODES = "abcd"
# Figures that allocation schemes are full of; most are no finite doubles.
FIGURES = ("0.75", "0.4", "0.1", "52", "12", "13", "7", "4", "1.07", "0.85",
           "3", "1.1207", "10", "0.15", "2.5", "5.6", "100", "0.333")
FRACTIONS = ("365/7", "365.25/7", "1/3", "7/365", "12.07/100")


class Scheme:
    """One scheme: its blocks, and the sums that cases can be aimed at."""

    def __init__(self, chance):
        self.chance = chance
        self.blocks, self.tables, self.rates = {}, [], {}
        self.make_rates()
        self.make_tables()
        for in_rows in (False, True):
            for number in range(chance.randint(2, 4)):
                self.make_choice(number, in_rows)
            for type in ("number", "money", "percent"):
                for number in range(chance.randint(1, 2)):
                    self.make_figure(type, number, in_rows)
        for number in range(chance.randint(1, 2)):
            self.make_sum(f"row_sum_{number}", True)
        for number in range(chance.randint(2, 4)):
            self.make_sum(f"sum_{number}", False)
        self.make_aim()

    def add(self, block):
        self.blocks[block.id] = block
        return block

    def some(self, in_rows, wanted):
        """The blocks so far that a sum here may read, of wanted types."""
        return [b for b in self.blocks.values()
                if b.type in wanted and (in_rows or not b.in_rows)]

    def tagged(self, tag):
        return [b for b in self.blocks.values() if b.tag == tag]

    # --- What there is ------------------------------------------------------

    def figure(self):
        """A number and how the form writes it."""
        written = self.chance.choice(
            FRACTIONS if self.chance.random() < 0.2 else FIGURES)
        above, _, below = written.partition("/")
        return Fraction(above) / Fraction(below or 1), written

    def make_rates(self):
        for number in range(2):
            first = self.chance.choice(("2025-04-01", "2026-04-01"))
            values = [(Fraction(self.figure()[0].numerator, 4), first)]
            if self.chance.random() < 0.5:
                values.append((Fraction(99, 8), "2026-11-21"))
            if self.chance.random() < 0.3:
                values.append((Fraction(1), "2027-04-01"))
            if self.chance.random() < 0.1:
                values = [(Fraction(1), "2027-04-01")]
            id = f"rate_{number}"
            self.rates[id] = Rate(id, values)

    def make_tables(self):
        chance = self.chance
        for number in range(2):
            linear = chance.random() < 0.5
            at, rows = Fraction(chance.choice((0, 0, 1, 5))), []
            for _ in range(chance.randint(2, 6)):
                end = None
                width = chance.randint(1, 30)
                if not linear and chance.random() < 0.5:
                    end = at + width - 1
                rows.append((at, end, Fraction(chance.randint(0, 999999),
                                               chance.choice((1, 4, 100)))))
                at += width
            optional = [None if chance.random() < 0.5 else
                        Fraction(chance.randint(0, 90000), 100)
                        for _ in range(2)]
            has_ends = any(end is not None for _, end, _ in rows)
            unit = Fraction(1) if has_ends else None
            self.tables.append(
                Table(f"table_{number}", linear, rows, *optional, unit))

    def condition(self, in_rows):
        """About answers made so far; None where there are none yet."""
        chance = self.chance
        fields = [b for b in self.blocks.values() if b.steps is None
                  and (in_rows or not b.in_rows) and b.type != "percent"]
        if not fields:
            return None
        field = chance.choice(fields)
        if chance.random() < 0.1:
            made = Test(field, "answered", None)
        elif field.type == "choose one":
            made = Test(field, chance.choice(("=", "<>")),
                        chance.choice(field.options)[0])
        else:
            made = Test(field, chance.choice((">=", "<")),
                        Fraction(chance.randint(1, 200)))
        if chance.random() < 0.25:
            other = self.condition(in_rows)
            made = Both(made, chance.choice(("and", "or")), other)
        return made

    def leans_on(self, condition):
        """Every question that a condition leads to, as often as it does."""
        found = []
        for id in condition.reads_each():
            found.append(id)
            if self.blocks[id].ask_if:
                found += self.leans_on(self.blocks[id].ask_if)
        return found

    def ask(self, block):
        """Perhaps a condition; never two about one question, which may make
        it impossible: the program refuses what can never be asked."""
        if self.chance.random() < 0.3:
            condition = self.condition(block.in_rows)
            leans_on = self.leans_on(condition) if condition else []
            if len(leans_on) == len(set(leans_on)):
                block.ask_if = condition
        return self.add(block)

    def make_choice(self, number, in_rows):
        chance = self.chance
        id = f"{'row_' if in_rows else ''}choice_{number}"
        block = Block(id, "choose one", in_rows)
        below = chance.choice((1, 1, 4, 100, 1000))
        block.options = [(code, Fraction(chance.randint(0, 20 * below), below))
                         for code in CODES[:chance.randint(2, 4)]]
        if chance.random() < 0.5:
            block.tag = "row_points" if in_rows else "points"
        self.ask(block)

    def make_figure(self, type, number, in_rows):
        id = f"{'row_' if in_rows else ''}{type}_{number}"
        block = Block(id, type, in_rows)
        if type == "number" and self.chance.random() < 0.5:
            block.tag = "row_figures" if in_rows else "figures"
        self.ask(block)

    # --- Sums ---------------------------------------------------------------

    def operand(self, in_rows, spare=None):
        """A number, an answer, points, a rate or a tag."""
        chance = self.chance
        kind = chance.choice(("number", "field", "field", "points", "rate",
                              "tag", "tag points"))
        otherwise = None
        if chance.random() < 0.3:
            otherwise = Fraction(chance.choice(("0", "1", "2.5")))
        if kind == "field":
            blocks = self.some(in_rows, ("number", "money", "percent"))
            return Operand("field", chance.choice(blocks), otherwise)
        if kind == "points":
            blocks = self.some(in_rows, ("choose one",))
            return Operand("points", chance.choice(blocks), otherwise)
        if kind == "rate":
            return Operand("rate", chance.choice(sorted(self.rates)))
        if "tag" in kind:
            tag = "figures" if kind == "tag" else "points"
            tag = f"row_{tag}" if in_rows and chance.random() < 0.5 else tag
            if self.tagged(tag):
                return Operand(kind, tag, otherwise)
        value, written = spare or self.figure()
        return Operand("number", value, None, written)

    def first_step(self, in_rows):
        chance = self.chance
        kind = chance.choice(("sum", "sum", "plus", "points", "rate",
                              "choose", "less"))
        if kind == "sum":
            return self.sum_step(in_rows)
        if kind == "points":
            operand = self.operand(in_rows)
            while "points" not in operand.kind:
                operand = self.operand(in_rows)
            return Step("points", operand)
        if kind == "rate":
            return Step("rate", Operand("rate",
                                        chance.choice(sorted(self.rates))))
        if kind == "choose":
            choices = [(self.operand(in_rows), self.condition(in_rows))
                       for _ in range(chance.randint(1, 3))]
            if chance.random() < 0.8:
                choices.append((self.operand(in_rows), None))
            return Step("choose", choices=choices)
        return Step(kind, self.operand(in_rows))

    def sum_step(self, in_rows):
        chance = self.chance
        tag = "row_figures" if in_rows else "figures"
        if self.tagged(tag) and chance.random() < 0.3:
            return Step("sum", Operand("tag", tag))
        rows = [b for b in self.some(True, ("number", "money", "percent"))
                if b.in_rows]
        more = {}
        if chance.random() < 0.4:
            more["times"] = self.operand(True)
            while more["times"].kind.startswith("tag"):
                more["times"] = self.operand(True)
        if chance.random() < 0.4:
            more["where"] = self.condition(True)
        otherwise = Fraction(0) if chance.random() < 0.3 else None
        return Step("sum", Operand("field", chance.choice(rows), otherwise),
                    **more)

    def next_step(self, in_rows):
        chance = self.chance
        kind = chance.choice(("points", "plus", "less", "times", "times",
                              "divide by", "percent", "lookup", "at least",
                              "at most", "round"))
        if kind == "lookup":
            return Step(kind, table=chance.choice(self.tables))
        if kind == "round":
            unit = Fraction(chance.choice(("0.01", "0.01", "1", "0.5", "5")))
            return Step(kind, unit=unit, rounding=chance.choice(ROUNDINGS))
        operand = self.operand(in_rows)
        if kind == "points":
            while "points" not in operand.kind:
                operand = self.operand(in_rows)
        if kind in ("at least", "divide by") and chance.random() < 0.6:
            value, written = self.figure()
            operand = Operand("number", value, None, written)
        if kind == "at least" and chance.random() < 0.6:
            operand = Operand("number", Fraction(0))
        return Step(kind, operand)

    def make_sum(self, id, in_rows):
        chance = self.chance
        steps = [self.first_step(in_rows)]
        for _ in range(chance.randint(0, 4)):
            steps.append(self.next_step(in_rows))
        block = Block(id, chance.choice(("money", "number")), in_rows)
        if block.type == "money":
            steps.append(Step("round", unit=PENNY,
                              rounding=chance.choice(ROUNDINGS)))
        block.steps = steps
        self.ask(block)

    # --- The aim ------------------------------------------------------------

    def make_aim(self):
        """A sum whose last rounding a case can be brought to where it likes."""
        chance = self.chance
        start = [b for b in self.some(False, ("number", "money"))
                 if b.steps is None]
        self.aim = self.add(Block("aim", "number"))
        aimed = self.add(Block("aimed", "money"))
        times, divisor = self.figure(), self.figure()
        self.factor = times[0] / divisor[0]
        self.start = chance.choice(start)
        aimed.steps = [
            Step("plus", Operand("field", self.start, Fraction(0))),
            Step("plus", Operand("field", self.aim)),
            Step("times", Operand("number", times[0], None, times[1])),
            Step("divide by", Operand("number", divisor[0], None, divisor[1])),
        ]
        if chance.random() < 0.5:
            aimed.steps.append(Step("at least",
                                    Operand("number", Fraction(0))))
        aimed.steps.append(Step("round", unit=PENNY,
                                rounding=chance.choice(ROUNDINGS)))

    def take_aim(self, reading):
        """The answer that brings the aimed sum to a half penny, or beside."""
        chance = self.chance
        start = reading.value(self.start, 0)
        start = start if known(start) else Fraction(0)
        whole = odd_part(self.factor.numerator)
        half_pence = (2 * chance.randint(0, 4000000) + 1) * whole
        target = Fraction(half_pence, 200)
        roll = chance.random()
        if roll < 0.3:
            target = -target
        answer = target / self.factor - start
        if chance.random() < 0.4:
            nudge = Fraction(1, 10 ** chance.randint(16, 24))
            answer += chance.choice((-1, 1)) * nudge
        return answer

    def text(self):
        """The blocks in any order, since order must not matter."""
        blocks = [t.text() for t in self.tables]
        blocks += [r.text() for r in self.rates.values()]
        blocks += [b.text() for b in self.blocks.values()]
        self.chance.shuffle(blocks)
        head = [["scheme: chance", "title: By chance", "language: 1",
                 "version: 1", "owner: Nobody", "from: 2026-04-01",
                 "source: Made up", "checked: 2026-11-21",
                 "figure: aimed"],
                ["page: questions", "title: Questions", "print: no"],
                ["repeat: things", "title: Things", "label: Things",
                 "add: Another"]]
        return "\n\n".join("\n".join(b) for b in head + blocks) + "\n"


def odd_part(number):
    """What is left of a number without its factors 2 and 5."""
    number = abs(number)
    for factor in (2, 5):
        while number % factor == 0:
            number //= factor
    return number


def answer_for(chance, block):
    """What is typed, and what it means."""
    if block.type == "choose one":
        code = chance.choice(block.options)[0]
        return code, code
    if chance.random() < 0.03:
        return "about forty", WRONG
    if block.type == "percent":
        value = Fraction(chance.randint(0, 200), chance.choice((1, 2, 4)))
        return decimal(value), value
    if block.type == "money":
        pence = chance.randint(-20000, 100000)
        sign = "-" if pence < 0 else ""
        mark = "£" if chance.random() < 0.5 else ""
        pounds, rest = divmod(abs(pence), 100)
        return f"{sign}{mark}{pounds}.{rest:02}", Fraction(pence, 100)
    value = Fraction(chance.randint(-1000, 400000),
                     chance.choice((1, 1, 2, 100, 1000, 10 ** 9)))
    return decimal(value), value


def make_case(chance, scheme):
    """Answers and rows, and the reading that says what must come out."""
    rows = list(range(1, chance.choice((0, 1, 2, 3, 5)) + 1))
    chance.shuffle(rows)
    unanswered = chance.choice((0, 0, 0.05, 0.3))
    answers = {}
    for block in scheme.blocks.values():
        if block.steps is not None or block is scheme.aim:
            continue
        for row in rows if block.in_rows else [0]:
            if chance.random() >= unanswered:
                answers[block.id, row] = answer_for(chance, block)
    reading = Reading(scheme, answers, rows, TODAY)
    aim = scheme.take_aim(reading)
    answers[scheme.aim.id, 0] = decimal(aim), aim
    return answers, rows, reading

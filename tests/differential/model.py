"""Allocation schemes and answers made by chance, and what comes of them.

An independent reading of the form language, in exact fractions.  It was
written from the promises in include/form/sum.h and include/plan/reading.h and
shares nothing with the program but the text of the schemes.

A value is a Fraction or a code; what has none is NOUGHT (not asked for good),
OPEN (not known yet) or WRONG (answered with something it does not take).
"""

import random
from fractions import Fraction

NOUGHT, OPEN, WRONG = "nought", "open", "wrong"
HALF = Fraction(1, 2)
PENNY = Fraction(1, 100)
NEAR = Fraction(1, 10 ** 12)
INT64 = 2 ** 63

ROUNDINGS = ("half up", "half even", "up", "down", "ceiling", "floor")


class Counts:
    """What the cases came to, so that nobody has to believe it."""

    def __init__(self):
        self.cases = self.half = self.near = self.negative = 0
        self.open = self.known = 0
        self.money = []  # by case: which of its sums are money

    def add(self, other):
        for name, count in vars(other).items():
            setattr(self, name, getattr(self, name) + count)


def known(value):
    return isinstance(value, (Fraction, str)) and value not in (
        NOUGHT, OPEN, WRONG)


def decimal(number):
    """A fraction as a decimal; it must be one."""
    places = 0
    while (number * 10 ** places).denominator != 1:
        places += 1
        assert places < 60, number
    digits = str(abs(int(number * 10 ** places))).rjust(places + 1, "0")
    sign = "-" if number < 0 else ""
    if places == 0:
        return sign + digits
    return f"{sign}{digits[:-places]}.{digits[-places:]}"


def round_to(number, unit, rounding):
    whole, rest = divmod(abs(number) / unit, 1)
    sign = -1 if number < 0 else 1
    away = {
        "half up": rest >= HALF,
        "half even": rest > HALF or (rest == HALF and whole % 2 == 1),
        "up": rest > 0,
        "down": False,
        "ceiling": rest > 0 and sign > 0,
        "floor": rest > 0 and sign < 0,
    }[rounding]
    return sign * (whole + (1 if away else 0)) * unit


# --- Conditions -------------------------------------------------------------

class Test:
    """FIELD = 'code', FIELD >= 3, answered(FIELD)."""

    def __init__(self, field, operator, other):
        self.field, self.operator, self.other = field, operator, other
        self.reads = {field.id}

    def reads_each(self):
        return [self.field.id]

    def text(self):
        if self.operator == "answered":
            return f"answered({self.field.id})"
        if isinstance(self.other, str):
            return f"{self.field.id} {self.operator} '{self.other}'"
        if self.field.type == "money":
            return f"{self.field.id} {self.operator} {decimal(self.other * 100)}"
        return f"{self.field.id} {self.operator} {decimal(self.other)}"

    def truth(self, look):
        value = look(self.field)
        if self.operator == "answered":
            return known(value)
        if not known(value):
            return None
        return {
            "=": value == self.other, "<>": value != self.other,
            ">=": not isinstance(value, str) and value >= self.other,
            "<": not isinstance(value, str) and value < self.other,
        }[self.operator]


class Both:
    """Two conditions with `and` or `or`, by the logic of three values."""

    def __init__(self, left, word, right):
        self.left, self.word, self.right = left, word, right
        self.reads = left.reads | right.reads

    def reads_each(self):
        return self.left.reads_each() + self.right.reads_each()

    def text(self):
        return f"({self.left.text()}) {self.word} ({self.right.text()})"

    def truth(self, look):
        sides = (self.left.truth(look), self.right.truth(look))
        decisive = self.word == "or"
        if decisive in sides:
            return decisive
        return None if None in sides else not decisive


# --- The blocks of a scheme -------------------------------------------------

class Block:
    def __init__(self, id, type, in_rows=False):
        self.id, self.type, self.in_rows = id, type, in_rows
        self.ask_if = self.tag = None
        self.options = []
        self.steps = None

    def head(self, kind):
        lines = [f"{kind}: {self.id}", f"type: {self.type}",
                 f"label: About {self.id}"]
        if self.in_rows:
            lines.append("in: things")
        if self.tag:
            lines.append(f"tag: {self.tag}")
        if self.ask_if:
            lines.append(f"ask if: {self.ask_if.text()}")
        return lines

    def text(self):
        if self.steps is not None:
            return self.head("calculate") + [s.text() for s in self.steps]
        return self.head("question") + [
            f"option: {code} | Option {code}" +
            (f" | {decimal(points)}" if points is not None else "")
            for code, points in self.options]


class Operand:
    """A number, a field, points, a rate or all fields with a tag."""

    def __init__(self, kind, what, otherwise=None, written=None):
        self.kind, self.what, self.otherwise = kind, what, otherwise
        self.written = written

    def text(self, plain=False):
        if self.kind == "number":
            return self.written or decimal(self.what)
        if self.kind == "rate":
            return self.what if plain else f"rate {self.what}"
        tail = "" if self.otherwise is None else f" or {decimal(self.otherwise)}"
        name = self.what if isinstance(self.what, str) else self.what.id
        name = f"tag {name}" if "tag" in self.kind else name
        if self.kind in ("points", "tag points") and not plain:
            name = f"points of {name}"
        return name + tail


class Step:
    def __init__(self, operation, operand=None, **more):
        self.operation, self.operand = operation, operand
        self.where = more.get("where")
        self.times = more.get("times")
        self.table = more.get("table")
        self.unit = more.get("unit")
        self.rounding = more.get("rounding")
        self.choices = more.get("choices")

    def text(self):
        if self.operation == "choose":
            return "\n".join(
                f"choose: {operand.text()}" +
                (f" if {condition.text()}" if condition else "")
                for operand, condition in self.choices)
        if self.operation == "lookup":
            return f"lookup: {self.table.id}"
        if self.operation == "round":
            return f"round: {decimal(self.unit)} {self.rounding}"
        plain = self.operation in ("points", "rate")
        line = f"{self.operation}: {self.operand.text(plain)}"
        if self.times:
            line += f" times {self.times.text()}"
        if self.where:
            line += f" where {self.where.text()}"
        return line


class Table:
    def __init__(self, id, linear, rows, below, above, unit):
        self.id, self.linear, self.rows = id, linear, rows
        self.below, self.above, self.unit = below, above, unit

    def text(self):
        lines = [f"table: {self.id}", f"label: Table {self.id}",
                 "read: linear" if self.linear else "read: step"]
        for key in ("unit", "below", "above"):
            if getattr(self, key) is not None:
                lines.append(f"{key}: {decimal(getattr(self, key))}")
        for start, end, value in self.rows:
            span = decimal(start) + (f" to {decimal(end)}" if end is not None
                                     else "")
            lines.append(f"row: {span} | {decimal(value)}")
        return lines

    def look_up(self, at):
        if at < self.rows[0][0]:
            return self.below
        place = max(i for i, row in enumerate(self.rows) if row[0] <= at)
        start, end, value = self.rows[place]
        is_last = place == len(self.rows) - 1
        if self.linear:
            if is_last:
                beyond = at > start and self.above is not None
                return self.above if beyond else value
            upper, _, upper_value = self.rows[place + 1]
            return value + (upper_value - value) * (at - start) / (upper - start)
        if end is None or at <= end or (self.unit and at < end + self.unit):
            return value
        if not is_last:
            return None
        return value if self.above is None else self.above


class Rate:
    def __init__(self, id, values):
        self.id, self.values = id, values

    def text(self):
        return [f"rate: {self.id}", f"label: Rate {self.id}",
                "source: Made up", "checked: 2026-11-21"] + [
            f"value: {decimal(value)} | {day}" for value, day in self.values]

    def on(self, today):
        days = [(day, value) for value, day in self.values if day <= today]
        return max(days)[1] if days else None


# --- Reading a case ---------------------------------------------------------

class Reading:
    """All values of one case, worked out as they are asked for."""

    def __init__(self, scheme, answers, rows, today):
        self.scheme, self.answers = scheme, answers
        self.rows, self.today = rows, today
        self.values = {}
        self.counts = Counts()

    def value(self, block, row):
        key = (block.id, row if block.in_rows else 0)
        if key not in self.values:
            self.values[key] = self.find(block, key[1])
        return self.values[key]

    def judge(self, condition, row):
        """True, False or None; False when only what is not asked is empty."""
        truth = condition.truth(lambda field: self.value(field, row))
        if truth is not None:
            return truth
        empty = [value for value in (self.value(self.scheme.blocks[id], row)
                                     for id in condition.reads)
                 if not known(value)]
        return False if empty and all(v == NOUGHT for v in empty) else None

    def find(self, block, row):
        if block.ask_if:
            truth = self.judge(block.ask_if, row)
            if truth is not True:
                return NOUGHT if truth is False else OPEN
        if block.steps is not None:
            return self.add_up(block, row)
        return self.answers.get((block.id, row), (None, OPEN))[1]

    def add_up(self, block, row):
        number = None
        for place, step in enumerate(block.steps):
            before = Fraction(0) if place == 0 else number
            found = self.operand_of(block, step, before, row)
            number = None
            if before is not None and found is not None:
                number = self.apply(step, before, found)
        if number is not None and block.type == "money":
            pence = number * 100
            if pence.denominator != 1 or not -INT64 <= pence < INT64:
                return OPEN
        return OPEN if number is None else number

    def operand_of(self, block, step, before, row):
        if step.operation == "round":
            return before
        if step.operation == "lookup":
            return None if before is None else step.table.look_up(before)
        if step.operation == "choose":
            return self.choose(step, row)
        if step.operation == "sum" and step.operand.kind == "field":
            return self.over_rows(step)
        return self.figure(step.operand, row)

    def choose(self, step, row):
        for operand, condition in step.choices:
            truth = True if condition is None else self.judge(condition, row)
            if truth is None:
                return None
            if truth:
                return self.figure(operand, row)
        return None

    def over_rows(self, step):
        total = Fraction(0)
        for row in self.rows:
            truth = True if step.where is None else self.judge(step.where, row)
            if truth is False:
                continue
            number = None if truth is None else self.figure(step.operand, row)
            times = (Fraction(1) if step.times is None
                     else self.figure(step.times, row))
            if number is None or times is None:
                total = None
            elif total is not None:
                total += number * times
        return total

    def figure(self, operand, row):
        if operand.kind == "number":
            return operand.what
        if operand.kind == "rate":
            return self.scheme.rates[operand.what].on(self.today)
        if operand.kind in ("field", "points"):
            return self.field(operand.what, operand, row)
        total = Fraction(0)
        for block in self.scheme.tagged(operand.what):
            number = self.field(block, operand, row)
            total = None if None in (total, number) else total + number
        return total

    def field(self, block, operand, row):
        value = self.value(block, row)
        if known(value):
            if "points" not in operand.kind:
                return value
            return dict(block.options)[value]
        if operand.otherwise is not None and value != WRONG:
            return operand.otherwise
        return Fraction(0) if value == NOUGHT else None

    def apply(self, step, before, found):
        operation = step.operation
        if operation in ("points", "plus"):
            return before + found
        if operation == "less":
            return before - found
        if operation == "times":
            return before * found
        if operation == "divide by":
            return None if found == 0 else before / found
        if operation == "percent":
            return before * found / 100
        if operation == "at least":
            self.counts.negative += before < 0 and found == 0
            return max(before, found)
        if operation == "at most":
            return min(before, found)
        if operation == "round":
            if step.unit == PENNY:
                self.count(before)
            return round_to(before, step.unit, step.rounding)
        return found

    def count(self, number):
        """How near does a figure lie to a half penny?"""
        distance = abs(number / PENNY % 1 - HALF) * PENNY
        self.counts.half += distance == 0
        self.counts.near += 0 < distance < NEAR

    def run(self):
        """Every sum as the driver writes it, in the order of the ids."""
        results, is_money = [], []
        for id, block in sorted(self.scheme.blocks.items()):
            if block.steps is None:
                continue
            for row in self.rows if block.in_rows else [0]:
                value = self.value(block, row)
                is_money.append(block.type == "money")
                if known(value):
                    self.counts.known += 1
                    results.append(str(value))
                else:
                    self.counts.open += 1
                    results.append("-" if value == NOUGHT else "?")
        counts = self.counts
        counts.cases, counts.money = 1, [is_money]
        counts.half, counts.near = min(counts.half, 1), min(counts.near, 1)
        counts.negative = min(counts.negative, 1)
        return " ".join(results)

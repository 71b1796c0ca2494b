"""Lines that nobody types."""

import os
import random
import subprocess

from linear_talk import FILE, Typed, begin, has, say
from world import case, same


def feed(world, data, *options):
    """Bytes as they are; what it says must be clean text."""
    done = subprocess.run(
        world.command(FILE, "--linear", *options), cwd=world.folder,
        env=world.environment, input=data, capture_output=True, timeout=120)
    same((done.returncode, done.stderr), (0, b""), repr(data[:60]))
    text = done.stdout.decode("utf-8")
    bad = [c for c in text if ord(c) < 32 and c != "\n" or c == "\x7f"
           or 0x80 <= ord(c) < 0xa0]
    assert not bad, f"{bad[:3]!r} came out of {data[:60]!r}"
    return text


@case
def a_line_of_ten_megabytes_is_refused(world):
    begin(world)
    said = feed(world, b"0001\n:go matters\n" + b"x" * (10 << 20)
                + b"\nFine.\n.\n")
    has(said, "That line is too long, so none of it was taken")
    same(world.ok("get", "0001", "matters", FILE), "Fine.\n", "the answer")
    said = feed(world, b"0001\n:go matters\n" + b"x" * (10 << 20))
    has(said, "too long", "Everything is saved.")


@case
def a_line_of_many_letters_is_an_answer(world):
    begin(world)
    for length in 4094, 4095, 4096, 100000:
        feed(world, b"0001\n:go matters\n" + b"x" * length + b"\n.\n")
        same(len(world.ok("get", "0001", "matters", FILE)), length + 1,
             "letters")


@case
def control_characters_and_broken_letters_do_no_harm(world):
    begin(world)
    for name in (b"\0", b"a\0b", b"\x1b[2J\x1b]0;x\a", b"\xff\xfe", b"\xc3",
                 b"\xed\xa0\x80", "\u202edoow".encode(), b"\r", b"\x07\x08"):
        feed(world, b"0001\n:go matters\n" + name + b"\n" + name + b"\n.\n")
        feed(world, name + b"\n:" + name + b"\n0001\n" + name + b"\n:go "
             + name + b"\n:new\n" + name + b"\n<\n")
    text = world.ok("get", "0001", "matters", FILE)
    assert "\x1b" not in text and "\0" not in text


@case
def numbers_out_of_range_ask_again(world):
    begin(world)
    numbers = ("0", "-1", "99", "2147483648", "99999999999999999999", "1e9",
               "0x1", "1.5", "٣", "1 99", ",,,", "1,,1", "+", "++")
    for place in (["0001"], ["0001", "1"], ["0001", ":go talk with"],
                  ["0001", ":go people"], ["0001", ":versions"],
                  ["0001", ":go usual week"], ["0001", ":go pet"]):
        for number in numbers:
            say(world, [*place, number])
    for word in "go", "step", "needed", "remove", "up", "down", "sum":
        for number in numbers:
            say(world, ["0001", "1", f":{word} {number}"])


@case
def input_may_end_in_the_middle_of_anything(world):
    begin(world)
    script = ("0001\n1\n\nAnnie\n1 3\nWhich\n2\n1\nLong\nText\n.\n\n"
              "My\n.\nshop\n.\ny\nRex\n\n+\nJo\n01\n\n:versions\n1\n<\n"
              ":strike\nno\n:paper\n1\n/nowhere/x\n:preview\n\n:new\nBo\n")
    data = script.encode()
    for end in range(0, len(data), 3):
        feed(world, data[:end])


@case
def lines_by_chance_never_break_it(world):
    begin(world)
    chance = random.Random(7)
    pieces = ["", "<", "?", ".", "=", "+", "1", "2", "3", "9", "y", "no",
              "yes", "freeze", "some words", "0001", ":undo", ":redo", ":go 2",
              ":go", ":home", ":back", ":next", ":before", ":add", ":remove 1",
              ":voice", ":whose", ":clear", ":more", ":sum", ":needed 1",
              ":versions", ":preview", ":again", ":up 2", ":down 1", ":step 1",
              ":new Somebody", ":menu", ":strike", "\\<", "3/4/2027", "12.50"]
    for _ in range(12):
        lines = ["0001"] + [chance.choice(pieces) for _ in range(150)]
        feed(world, "\n".join(lines).encode() + b"\n")
    world.ok("verify", FILE)


@case
def a_line_that_a_terminal_cut_is_told_of(world):
    begin(world)
    talk = Typed(world)
    talk.type("0001")
    talk.type(":go matters")
    os.write(talk.inner, b"x" * 6000 + b"\n")
    said = talk.listen()
    has(said, "That line is 4,095 bytes long")
    talk.type(".")
    talk.type(":go matters")
    os.write(talk.inner, b"y" * 4000 + b"\n")
    said = talk.listen()
    assert "4,095" not in said
    talk.type(".")
    talk.type(":leave")
    same(talk.program.wait(30), 0, "status")
    same(len(world.ok("get", "0001", "matters", FILE)), 4001, "letters")


@case
def a_reader_that_goes_away_loses_nothing(world):
    begin(world)
    program = subprocess.Popen(
        world.command(FILE, "--linear"), cwd=world.folder,
        env=world.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE)
    program.stdin.write(b"0001\n:go shall we call\nAnnie\n")
    program.stdin.flush()
    said = b""
    while b"Annie" not in said and said.count(b"> ") < 4:
        said += program.stdout.read1(4096)
    program.stdout.close()
    program.stdin.write(b":menu\n:history\n" * 20)
    program.stdin.close()
    program.wait(30)
    same(world.ok("get", "0001", "called", FILE), "Annie\n", "the answer")

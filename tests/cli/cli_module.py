"""What sets pages as PDF: loaded when the first page is set and not before, and
missed only by what prints."""

import os
import re
import subprocess

from world import MODULE, case, copy_program

# Of the libraries that only a printed page needs; the others follow from them.
FONTS = ("harfbuzz", "fribidi", "deflate")


def loaded(world, *arguments, **more):
    """All that the system's loader tells of."""
    done = world.run(*arguments, LD_DEBUG="files", **more)
    assert done.status == 0, f"{arguments}: {done.out}"
    assert "libsqlite3" in done.err, "the loader tells what it loads"
    return done.err


def installed(world):
    """The program with a module that a test may spoil, as bytes."""
    world.program = copy_program(world.path("house"))
    for data in "forms", "share":
        os.symlink(os.path.abspath(data), world.path(f"house/data/{data}"))
    with open(world.path("house/data/pdf.so"), "rb") as module:
        return module.read()


def refused(world, sentence):
    """Nothing is printed, nothing is lost, and the text can be had."""
    world.refused(1, sentence, "print", "1", "-o", "plan.pdf")
    assert not os.path.exists(world.path("plan.pdf"))
    assert "Ann Example" in world.ok("print", "1", "--as=text")
    world.ok("set", "1", "person_name=Ann Other")
    assert "Ann Other" in world.ok("list")
    world.ok("set", "1", "person_name=Ann Example")


@case
def no_library_of_fonts_is_loaded_until_a_page_is_set(world):
    world.ok("new", "Ann Example")
    world.write("keys", "Tab\nEnter\nTab\nCtrl-Q\n")
    for arguments in (("list",), ("print", "1", "--as=text"),
                      ("allocate", "1"),
                      ("demo", "--script=keys", "--window=80x24")):
        said = loaded(world, *arguments)
        found = [name for name in (*FONTS, "pdf.so") if name in said]
        assert not found, f"{arguments} loads {found}"
    said = loaded(world, "print", "1", "-o", "plan.pdf")
    for name in FONTS:
        assert name in said, f"printing loads {name}"


@case
def a_module_shows_its_table_and_nothing_else(world):
    if os.environ.get("FLAVOUR"):
        return  # compilers that watch show what they watch with
    shown = subprocess.run(["nm", "-D", "--defined-only", MODULE],
                           capture_output=True, text=True, check=True).stdout
    assert [row.split()[-1] for row in shown.splitlines()] == ["pdf_calls"], \
        shown


@case
def without_its_module_everything_but_pdf_goes_on(world):
    world.ok("new", "Ann Example")
    installed(world)
    os.unlink(world.path("house/data/pdf.so"))
    refused(world, "Nothing can be set as PDF without "
            "/usr/local/lib/sevensteps/pdf.so, which is not there or not "
            "whole. Install Seven Steps again; all else goes on without it.")


@case
def a_module_that_is_cut_off_is_told_and_not_run_into(world):
    world.ok("new", "Ann Example")
    whole = installed(world)
    for length in len(whole) // 2, 5000, len(whole) - 1:
        world.write("house/data/pdf.so", whole[:length])
        refused(world, "Nothing can be set as PDF without "
                f"{world.path('house/data/pdf.so')}, which is not there or "
                "not whole. Install Seven Steps again; all else goes on "
                "without it.")


@case
def a_module_that_is_something_else_is_told(world):
    world.ok("new", "Ann Example")
    installed(world)
    for text in "", "x" * 5000:
        world.write("house/data/pdf.so", text)
        said = world.run("print", "1", "-o", "plan.pdf")
        assert said.status == 1 and re.fullmatch(
            r"sevensteps: Nothing can be set as PDF: \S+/pdf\.so: [\w ]+\. "
            "Install Seven Steps again; all else goes on without it.\n",
            said.err), said


@case
def a_module_of_another_version_is_told_and_not_used(world):
    world.ok("new", "Ann Example")
    whole = installed(world)
    mark = re.search(rb"\x00\d+\.\d+\.\d+ \d+\x00", whole).group(0)
    assert whole.count(mark) == 1, mark
    world.write("house/data/pdf.so",
                whole.replace(mark, mark[:-2] + b"-\x00"))
    refused(world, f"{world.path('house/data/pdf.so')} is of another version "
            "of Seven Steps than runs here. Leave the program and start it "
            "again; if that is not enough, install it again.")
    # As soon as the right one is there it is used.
    world.write("house/data/pdf.so", whole)
    world.ok("print", "1", "-o", "plan.pdf")

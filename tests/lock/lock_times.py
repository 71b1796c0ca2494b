"""When it locks."""

import ctypes
import fcntl
import os
import sys
import time

from lock_rig import (FILE, FIRST, MATTERS, OPEN, TODAY, begin, house,
                      is_locked, locks, play, sit_down, switches)
from world import Skipped, case, same


@case
def it_locks_five_minutes_after_the_last_key(world):
    begin(world)
    same(locks(world,
               [":wait 299999ms"], [":wait 5m"],
               [":wait 299s", "<Down>", ":wait 299s"],
               [":wait 299s", "<Down>", ":wait 5m"]),
         [False, True, False, True], "locked")


@case
def in_a_visit_it_waits_for_half_an_hour(world):
    begin(world)
    same(locks(world,
               [TODAY, ":wait 5m"], [TODAY, ":wait 1799s"],
               [TODAY, ":wait 30m"],
               [TODAY, "<Esc>", MATTERS, ":wait 29m"]),
         [False, False, True, False], "locked in a visit")
    shown = play(world, [OPEN, TODAY, "<Esc><Esc>", ":wait 5m", ":dump end"])
    assert is_locked(shown["end"]), "the person was left"
    shown = play(world, [OPEN, TODAY, "<Esc><Esc>1<Enter>", ":wait 299s",
                         ":dump before", ":wait 1s", ":dump end"])
    assert not is_locked(shown["before"])
    assert is_locked(shown["end"]), "another visit begins at its page"


@case
def a_cover_changes_nothing_about_when_it_locks(world):
    begin(world)
    for keys, seconds in (("<Ctrl-O>", 300), (f"{TODAY}<Ctrl-O>", 1800)):
        shown = play(world, [OPEN, keys, f":wait {seconds - 1}s",
                             ":dump before", ":wait 1s", ":dump end"])
        assert "Ann Example" not in shown["before"], shown["before"]
        assert not is_locked(shown["before"]) and is_locked(shown["end"]), keys
    shown = play(world, [OPEN, TODAY, "<Ctrl-O>", ":wait 29m", ":dump end",
                         "<Ctrl-L>", f"{FIRST}<Enter>", ":dump back"])
    same(shown["end"].splitlines()[0], " Seven Steps", "the cover's title")
    same(shown["back"].splitlines()[1], "  Today", "the page")


@case
def a_visit_goes_on_where_it_was_locked(world):
    begin(world)
    shown = play(world, [OPEN, TODAY, "<Ctrl-L>", ":dump locked",
                         f"{FIRST}<Enter>", ":wait 29m", ":dump open",
                         ":wait 1m", ":dump end"])
    assert is_locked(shown["locked"]) and is_locked(shown["end"])
    same(shown["open"].splitlines()[1], "  Today", "the page")


@case
def it_locks_when_the_machine_wakes_up_before_any_key(world):
    begin(world)
    same(locks(world,
               [":sleep 2s"], [":sleep 900ms"], [TODAY, ":sleep 8h"],
               [":wait 4m", ":sleep 2s"]),
         [True, False, True, True], "locked after sleep")


PIDFD_GETFD = 438  # on every machine
SET_TICKS = 0x40085400  # of a timer: as if it had come to its end


def wake(process):
    """What the kernel does when the machine wakes up, to the timer by which
    the program is told."""
    folder = f"/proc/{process}/fd"
    timers = [int(name) for name in os.listdir(folder)
              if "timerfd" in os.readlink(os.path.join(folder, name))]
    same(len(timers), 1, "timers")
    with open(f"/proc/{process}/fdinfo/{timers[0]}", encoding="ascii") as info:
        told = info.read()
    assert "clockid: 0\n" in told and "settime flags: 03\n" in told, told
    handle = os.pidfd_open(process)
    timer = ctypes.CDLL(None, use_errno=True).syscall(
        PIDFD_GETFD, handle, timers[0], 0)
    if timer < 0:
        raise Skipped("the files of others cannot be reached here")
    try:
        fcntl.ioctl(timer, SET_TICKS, (1).to_bytes(8, sys.byteorder))
    finally:
        os.close(timer)
        os.close(handle)


@case
def waking_up_ends_the_wait_and_costs_nothing_before_and_after(world):
    begin(world)
    terminal = sit_down(world, FILE)
    terminal.walk([""])
    process = terminal.process.pid
    try:
        for _ in range(3):
            before = switches(process)
            wake(process)
            until = time.monotonic() + 20
            while switches(process) == before:
                assert time.monotonic() < until, "it sleeps on"
            terminal.look(0.2)
            after = switches(process)
            terminal.look(0.5)
            same(switches(process), after, "wake-ups for nothing")
    except (AttributeError, OSError):
        raise Skipped("nobody tells of timers here") from None
    finally:
        terminal.kill()


@case
def the_times_are_those_that_are_settled_for_the_machine(world):
    begin(world)
    world.write("conf", "machine: Anytown Council\nlock after: 2\n"
                        "lock in a visit after: 10\n")
    world.environment["SEVENSTEPS_CONF"] = world.path("conf")
    same(locks(world, [":wait 119s"], [":wait 2m"],
               [TODAY, ":wait 599s"], [TODAY, ":wait 10m"]),
         [False, True, False, True], "locked")


@case
def a_plain_file_never_locks(world):
    house(world)
    world.ok("new", "Ann Example", "--plain", FILE)
    shown = play(world, ["1<Enter>", ":wait 24h", ":sleep 24h", ":dump end"])
    assert "Ann Example" in shown["end"], shown["end"]


@case
def an_idle_locked_screen_says_nothing_and_sleeps(world):
    begin(world)
    terminal = sit_down(world, FILE)
    terminal.walk(["", f"{FIRST}<Enter>"])
    time.sleep(1.5)  # the backup of this start is made
    terminal.look(0.1)
    calm = switches(terminal.process.pid)
    before = terminal.screen.text()
    time.sleep(1)
    terminal.look()
    same(switches(terminal.process.pid), calm, "wake-ups")
    same(terminal.screen.text(), before, "the screen")
    terminal.kill()

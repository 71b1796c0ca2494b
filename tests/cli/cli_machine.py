"""What the machine does: no terminal, no room, no right, somebody else."""

import os
import resource
import signal
import subprocess

from world import PROGRAM, SmallDisk, case, same

@case
def without_a_terminal_there_are_lines(world):
    lines = "line by line, because input or output is no terminal."
    for arguments in (), ("demo",):
        said = " ".join(world.ok(*arguments, TERM="xterm").split())
        assert lines in said, said
    same(world.ok("new", "Ann Example"), "0001\n", "commands need none")


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


@case
def one_program_at_a_time_has_the_file(world):
    world.ok("new", "Ann Example")
    # The first program has the file when it shows the first screen, and until
    # somebody looks at the second.
    pipes = world.path("one"), world.path("two")
    for pipe in pipes:
        os.mkfifo(pipe)
    world.write("keys", ":dump one\n:dump two\n:dump -\n")
    first = subprocess.Popen(
        [PROGRAM, "--script=keys"], cwd=world.folder, env=world.environment,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE)
    read(pipes[0])
    path = world.path(".local/share/sevensteps/people.db")
    for command in (["list"], ["get", "Ann"], ["new", "Bea Example"]):
        world.refused(
            3, f"{path} is open in another program. Close it there and "
            "try again.", *command)
    read(pipes[1])
    out, err = first.communicate(timeout=60)
    same((first.returncode, err), (0, b""), "the first one goes on")
    assert b"Seven Steps" in out, out
    same(world.ok("list"), "0001\tAnn Example\t1\t\t\n", "afterwards")


@case
def a_file_that_cannot_be_written_is_refused(world):
    user = world.plain_user()
    world.ok("new", "Ann Example", "--file=kept.db")
    before = world.ok("get", "0001", "--file=kept.db")
    os.chmod(world.path("kept.db"), 0o444)
    refusal = (3, "kept.db cannot be written where it is. Copy it to a folder "
               "of your own and open the copy.")
    world.refused(*refusal, "list", "--file=kept.db", user=user)
    world.refused(*refusal, "set", "0001", "matters=x", "--file=kept.db",
                  user=user)
    os.chmod(world.path("kept.db"), 0o600)
    same(world.ok("get", "0001", "--file=kept.db"), before, "nothing is lost")


@case
def a_file_that_is_something_else_is_refused(world):
    world.write("text.db", "This is no file of people.\n" * 400)
    world.write("empty.db", "")
    before = open(world.path("text.db"), "rb").read()
    for name in ("text.db", "empty.db"):
        done = world.run("list", f"--file={name}")
        same((done.status, done.out), (3, ""), name)
        same(done.err.count("\n"), 1, f"{name}: {done.err}")
    same(open(world.path("text.db"), "rb").read(), before, "left as it is")
    world.refused(3, f"{world.folder} is a folder; name a file in it.",
                  "list", f"--file={world.folder}")


@case
def a_full_disk_refuses_and_loses_nothing(world):
    with SmallDisk(world) as disk:
        file = f"--file={disk.path}/people.db"
        world.ok("new", "Ann Example", file)
        world.ok("set", "0001", "matters=The sea", file)
        disk.fill()
        world.refused(
            1, "The disk is full. Make some room and try again; what was "
            "saved before is safe.",
            "set", "0001", "matters=" + "x" * 100_000, file)
        world.refused(
            1, f"There is no room left on the disk for {disk.path}/out.json. "
            "Make some room or name another place, and try again.",
            "export", "0001", "-o", f"{disk.path}/out.json", file)
        disk.clear()
        same(sorted(os.listdir(disk.path)), ["people.db"], "no half files")
        same(world.ok("get", "0001", "matters", file), "The sea\n", "kept")
        world.ok("set", "0001", "matters=The sea and the sky", file)
        same(world.ok("get", "0001", "matters", file),
             "The sea and the sky\n", "it goes on")


@case
def output_that_is_not_taken_is_no_success(world):
    world.ok("new", "Ann Example")
    if not os.path.exists("/dev/full"):
        raise Skipped("there is no /dev/full")
    for arguments in (["list"], ["export", "0001"], ["--help"]):
        with open("/dev/full", "w", encoding="utf-8") as full:
            done = subprocess.run(
                [PROGRAM, *arguments], cwd=world.folder, check=False,
                env=world.environment, stdout=full, stderr=subprocess.PIPE)
        same((done.returncode, done.stderr.decode()),
             (1, "sevensteps: Standard output did not take it all (No space "
              "left on device). Write to a file instead, with -o and its "
              "name.\n"), str(arguments))
    for path, said in (
            ("nowhere/plan.json", "The folder that nowhere/plan.json shall "
             "go into is not there. Make it first, or name another place."),
            (".", ". is a folder; name a file in it.")):
        world.refused(1, said, "export", "0001", "-o", path)


@case
def a_reader_that_has_seen_enough_is_no_failure(world):
    world.ok("new", "Ann Example")
    for arguments in (["list"], ["export", "0001"], ["print", "0001"],
                      ["check", "0001"], ["forms", "docs"], ["--help"]):
        reader, writer = os.pipe()
        os.close(reader)
        done = subprocess.run(
            [PROGRAM, *arguments], cwd=world.folder, check=False,
            env=world.environment, stdout=writer, stderr=subprocess.PIPE)
        os.close(writer)
        same((done.returncode, done.stderr), (-signal.SIGPIPE, b""),
             f"{arguments}: it ends as other tools do")
    same(world.ok("list"), "0001\tAnn Example\t1\t\t\n", "all is well")


@case
def a_file_that_is_write_protected_is_not_replaced(world):
    user = world.plain_user()
    world.ok("new", "Ann Example", "--file=p.db", user=user)
    world.write("kept.json", "the old one")
    if user is not None:
        os.chown(world.path("kept.json"), user, -1)
    os.chmod(world.path("kept.json"), 0o400)
    world.refused(1, "You may not write kept.json. Name another place, such "
                  "as a folder of your own.", "export", "0001",
                  "-o", "kept.json", "--file=p.db", user=user)
    with open(world.path("kept.json"), encoding="utf-8") as file:
        same(file.read(), "the old one", "the file")


@case
def a_limit_on_files_leaves_the_old_one_whole(world):
    world.ok("new", "Ann Example")
    world.write("plan.json", "the old one")

    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))

    done = subprocess.run(
        [PROGRAM, "export", "0001", "-o", "plan.json"], cwd=world.folder,
        env=world.environment, preexec_fn=limit, capture_output=True,
        check=False)
    assert done.returncode in (1, 3), done
    same(done.stderr.count(b"\n"), 1, done.stderr)
    with open(world.path("plan.json"), encoding="utf-8") as file:
        same(file.read(), "the old one", "the file")
    same(world.ok("get", "0001"), "person_name: Ann Example\n", "the people")

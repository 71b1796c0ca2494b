"""What a worker prefers: shown with who says so, changed, never lost."""

import os

from world import case, same

FILE = ".config/sevensteps/settings"


def lines(world, *arguments, **environment):
    return world.ok("settings", *arguments, **environment).splitlines()


def keep(world, text):
    os.makedirs(os.path.dirname(world.path(FILE)), exist_ok=True)
    world.write(FILE, text)


@case
def whoever_has_chosen_nothing_sees_what_can_be_chosen(world):
    same(lines(world), [
        "name: not said  (nobody has chosen)",
        "language: en  (nobody has chosen)",
        "colours: terminal  (nobody has chosen)",
        "mouse: no  (nobody has chosen)",
        "access: no  (nobody has chosen)",
        "one at a time: no  (nobody has chosen)",
        "out of hours: not said  (nobody has chosen)",
        "complaints: not said  (nobody has chosen)"], "all of them")
    assert not os.path.exists(world.path(FILE)), "looking writes nothing"


@case
def a_setting_is_changed_and_told_with_who_says_so(world):
    world.ok("settings", "name=Anna Reid", "colours=dark",
             "out of hours=Duty team, 01632 960000")
    with open(world.path(FILE), encoding="utf-8") as file:
        same(file.read(), "settings: mine\nname: Anna Reid\ncolours: dark\n"
             "out of hours: Duty team, 01632 960000\n", "the file")
    by = f"(chosen in {world.path(FILE)})"
    said = lines(world)
    same((said[0], said[2]), (f"name: Anna Reid  {by}", f"colours: dark  {by}"),
         "from the file")
    same(lines(world, NO_COLOR="1", ACCESSIBLE="1")[2:5:2],
         ["colours: none  (the environment says so)",
          "access: yes  (the environment says so)"], "the environment")
    for no in "0", "no":
        same(lines(world, ACCESSIBLE=no)[4], "access: no  (nobody has chosen)",
             "a no is a no")
    same(lines(world, "--who=Sunita Rao")[0],
         "name: Sunita Rao  (an option says so)", "an option")
    same(lines(world, XDG_CONFIG_HOME=world.path("none"))[0],
         "name: not said  (nobody has chosen)", "elsewhere")
    world.ok("settings", "name=")
    same(lines(world)[0], "name: not said  (nobody has chosen)", "taken out")


@case
def the_history_says_who_sits_here(world):
    world.ok("settings", "name=Anna Reid")
    world.ok("new", "Mair Evans")
    world.ok("set", "0001", "matters=Friday", "--who=Sunita Rao")
    history = world.ok("history", "0001")
    assert "Anna Reid" in history and "Sunita Rao" in history, history


@case
def a_mistake_is_named_and_all_else_holds(world):
    keep(world, "settings: mine\nmouse: perhaps\nlanguage: xh\nfont: big\n"
                "name: Anna Reid\n")
    done = world.run("settings")
    path = world.path(FILE)
    same((done.status, done.err), (1, ""), "how it ends")
    same(done.out.splitlines()[-3:], [
        f"{path}:2:8: error: perhaps cannot be chosen. Choose one of these: "
        "yes, no",
        f"{path}:3:11: error: There are no words for the language xh. Write en",
        f"{path}:4:1: error: There is no setting called font. See: sevensteps "
        "settings"], "every mistake")
    same(done.out.splitlines()[0], f"name: Anna Reid  (chosen in {path})",
         "the rest")
    world.ok("new", "Mair Evans")
    world.ok("settings", "mouse=yes")
    with open(path, encoding="utf-8") as file:
        same(file.read(), "settings: mine\nmouse: yes\nlanguage: xh\n"
             "font: big\nname: Anna Reid\n", "what was written")


@case
def what_cannot_be_is_refused_with_what_can(world):
    world.refused(1, "There is no setting called colour. See: sevensteps "
                  "settings", "settings", "colour=dark")
    world.refused(1, "pink cannot be chosen. Choose one of these: terminal, "
                  "light, dark, high contrast, none.", "settings",
                  "colours=pink")
    world.refused(1, "mouse is no SETTING=VALUE. Write such as colours=dark, "
                  'or "out of hours=Duty team 01632 960000".', "settings",
                  "mouse")
    world.refused(2, "There are no words for the language german. Try "
                  "--lang=en.", "settings", "--lang=german")
    assert not os.path.exists(world.path(FILE)), "nothing is written"


@case
def what_is_settled_for_the_machine_cannot_be_changed(world):
    world.write("conf", "machine: Anytown Council\n"
                        "out of hours: Duty team, 01632 960000\n")
    conf = {"SEVENSTEPS_CONF": world.path("conf")}
    world.refused(1, "Anytown Council has settled this for everybody on this "
                  "machine.", "settings", "out of hours=me, 1", **conf)
    same(lines(world, **conf)[6], "out of hours: Duty team, 01632 960000  "
         "(settled for this machine by Anytown Council)", "who says so")
    assert ("  Out of hours everybody rings Duty team, 01632 960000"
            in world.ok("machine", **conf).splitlines())

"""Names and words of every script come out as they went in."""

from world import case, plan_of, same

NAMES = {
    "Welsh": "Siân Ŵyn o Lanŷdd",
    "Polish": "Łucja Żółkiewska-Śnieżek",
    "Arabic": "يسرى الخطيب",
    "Bengali": "নির্মল সরকার",
    "Chinese": "陈伟",
    "letters with their accents apart": "Sia\u0302n W\u0302yn e\u0301\u0323",
    "a family in one sign": "Kim 👩\u200d👩\u200d👧 Lee",
    "blanks inside": "Ann  Marie",
    "signs": "O'Neil \"Tad\" \\ <b> & 50% {name} | + #",
}


@case
def names_go_in_by_hand_and_come_out_unchanged(world):
    for number, (kind, name) in enumerate(NAMES.items(), 1):
        reference = world.ok("new", name).strip()
        same(reference, f"{number:04}", kind)
        world.ok("set", reference, f"person_called={name}",
                 f"matters={name}\n\n{name}", f"worker:works={name}",
                 f"who.1.who_name={name}")
        plan = world.plan(reference)
        same(plan["answers"]["person_name"]["text"], name, kind)
        same(plan["answers"]["person_called"]["text"], name, kind)
        same(plan["answers"]["matters"]["text"], f"{name}\n\n{name}", kind)
        same(plan["voices"]["worker"]["answers"]["works"]["text"], name, kind)
        same(plan["lists"]["who"][0]["who_name"]["text"], name, kind)
        same(world.ok("get", reference, "person_called"), f"{name}\n", kind)


@case
def names_go_in_by_import_and_come_out_unchanged(world):
    for number, (kind, name) in enumerate(NAMES.items(), 1):
        world.write("plan.json", plan_of(
            {"person_name": name, "matters": {"text": name, "whose": name}},
            lists={"who": [{"who_name": name}]},
            voices={"family": {"answers": {"works": name}}}))
        same(world.ok("import", "plan.json"), f"{number:04}\n", kind)
        plan = world.plan(f"{number:04}")
        same(plan["answers"]["person_name"]["text"], name, kind)
        same(plan["answers"]["matters"]["whose"], name, kind)
        same(plan["lists"]["who"][0]["who_name"]["text"], name, kind)
        same(plan["voices"]["family"]["answers"]["works"]["text"], name, kind)
    names = [line.split("\t")[1] for line in world.ok("list").splitlines()]
    same(sorted(names), sorted(NAMES.values()), "the list")


@case
def people_are_listed_as_a_reader_would_look_for_them(world):
    for name in ("Zoe", "ŵyn", "Wynne", "Wyn", "Łucja", "Lukas", "Élise"):
        world.ok("new", name)
    names = [line.split("\t")[1] for line in world.ok("list").splitlines()]
    same(names.index("Élise"), 0, "accents are set aside")
    assert names.index("Łucja") < names.index("Wyn") < names.index("Zoe"), \
        names
    same(world.ok("list", "lucja").split("\t")[1], "Łucja", "found without")


@case
def a_name_of_several_lines_stays_on_its_own(world):
    world.ok("new", "Eve\n0009\tFake Person\t7")
    same(world.ok("list"), "0001\tEve 0009 Fake Person 7\t1\t\t\n", "list")
    same(world.ok("get", "0001"), "person_name: Eve 0009\tFake Person\t7\n",
         "get")
    world.ok("set", "0001", "matters=A dog\nworks: nothing")
    assert "\nmatters: A dog\n  works: nothing\n" in world.ok("get", "0001")
    same(world.plan("0001")["answers"]["person_name"]["text"],
         "Eve\n0009\tFake Person\t7", "and is kept as it came")


@case
def what_could_harm_a_terminal_is_made_visible(world):
    world.write("plan.json", plan_of(
        {"person_name": "Eve\u001b]0;x\u0007\u202eevE"}))
    world.ok("import", "plan.json")
    for said in (world.ok("list"), world.ok("get", "0001"),
                 world.ok("print", "0001", "--as=text")):
        for sign in "\u001b\u0007\u202e":
            assert sign not in said, repr(said)
    same(world.plan("0001")["answers"]["person_name"]["text"],
         "Eve\u001b]0;x\u0007\u202eevE", "and is kept as it came")

"""The measurements of start.sh."""
from measure import PROGRAM, Screen, Table, folder, has, pairs, plain_file

PEOPLE = 10000


def people_file(where, count):
    return plain_file(where, f'people-{count}', [
        {'answers': {'person_name': f'Person {i * 7919 % count:05d}'}}
        for i in range(count)])


def first_screen(argv):
    def measure():
        screen = Screen(argv)
        seconds = screen.wait_first()
        screen.close()
        return seconds * 1000
    return measure


def main():
    table = Table()
    with folder() as where:
        many = first_screen(
            [PROGRAM, f'--file={people_file(where, PEOPLE)}'])
        few = first_screen([PROGRAM, f'--file={people_file(where, 10)}'])
        medians = pairs(many, few)
        table.put(f'start with {PEOPLE} people', 'ms', medians[0],
                  'with 10', medians[1], 1.1)
        if has('dialog'):
            dialog = ['dialog', '--form', 'Who', '20', '60', '12']
            for i in range(12):
                dialog += [f'Field {i}', str(i + 1), '1', '', str(i + 1),
                           '20', '30', '0']
            medians = pairs(many, first_screen(dialog))
            table.put(f'start with {PEOPLE} people', 'ms', medians[0],
                      'dialog --form', medians[1], 1.2)
    table.show()


if __name__ == '__main__':
    main()

# Output of a program, progress, files, tables, values and functions: a person must decide.
import io
import json
import sys
from pprint import pprint


def progress(rows, out=None):
    for row in rows:
        print(".", end="")
        print(row, end="", flush=True)
        print(row, file=out)
    print(json.dumps(rows))
    print(*rows)
    print(f"{rows[0]:<20}{rows[1]:>10}")
    print("\033[91mred\033[0m")
    pprint(rows)
    sys.stdout.write("done\n")
    rows.sort(key=lambda row: print(row))
    each(rows, print)
    done = print("x") or 1
    print(row for row in rows)
    return done


def print_summary(rows):
    print(f"{len(rows)} rows")


def ask():
    print("What is your name?")
    return input()


if __name__ == "__main__":
    print("started")


def populate(model, total):
    print("Total items: \033[92m{}".format(total))
    print("\x1b[1m%s\x1b[0m" % model)

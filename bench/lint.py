"""Counts the lint findings that a run adds to checkouts, under the rules each project configures.

    python3 bench/lint.py DIR 'node bin/checkmod.js' [--unsafe] [--show N] [--only NAME]

DIR holds one checkout per folder. Each is copied, `run -f diff` goes through `git apply`, and the changed files are linted
before and after: by the ruff or flake8 settings nearest to each file, or T20, S110, F and E9 where there are none.
A finding counts as new when its file has more of that code than before. Beside them it counts the changed files that were
formatted (as by `ruff format`) or had sorted imports (I001) before, and those that no longer are.
Needs ruff on the path, and flake8 for the projects that use it.
"""
import argparse
import collections
import configparser
import json
import pathlib
import shlex
import shutil
import subprocess
import sys
import tempfile
import tomllib

DEFAULT = ["--isolated", "--select", "T20,S110,F,E9"]
SKIPPED = shutil.ignore_patterns(".git", "node_modules", ".venv", "venv")


def run(command, folder, patch=None):
    return subprocess.run(command, cwd=folder, input=patch, capture_output=True)


def tools_of(pyproject):
    try:
        return tomllib.loads(pyproject.read_text()).get("tool", {})
    except (OSError, ValueError):
        return {}


def has_flake8(path):
    parser = configparser.ConfigParser(interpolation=None)
    try:
        parser.read(path)
    except (configparser.Error, ValueError):
        return False
    return parser.has_section("flake8")


class Settings:
    """What the folders around a file configure, the nearest first."""

    def __init__(self, root, path):
        self.ruff = self.flake8 = None
        self.black = {}
        for folder in (root / path).parents:
            tools = tools_of(folder / "pyproject.toml")
            if "ruff" in tools or (folder / "ruff.toml").exists() or (folder / ".ruff.toml").exists():
                self.ruff = self.ruff or folder
            if any(has_flake8(folder / name) for name in (".flake8", "setup.cfg", "tox.ini")):
                self.flake8 = self.flake8 or folder
            self.black = self.black or tools.get("black", {})
            if folder == root:
                break

    @property
    def format_options(self):
        if not self.black:
            return () if self.ruff else ("--isolated",)
        quotes = ("--config", "format.quote-style='preserve'") if self.black.get("skip-string-normalization") else ()
        return ("--line-length", str(self.black.get("line-length", 88)), *quotes)


def grouped(settings, key):
    groups = collections.defaultdict(list)
    for path, own in settings.items():
        groups[key(own)].append(path)
    return groups.items()


def ruff(root, options, paths):
    """Findings as (path, code, line, message)."""
    done = run(["ruff", "check", "--no-cache", "--quiet", "--force-exclude", "--output-format", "json", *options, *paths], root)
    if not done.stdout.strip():
        sys.exit(f"ruff: {done.stderr.decode()}")
    return [
        (str(pathlib.Path(each["filename"]).relative_to(root)), each["code"] or "syntax", each["location"]["row"], each["message"])
        for each in json.loads(done.stdout)
    ]


def flake8(root, folder, paths):
    names = [str((root / path).relative_to(folder)) for path in paths]
    done = run(["flake8", "--format", "%(path)s\t%(code)s\t%(row)d\t%(text)s", *names], folder)
    rows = [line.split("\t") for line in done.stdout.decode(errors="replace").splitlines() if line.count("\t") == 3]
    return [(str((folder / path).relative_to(root)), code, int(row), text) for path, code, row, text in rows]


def lint(root, settings):
    found = []
    for (is_ruff, folder), paths in grouped(settings, lambda own: (bool(own.ruff), own.flake8)):
        if is_ruff:
            found += ruff(root, [], paths)
        if folder:
            found += flake8(root, folder, paths)
        if not is_ruff and not folder:
            found += ruff(root, DEFAULT, paths)
    return found


def with_sorted_imports(root, settings):
    unsorted = set()
    for is_ruff, paths in grouped(settings, lambda own: bool(own.ruff)):
        options = ["--extend-select", "I001"] if is_ruff else ["--isolated", "--select", "I001"]
        unsorted |= {path for path, code, *_ in ruff(root, options, paths) if code == "I001"}
    return set(settings) - unsorted


def formatted(root, settings):
    others = set()
    for options, paths in grouped(settings, lambda own: own.format_options):
        done = run(["ruff", "format", "--no-cache", "--check", "--output-format", "concise", *options, *paths], root)
        others |= {line.split(":")[0] for line in done.stdout.decode().splitlines()}
    return set(settings) - others


class Measure:
    """One checkout before and after."""

    def __init__(self, checkout, command):
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder).resolve() / checkout.name
            shutil.copytree(checkout, root, symlinks=True, ignore=SKIPPED)
            for git in (["init", "-q"], ["add", "-A", "-f"], ["-c", "user.name=x", "-c", "user.email=x@x", "commit", "-qm", "x"]):
                run(["git", *git], root)
            diff = run([*command, "-f", "diff"], root)
            if diff.returncode:
                sys.exit(f"{checkout.name}: {diff.stderr.decode()}")
            listed = run(["git", "apply", "--allow-empty", "--numstat"], root, diff.stdout).stdout.decode().splitlines()
            paths = [path for path in (line.split("\t")[2] for line in listed) if path.endswith(".py")]
            settings = {path: Settings(root, path) for path in paths}
            self.changed = len(settings)
            before = lint(root, settings)
            self.formatted, self.sorted = formatted(root, settings), with_sorted_imports(root, settings)
            applied = run(["git", "apply", "--allow-empty"], root, diff.stdout)
            if applied.returncode:
                sys.exit(f"{checkout.name}: {applied.stderr.decode()}")
            after = lint(root, settings)
            self.misshapen = self.formatted - formatted(root, settings)
            self.disordered = self.sorted - with_sorted_imports(root, settings)
        counts = collections.Counter((path, code) for path, code, *_ in after)
        counts.subtract((path, code) for path, code, *_ in before)
        self.more = +counts
        known = {(path, code, message) for path, code, _, message in before}
        places = [each for each in after if each[:2] in self.more]
        self.places = [each for each in places if (each[0], each[1], each[3]) not in known] or places

    @property
    def codes(self):
        codes = collections.Counter()
        for (_, code), count in self.more.items():
            codes[code] += count
        return codes

    def examples(self, most):
        for code in self.codes:
            yield from [f"{code} {path}:{line} {message}" for path, found, line, message in self.places if found == code][:most]
        yield from [f"format {path}" for path in sorted(self.misshapen)][:most]
        yield from [f"imports {path}" for path in sorted(self.disordered)][:most]


def listing(codes):
    return ", ".join(f"{code} {count}" for code, count in codes.most_common()) or "none"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkouts", type=pathlib.Path)
    parser.add_argument("checkmod")
    parser.add_argument("--unsafe", action="store_true", help="with the fixes of the unsafe tier")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="show N places of each kind")
    parser.add_argument("--only", action="append", metavar="NAME", help="this checkout; repeatable")
    args = parser.parse_args()
    command = [*shlex.split(args.checkmod), "run", *(["--unsafe"] if args.unsafe else [])]
    totals = collections.Counter()
    codes = collections.Counter()
    for checkout in sorted(path for path in args.checkouts.iterdir() if path.is_dir() and path.name in (args.only or [path.name])):
        one = Measure(checkout, command)
        if one.changed == 0:
            continue
        codes += one.codes
        totals.update(changed=one.changed, formatted=len(one.formatted), misshapen=len(one.misshapen),
                      sorted=len(one.sorted), disordered=len(one.disordered))
        print(f"{checkout.name:56}{one.changed:4} files  formatted {len(one.formatted)}, lost {len(one.misshapen)}"
              f"  sorted {len(one.sorted)}, lost {len(one.disordered)}  new: {listing(one.codes)}", flush=True)
        for example in one.examples(args.show):
            print(f"    {example}")
    print(f"\n{totals['changed']} changed files; new findings: {listing(codes)}")
    print(f"formatted before {totals['formatted']}, of them no longer {totals['misshapen']};"
          f" imports sorted before {totals['sorted']}, of them no longer {totals['disordered']}")


if __name__ == "__main__":
    main()

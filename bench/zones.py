"""Counts the prints of server code in a checkout, with Python's own parser and an import graph of its own.

    python3 bench/zones.py --checkouts DIR [--expected TABLE.md] [--zones 'npx jiti bench/zones.ts'] [NAME ...]

The table counts files that a server reaches and files that other modules import: checkmod's zones `server` and `library`.
DIR holds checkouts as <owner>__<name>. TABLE.md is a Markdown table with a repo column
(`owner/name@commit`) and a `P-print` column (`server prints / all prints outside tests`). --zones is a command that takes
a checkout and answers {path: {"zone": ...}} as JSON; its zones are counted beside the graph made here.
Shares no code with checkmod.
"""
import argparse
import ast
import collections
import json
import pathlib
import re
import shlex
import subprocess
import sys

BUILDERS = {"FastAPI", "Flask", "Celery", "APIRouter", "Blueprint", "FastMCP", "Starlette", "Quart", "Sanic"}
DECORATORS = {"get", "post", "put", "patch", "delete", "route", "websocket", "shared_task", "task", "api_view"}
DJANGO_MODULES = {"models", "views", "urls", "admin", "apps", "signals", "tasks", "serializers", "middleware", "settings", "wsgi", "asgi"}
SKIPPED = re.compile(r"(^|/)(\.?venv|node_modules|site-packages|dist|build|__pycache__)/")
NOT_SERVER = re.compile(
    r"(^|/)(tests?|testing|e2e|fixtures|mocks|scripts?|bin|tools|examples?|demos?|docs|benchmarks?|deploy|infra|seeds?|seeders"
    r"|migrations|alembic|management/commands|debug|sandbox|archive|legacy)/|(^|/)(test_[^/]*|[^/]*_test|tests|conftest|setup)\.py$"
)
TEST = re.compile(r"(^|/)tests?/|(^|/)test_")


class Module:
    """What the tree of one file says: what it imports, whether it serves, and where it prints."""

    def __init__(self, path, tree):
        self.path, self.tree = path, tree
        self.imports = list(imports(tree))
        self.serves = serves(tree)
        self.all_prints = sum(is_call(node, "print") for node in ast.walk(tree))


def is_call(node, name):
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name


def is_main_guard(node):
    return isinstance(node, ast.If) and "__name__" in ast.unparse(node.test)


def imports(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((0, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            yield node.level, base
            yield from ((node.level, f"{base}.{alias.name}".lstrip(".")) for alias in node.names)


def serves(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in BUILDERS:
                return True
        for decorator in getattr(node, "decorator_list", ()):
            target = decorator.func if isinstance(decorator, ast.Call) else decorator
            if isinstance(target, ast.Attribute) and target.attr in DECORATORS and isinstance(decorator, ast.Call):
                if re.search(r"app|router|api|bp|blueprint|celery", ast.unparse(target.value)):
                    return True
            if isinstance(target, ast.Name) and target.id in {"shared_task", "api_view"}:
                return True
    return any(
        isinstance(target, ast.Name) and target.id in {"urlpatterns", "INSTALLED_APPS"}
        for node in tree.body if isinstance(node, ast.Assign) for target in node.targets
    )


def server_prints(tree, imported):
    """Prints outside the main guard, functions only the guard reaches, and functions that read input().

    `imported` are names other modules take from this one: their functions do not belong to the guard."""
    guards = [node for node in tree.body if is_main_guard(node)]
    functions = {node.name: node for node in tree.body if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))}
    calls = {name: names_in(node) & functions.keys() for name, node in functions.items()}
    from_guard = closure(set().union(*[names_in(guard) & functions.keys() for guard in guards]), calls)
    others = [node for node in tree.body if node not in guards and node not in functions.values()]
    used_elsewhere = set().union(*[names_in(node) for node in others]) & functions.keys()
    used_elsewhere |= {name for name, node in functions.items() if node.decorator_list or name in imported or name not in from_guard}
    cli_only = from_guard - closure(used_elsewhere, calls)
    skipped = set()
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and any(is_call(n, "input") for n in ast.walk(node)):
            skipped.add(node)
    skipped |= {functions[name] for name in cli_only} | set(guards)
    hidden = {id(inner) for node in skipped for inner in ast.walk(node)}
    return sum(is_call(node, "print") and id(node) not in hidden for node in ast.walk(tree))


def names_in(node):
    return {inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name)}


def closure(start, edges):
    seen, queue = set(start), collections.deque(start)
    while queue:
        for name in edges[queue.popleft()] - seen:
            seen.add(name)
            queue.append(name)
    return seen


def read(root):
    listed = subprocess.run(["git", "-C", root, "ls-files", "-z", "*.py"], capture_output=True, check=True).stdout
    modules = {}
    for path in filter(None, listed.decode().split("\0")):
        file = root / path
        if SKIPPED.search(path) or not file.is_file():
            continue
        try:
            modules[path] = Module(path, ast.parse(file.read_bytes()))
        except (SyntaxError, ValueError):
            continue
    imported = collections.defaultdict(set)
    for module in modules.values():
        if not TEST.search(module.path):
            for _, name in module.imports:
                *folders, last = name.rsplit(".", 2)
                imported[folders[-1] if folders else ""].add(last)
    for module in modules.values():
        module.prints = server_prints(module.tree, imported[pathlib.PurePath(module.path).stem])
    return modules


def reached(modules):
    """Files that a serving file imports, by the longest suffix of a path that fits the dotted name."""
    by_name = collections.defaultdict(list)
    for path in modules:
        parts = path.removesuffix(".py").removesuffix("/__init__").split("/")
        for index in range(len(parts)):
            by_name[".".join(parts[index:])].append(path)

    def targets(path):
        folder = path.split("/")[:-1]
        for level, name in modules[path].imports:
            if level:
                name = ".".join([*folder[: len(folder) - level + 1], *filter(None, [name])])
            found = by_name.get(name, ())
            if found:
                yield max(found, key=lambda other: shared(folder, other.split("/")))

    django = any(path.endswith("manage.py") for path in modules)
    start = {p for p, m in modules.items() if not NOT_SERVER.search(p) and (m.serves or django and pathlib.PurePath(p).stem in DJANGO_MODULES)}
    seen, queue = set(start), collections.deque(start)
    while queue:
        for target in targets(queue.popleft()):
            if target not in seen and not NOT_SERVER.search(target):
                seen.add(target)
                queue.append(target)
    return seen


def shared(left, right):
    count = 0
    for a, b in zip(left, right):
        if a != b:
            break
        count += 1
    return count


def expected(table):
    """{owner/name: (server prints, all prints)} from the Markdown tables of a file."""
    numbers, column = {}, None
    for line in table.read_text().splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if "P-print" in cells:
            column = cells.index("P-print")
        elif column and len(cells) > column and re.fullmatch(r"\d+/\d+", cells[column]):
            numbers[cells[0].split("@")[0]] = tuple(map(int, cells[column].split("/")))
    return numbers


def zones_of(command, root):
    answer = subprocess.run([*shlex.split(command), str(root)], capture_output=True, text=True, check=True).stdout
    return {path: entry["zone"] for path, entry in json.loads(answer).items()}


def fits(ours, wanted):
    return abs(ours - wanted) <= max(2, wanted * 0.1)


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--checkouts", type=pathlib.Path, required=True)
    options.add_argument("--expected", type=pathlib.Path)
    options.add_argument("--zones", help="command that prints the zones of a checkout as JSON")
    options.add_argument("names", nargs="*")
    args = options.parse_args()
    wanted = expected(args.expected) if args.expected else {}
    good = measured = 0
    print(f"{'repository':52}{'table':>10}{'own graph':>11}{'server':>8}{'library':>9}{'all':>7}")
    for root in sorted(args.checkouts.glob("*__*/.git"), key=str):
        root = root.parent
        name = root.name.replace("__", "/", 1)
        if args.names and not any(part in name for part in args.names):
            continue
        modules = read(root)
        if not modules:
            continue
        own = sum(modules[path].prints for path in reached(modules))
        total = sum(module.all_prints for path, module in modules.items() if not TEST.search(path))
        by_zone = collections.Counter()
        for path, zone in zones_of(args.zones, root).items() if args.zones else ():
            by_zone[zone] += modules[path].prints if path in modules else 0
        row = wanted.get(name)
        verdict = ""
        if row and args.zones:
            measured += 1
            fit = fits(by_zone["server"] + by_zone["library"], row[0])
            good += fit
            verdict = "" if fit else "  <- differs"
        shown = f"{row[0]}/{row[1]}" if row else "-"
        print(f"{name:52}{shown:>10}{own:>11}{by_zone['server']:>8}{by_zone['library']:>9}{total:>7}{verdict}", flush=True)
    if measured:
        print(f"{good} of {measured} within two prints or 10 % of the table")


if __name__ == "__main__":
    sys.exit(main())

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadTransforms } from '../../src/registry.ts';
import { runText } from '../helpers/fixture.ts';
import { pythonVenv, runPython } from '../helpers/venv.ts';

const transforms = await loadTransforms(['print-to-logger'], '.');
const python = await pythonVenv();

/** Sends every message, and nothing else, to standard output, whatever the logging library. */
const SHOW: Record<string, string> = {
  logging: 'import logging, sys\nlogging.basicConfig(level=logging.DEBUG, format="%(message)s", stream=sys.stdout)\n',
  structlog: 'import structlog\nstructlog.configure(processors=[lambda logger, method, event: event["event"]], logger_factory=structlog.PrintLoggerFactory())\n',
  loguru: 'import sys\nfrom loguru import logger\nlogger.remove()\nlogger.add(sys.stdout, format="{message}", level="TRACE")\n',
};
const HEAD: Record<string, string> = {
  logging: 'import logging\n\nlogger = logging.getLogger(__name__)\n',
  structlog: 'import structlog\n\nlogger = structlog.get_logger()\n',
  loguru: 'from loguru import logger\n',
};

/** Calls of a function that prints; each must log what it printed, outer white space aside. */
const BODY = `

class Point:
    def __init__(self, x):
        self.x = x

    def __repr__(self):
        return f"Point({self.x})"

    def __str__(self):
        return f"<{self.x}>"


def work(n, ratio, name, items, point, width):
    print("plain")
    print("100% of it, {not} a %s placeholder")
    print(f"{n} rows, {ratio:.2%} done, {{literal}} braces and 5% more")
    print(f"{name!r:>12}|{point!s}|{point!r}|{n:,}|{ratio:{width}.1f}")
    print("several", n, name, point)
    print("joined", n, name, sep=", ")
    print(point)
    print(items)
    print("a" + name + "b")
    print("n is %d, 100%%" % n)
    print("n is {}".format(n))
    print(f"\\nleading and trailing {n}\\n")
    print("✅ done" if n else "❌ nothing")
    print(
        f"long text for {name} "
        "in two pieces, 50% each"
    )
    print(n)
    print(None)
    print("percent %", n, "and 7%")
    print(f"{items[0]} {items[-1]['k']} {len(items)}")
    print((f"{name} in parentheses"))
    print((f"{name} in parentheses"), n)
    print(
        (
            # why
            f"{name} "  # who
            f"has {n}"
        )
    )
    print((f"{name} "
           f"has {n}"), flush=True)
    print(*items)
    print("flushed", flush=True)


work(1200, 0.256, "o'hare \\"x\\" %d {y}", [1, {"k": "v % {z}"}], Point(3), 8)
`;

const lines = (text: string) => text.split('\n').map((line) => line.trim()).filter((line) => line !== '');

describe.skipIf('skip' in python)('skip' in python ? python.skip : 'printed text equals logged text', () => {
  it.each(Object.keys(HEAD).flatMap((library) => [[library, 'fstring'], [library, 'percent']] as const))('with %s, in a package that logs with %s', async (library, logArguments) => {
    const text = HEAD[library]! + BODY;
    const result = await runText(text, transforms, 'python', { python: { logArguments }, path: 'app/work.py' });
    expect(result.sites.filter(({ status }) => status === 'pending').length).toBeGreaterThan(15);
    const folder = mkdtempSync(join(tmpdir(), 'checkmod-print-'));
    writeFileSync(join(folder, 'before.py'), text);
    writeFileSync(join(folder, 'after.py'), result.after!);
    const before = await runPython(python, `${SHOW[library]}import before`, folder);
    const after = await runPython(python, `${SHOW[library]}import after`, folder);
    rmSync(folder, { recursive: true });
    expect(lines(after)).toEqual(lines(before));
  });
});

/** A traceback that was printed as a text; each function must still log it, once, and show no secret. */
const FAILURES = `
import traceback


def one():
    try:
        raise ValueError("first")
    except Exception:
        print("[ws] went wrong:", traceback.format_exc())


def two():
    try:
        raise ValueError("second")
    except Exception as e:
        tb = traceback.format_exc()
        print(f"went wrong: {e}\\n{tb}")


def three():
    try:
        raise ValueError("third")
    except Exception as e:
        print(e)
        traceback.print_exc()


def four(token):
    print(f"token {token[:20] if token else 'none'}")
    print("token", token or 'none')


one()
two()
three()
four("a-secret-value-of-somebody")
four("")
`;

describe.skipIf('skip' in python)('skip' in python ? python.skip : 'a printed traceback is logged once', () => {
  it.each(['logging', 'loguru'])('with %s', async (library) => {
    const result = await runText(HEAD[library]! + FAILURES, transforms, 'python', { path: 'app/work.py' });
    const folder = mkdtempSync(join(tmpdir(), 'checkmod-print-'));
    writeFileSync(join(folder, 'after.py'), result.after!);
    const shown = await runPython(python, `${SHOW[library]}import after`, folder);
    rmSync(folder, { recursive: true });
    for (const text of ['first', 'second', 'third']) expect(shown.split(`ValueError: ${text}`)).toHaveLength(2);
    expect(shown).not.toContain('a-secret-value');
    expect(lines(shown).filter((line) => line.startsWith('token'))).toEqual(['token [redacted]', 'token [redacted]', 'token none', 'token none']);
  });
});

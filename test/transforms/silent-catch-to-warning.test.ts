import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadTransforms } from '../../src/registry.ts';
import { runText, textAfter } from '../helpers/fixture.ts';

const [transform] = await loadTransforms(['silent-catch-to-warning'], '.');
const folder = mkdtempSync(join(tmpdir(), 'checkmod-silent-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Run { readonly seen: string; readonly log: string }

/** Runs Python: standard output is what the program does, standard error what it logs. */
function runPython(name: string, code: string): Run {
  const path = join(folder, `${name}.py`);
  const log = join(folder, `${name}.log`);
  writeFileSync(path, code);
  const setUp = `import logging, runpy; logging.basicConfig(level=logging.DEBUG, filename=${JSON.stringify(log)}, filemode="w"); logging.getLogger("asyncio").setLevel(logging.ERROR)`;
  const seen = execFileSync('python3', ['-c', `${setUp}; runpy.run_path(${JSON.stringify(path)}, run_name="module_under_test")`], { encoding: 'utf8' });
  return { seen, log: readFileSync(log, 'utf8') };
}

async function beforeAndAfter(name: string, code: string): Promise<{ before: Run; after: Run }> {
  const result = await runText(code, [transform!], 'python');
  expect(result.status).toBe('changed');
  return { before: runPython(`${name}_before`, code), after: runPython(`${name}_after`, textAfter(result, code)) };
}

/** `show` is the last word of every program: what the functions returned and did, in order. */
const CASES: Readonly<Record<string, string>> = {
  'pass, assignment and return': `
def fail(text="boom"):
    raise RuntimeError(text)

def ignored():
    try:
        fail()
    except Exception:
        pass
    return "went on"

def assigned():
    try:
        value = fail()
    except Exception:
        value = {}
    return value

def returned():
    try:
        return fail()
    except Exception: return False

print(ignored(), assigned(), returned())
`,
  'continue, break and else': `
def fail(n):
    if n % 2: raise KeyError(n)
    return n

def walk():
    seen = []
    for n in range(4):
        try: seen.append(fail(n))
        except Exception: continue
        else: seen.append("else")
        finally: seen.append("finally")
    while True:
        try:
            fail(1)
        except Exception:
            break
    return seen

print(walk())
`,
  'order of handler and finally': `
steps = []

def fail():
    raise ValueError("boom")

def run():
    try:
        fail()
    except Exception:
        steps.append("handler"); steps.append("more")
        return steps.append("return")
    finally:
        steps.append("finally")

run()
print(steps)
`,
  'a bare except keeps its reach': `
import asyncio

async def worker():
    try:
        await asyncio.sleep(10)
    except:
        return "swallowed"

def leave():
    raise SystemExit(3)

def exits():
    try:
        leave()
    except:
        pass
    return "still here"

async def main():
    task = asyncio.create_task(worker())
    await asyncio.sleep(0)
    task.cancel()
    return await task

print(asyncio.run(main()), exits())
`,
  'names of the outer scope stay bound': `
def fail():
    raise OSError("boom")

def run():
    e = "outer"
    try:
        fail()
    except Exception:
        pass
    return e

class Box:
    try:
        SIZE = fail()
    except Exception:
        SIZE = 7

print(run(), Box.SIZE)
`,
};

describe('a swallowed error', () => {
  it.each(Object.entries(CASES))('%s', async (name, code) => {
    const { before, after } = await beforeAndAfter(name.replaceAll(/\W+/g, '_'), code);
    expect(after.seen).toBe(before.seen);
    expect(before.log).toBe('');
    expect(after.log).toContain('Traceback (most recent call last):');
  });

  it('is written once per time it happens, at its level, with its own traceback', async () => {
    const { after } = await beforeAndAfter('levels', `
def fail(text):
    raise RuntimeError(text)

def once():
    try:
        fail("first")
    except Exception:
        pass

def often():
    for n in range(2):
        try:
            fail(f"again {n}")
        except Exception:
            continue

once()
often()
`);
    expect(after.log.match(/^WARNING:module_under_test:once: fail failed$/gm)).toHaveLength(1);
    expect(after.log.match(/^WARNING:module_under_test:often: fail failed, skipping this one$/gm)).toHaveLength(2);
    expect(after.log.match(/^RuntimeError: .*$/gm)).toEqual(['RuntimeError: first', 'RuntimeError: again 0', 'RuntimeError: again 1']);
  });

  it('carries the id of the record in a loop, and none where the name is one of a person', async () => {
    const { after } = await beforeAndAfter('ids', `
def charge(n):
    raise RuntimeError("boom")

def run():
    for order_id in (3, 4):
        try:
            charge(order_id)
        except Exception:
            pass
    for email_id in ("a@b.example",):
        try:
            charge(email_id)
        except Exception:
            pass

run()
`);
    expect(after.log.match(/^WARNING:.*for order_id [34]$/gm)).toHaveLength(2);
    expect(after.log).not.toContain('a@b.example');
  });

  it('is an error with its cause where the answer is a server error', async () => {
    const { before, after } = await beforeAndAfter('server_error', `
class HTTPException(Exception):
    pass

def fetch():
    raise RuntimeError("disk")

def route():
    try:
        return fetch()
    except Exception as exc:
        raise HTTPException(500, "Internal error") from exc

def tuple_answer():
    try:
        return fetch()
    except Exception:
        return {"error": "Internal error"}, 500

try:
    route()
except HTTPException as caught:
    print(caught.args, repr(caught.__cause__))
print(tuple_answer())
`);
    expect(after.seen).toBe(before.seen);
    expect(after.log.match(/^ERROR:module_under_test:(route|tuple_answer): fetch failed$/gm)).toHaveLength(2);
    expect(after.log.match(/^RuntimeError: disk$/gm)).toHaveLength(2);
  });
});

describe('what is left', () => {
  const reasonOf = async (code: string) => (await runText(code, [transform!], 'python')).sites.map(({ status, reason }) => `${status}: ${reason}`);

  it.each([
    ['a finaliser', 'class A:\n    def __del__(self):\n        try:\n            self.close()\n        except Exception:\n            pass\n', /left: `__del__` may run while/],
    ['a probe', 'def f(x):\n    try:\n        return int(x)\n    except Exception:\n        return None\n', /left: a probe: `int`/],
    ['an answer', 'def f(x):\n    try:\n        return g(x)\n    except Exception:\n        return {"error": "no"}\n', /left: the caller is told/],
    ['a marker of another tool', 'def f(x):\n    try:\n        return g(x)\n    except Exception:  # noqa: S110\n        pass\n', /suppressed: kept by/],
  ])('%s', async (_, code, reason) => expect(await reasonOf(code)).toEqual([expect.stringMatching(reason)]));

  it('offers to narrow a bare except only as unsafe', async () => {
    const sites = (await runText('def f(x):\n    try:\n        g(x)\n    except:\n        pass\n', [transform!], 'python')).sites;
    expect(sites.map(({ safety, status }) => `${safety} ${status}`)).toEqual(expect.arrayContaining(['safe pending', 'unsafe left']));
    expect(sites).toHaveLength(2);
  });

  it('says that a check fails open', async () => {
    const [site] = (await runText('def allowed(x):\n    try:\n        return ask(x)\n    except Exception:\n        return True\n', [transform!], 'python')).sites;
    expect(site!.message).toContain('answers `True` as if nothing had happened');
  });
});

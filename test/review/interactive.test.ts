import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { spawn } from '@lydell/node-pty';
import { describe, expect, it, onTestFinished } from 'vitest';
import { withOnly } from '../../src/cli/interactive/blocks.ts';
import { checkmod } from '../helpers/cli.ts';
import { environment } from '../helpers/program.ts';
import { repository } from '../helpers/repository.ts';

const JITI = join(import.meta.dirname, '../../node_modules/jiti/lib/jiti-cli.mjs');
const PROGRAM = join(import.meta.dirname, '../helpers/fake-interactive-program.ts');
const QUESTION = 'Accept this fix [y,n,a,d,q,s,e,r,?]?';

interface Session { readonly code: number; readonly text: string; readonly raw: string; readonly asked: unknown[]; readonly closed: boolean }

/** Types into a real terminal: each entry once the question, or the text before it, has come. */
async function type(keys: readonly (string | { readonly after: string; readonly keys: string })[], { write = false, editor = 'true' } = {}): Promise<Session> {
  const folder = mkdtempSync(join(tmpdir(), 'checkmod-pty-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const log = join(folder, 'log.json');
  writeFileSync(join(folder, 'editor'), `#!/bin/sh\n${editor}\n`, { mode: 0o755 });
  const env = environment({ VISUAL: join(folder, 'editor'), TERM: 'xterm-256color' });
  const terminal = spawn(process.execPath, [JITI, PROGRAM, log, ...(write ? ['--write'] : [])], { cols: 100, rows: 40, env: env as Record<string, string> });
  let raw = '';
  let seen = 0;
  terminal.onData((data) => { raw += data; });
  const exit = new Promise<number>((resolve) => terminal.onExit(({ exitCode }) => resolve(exitCode)));
  for (const each of keys) {
    const { after, keys: typed } = typeof each === 'string' ? { after: QUESTION, keys: each } : each;
    await expect.poll(() => raw.indexOf(after, seen), { timeout: 60_000 }).toBeGreaterThan(-1);
    // The terminal shows the question before it takes keys one by one.
    await new Promise((resolve) => setTimeout(resolve, 30));
    seen = raw.length;
    terminal.write(typed);
  }
  const code = await exit;
  return { code, raw, text: stripVTControlCharacters(raw).replaceAll('\r', ''), ...JSON.parse(readFileSync(log, 'utf8')) };
}

describe('one fix after the other', () => {
  it('shows a fix alone, with what it brings along, in colour', async () => {
    const { text, raw } = await type(['y', 'q']);
    expect(text).toContain('a.py:2  marks  1 of 5\n  the word \\x1b[31mFIX\n@@ -1,5 +1,6 @@\n+import words\n same\n-FIX\n+DONE\n same\n FIX\n same\n');
    expect(text).toContain('a.py:4  marks  2 of 5\n');
    expect(text).toContain('.env.example (new)\n@@ -0,0 +1,1 @@\n+MARKS=x\n');
    expect(raw).toContain('\u001b[31m-FIX');
    expect(raw).toContain('\u001b[32m+DONE');
  });
  it('y and n', async () => {
    const { code, asked, closed, text } = await type(['y', 'n', 'y', 'n', 'y']);
    expect({ code, closed }).toEqual({ code: 0, closed: true });
    expect(asked).toEqual([
      { site: 'one', decision: 'accepted' }, { site: 'two', decision: 'rejected' }, { site: 'risky', decision: 'accepted' }, { site: 'three', decision: 'rejected' }, { site: 'four', decision: 'accepted' },
    ]);
    expect(text).toMatch(/3 fixes accepted, 2 rejected, 0 undecided\.\n$/);
  });
  it('a takes the safe fixes of the file and asks about the others; d rejects the rest', async () => {
    const { asked, text } = await type(['a', 'n', 'd']);
    expect(asked).toEqual([
      { sites: ['one', 'two'], decision: 'accepted' }, { site: 'risky', decision: 'rejected' }, { sites: ['three', 'four'], decision: 'rejected' },
    ]);
    expect(text).toContain('a.py:6  marks  unsafe  3 of 5\n  the word on line 6\n  unsafe because it may surprise\n');
  });
  it('s leaves the rest of a file undecided', async () => {
    const { asked } = await type(['y', 's', 'y', 'y']);
    expect(asked).toEqual([{ site: 'one', decision: 'accepted' }, { site: 'three', decision: 'accepted' }, { site: 'four', decision: 'accepted' }]);
  });
  it('q keeps what is decided, and writes it with --write', async () => {
    const { code, asked, text } = await type(['y', 'q'], { write: true });
    expect(code).toBe(0);
    expect(asked).toEqual([{ site: 'one', decision: 'accepted' }, { apply: {} }]);
    expect(text).toMatch(/1 fix accepted, 0 rejected, 4 undecided\.\nWritten: a\.py\nUndo with: checkmod undo\n$/);
  });
  it('writes nothing where nothing is accepted', async () => {
    const { code, asked, text } = await type(['n', 'q'], { write: true });
    expect({ code, asked }).toEqual({ code: 0, asked: [{ site: 'one', decision: 'rejected' }] });
    expect(text).toMatch(/Nothing is accepted, so nothing is written\.\n$/);
  });
  it('Ctrl-C keeps what is decided and writes nothing', async () => {
    const { code, asked, closed } = await type(['y', '\u0003'], { write: true });
    expect({ code, asked, closed }).toEqual({ code: 130, asked: [{ site: 'one', decision: 'accepted' }], closed: true });
  });
  it('r asks for a reason, and without one asks again', async () => {
    const { asked } = await type(['r', { after: 'Why not?', keys: '\r' }, 'r', { after: 'Why not?', keys: 'not here\r' }, 'q']);
    expect(asked).toEqual([{ site: 'one', decision: 'rejected', reason: 'not here' }]);
  });
  it('? and the return key ask again', async () => {
    const { asked, text } = await type(['\r', { after: '', keys: '?' }, 'q']);
    expect(asked).toEqual([]);
    expect(text).toContain('  e  edit its new text in $EDITOR, and accept that\n');
  });
  it('e takes the text that the editor leaves', async () => {
    const { asked } = await type(['e', 'q'], { editor: 'printf "OTHER é\\n" > "$1"' });
    expect(asked).toEqual([{ site: 'one', decision: 'accepted', text: 'OTHER é' }]);
  });
  it('e says why a text is refused, and edits it further', async () => {
    const { asked, text } = await type(['e', 'e', 'q'], { editor: 'grep -q "(" "$1" && printf "f()" > "$1" && exit; printf "f(" > "$1"' });
    expect(text).toContain('a.py does not parse with it: line 1: expected `)`\nEdit it again with e.\n');
    // The second is refused by the review in memory as well.
    expect(asked.slice(0, 2)).toMatchObject([{ text: 'f(' }, { text: 'f()' }]);
  });
  it.each([['leaves the text', 'true'], ['fails', 'printf x > "$1"; exit 1']])('e decides nothing where the editor %s', async (_, editor) => {
    const { asked, text } = await type(['e', 'q'], { editor });
    expect(asked).toEqual([]);
    expect(text).toContain('The text is as it was, so nothing is decided.');
  });
});

describe('refused', () => {
  it('where input is no terminal', async () => {
    const { root, read } = repository({ 'a.py': 'print(1)\n' });
    expect(await checkmod(root, ['run', '-i', '--write'])).toEqual({ code: 2, stdout: '', stderr: 'checkmod: --interactive asks at a terminal, and this is none; leave it out, or use `checkmod review`\n' });
    expect(read('a.py')).toBe('print(1)\n');
  });
  it.each([['--check'], ['-f', 'json'], ['-o', 'x.txt']])('with %s', async (...args) => {
    const { root } = repository({});
    expect(await checkmod(root, ['run', '-i', ...args])).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(/cannot be used with option/) });
  });
});

describe('a fix alone', () => {
  const before = 'import os\n\ndef f():\n    try:\n        print(1)\n    except ValueError:\n        print(2)\n    except OSError:\n        pass\n    x = uuid4()\n';
  const after = 'import logging\nimport os\nimport secrets\n\nlogger = logging.getLogger(__name__)\n\ndef f():\n    try:\n        logger.info(1)\n    except ValueError:\n        logger.error(2)\n    except OSError as e:\n        logger.warning(e)\n    x = secrets.token_urlsafe()\n';
  const marks = [['one', 5], ['two', 7], ['three', 9], ['four', 10]].map(([site, line]) => ({ site: site as string, beforeLine: line as number, beforeEndLine: line as number, afterLine: 1 }));
  const only = (...sites: string[]) => withOnly({ path: 'a.py', version: 1, before, after, marks }, new Set(sites));
  it('brings the names it uses, and not those of the others', () => {
    expect(only('one')).toBe('import logging\nimport os\n\nlogger = logging.getLogger(__name__)\n\ndef f():\n    try:\n        logger.info(1)\n    except ValueError:\n        print(2)\n    except OSError:\n        pass\n    x = uuid4()\n');
    expect(only('four')).toBe(before.replace('import os\n', 'import os\nimport secrets\n').replace('uuid4()', 'secrets.token_urlsafe()'));
  });
  it('brings the line of its handler that is changed for it', () => {
    expect(only('three')).toContain('    except OSError as e:\n        logger.warning(e)\n    x = uuid4()\n');
    expect(only('one')).toContain('    except OSError:\n        pass\n');
    expect(only('two')).toContain('        print(1)\n    except ValueError:\n        logger.error(2)\n    except OSError:\n        pass\n');
  });
  it('imports that stand beside each other come and go each for itself', () => {
    const view = {
      path: 'a.py', version: 1,
      before: 'import random\nimport uuid\n\ndef f():\n    a = uuid.uuid4()\n    print(a)\n    b = random.random()\n',
      after: 'import logging\nimport secrets\n\nlogger = logging.getLogger(__name__)\n\ndef parse(x):\n    return x\n\ndef f():\n    a = secrets.token_hex()\n    logger.info(a)\n    b = parse(secrets.randbelow(9))\n',
      marks: [5, 6, 7].map((line) => ({ site: `line ${line}`, beforeLine: line, beforeEndLine: line })),
    };
    const alone = (site: string) => withOnly(view, new Set([site]));
    expect(alone('line 5')).toMatch(/^import random\nimport secrets\n\n/);
    expect(alone('line 6')).toMatch(/^import random\nimport uuid\nimport logging\n\nlogger = /);
    // What is added in one piece is shown in one piece.
    expect(alone('line 7')).toMatch(/^import uuid\nimport logging\nimport secrets\n\nlogger = /);
    expect(alone('line 7')).toContain('def parse(x):\n    return x\n');
    expect(withOnly(view, new Set(['line 5', 'line 6', 'line 7']))).toBe(view.after);
  });
  it('all together are the result, none is the file', () => {
    expect(only('one', 'two', 'three', 'four')).toBe(after);
    expect(only()).toBe(before);
  });
});

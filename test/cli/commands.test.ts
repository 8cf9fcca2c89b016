import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkmod } from '../helpers/cli.ts';
import { MARKS } from '../helpers/marks.ts';
import { repository } from '../helpers/repository.ts';

describe('checkmod', () => {
  it.each(['run', 'list', 'explain', 'init', 'new', 'test', 'baseline', 'undo'])('%s --help says how to use it', async (command) => {
    const { code, stdout, stderr } = await checkmod(import.meta.dirname, [command, '--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(new RegExp(`^Usage: checkmod ${command} `));
  });
});

describe('explain', () => {
  const files = {
    'app/main.py': 'from fastapi import FastAPI\n\napp = FastAPI()\n\n\ndef start():\n    print("started")\n',
    'tests/test_main.py': 'def test_start():\n    print("tested")\n',
  };
  it('a line: its zone, and what is thought of it', async () => {
    const { root } = repository(files);
    const { code, stdout } = await checkmod(root, ['explain', 'app/main.py:7']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^app\/main\.py:7\nzone server: /);
    expect(stdout).toMatch(/^print-to-logger \(safe\): would be fixed\n {2}`print` bypasses the logger\n {2}in start\n {2}- print\("started"\)\n {2}\+ logger\.info\("started"\)/m);
    expect(stdout).toMatch(/The file does not hold what they look for: .*uuid4-to-secure-token/s);
  });
  it('a line that nothing is thought of', async () => {
    const { root } = repository(files);
    const { stdout } = await checkmod(root, ['explain', 'app/main.py:1']);
    expect(stdout).toMatch(/Nothing on this line, but elsewhere in the file: .*print-to-logger\s\(line 7\)/s);
  });
  it('a line of a file that is not looked at', async () => {
    const { root } = repository(files);
    const { stdout } = await checkmod(join(root, 'tests'), ['explain', 'test_main.py:2']);
    expect(stdout).toMatch(/^tests\/test_main\.py:2\nzone test: /);
    expect(stdout).toMatch(/print-to-logger.*: not looked at in files of zone test; with --zone test it /);
    expect((await checkmod(join(root, 'tests'), ['explain', 'tests/test_main.py:2'])).stdout).toBe(stdout);
  });
  it.each([
    ['Silent errors are logged', /^Concepts seen: .*silence \(Silent\)[^]*^silent-catch-to-warning: asked for\n {2}`\{silence\} \{failure\}` matches "Silent errors"/m],
    ['Verify CORS works', /^cors-wildcard-to-allowlist: not asked for\n {2}`CORS` matches "CORS"\n {2}but `Verify` is about verification, not code/m],
    ['Safe widgets', /^Nearly:\n {2}detail-leak-to-generic-error, `safe … \{error\}`: \{error\} \(error, exception, failure\) was not seen\n\nNo transform is asked for/m],
    ['限流', /^Concepts seen: limit \(限流\)$[^]*^rate-limiting: asked for$/m],
  ])('an item: %s', async (text, message) => {
    const { root } = repository(files);
    expect(await checkmod(root, ['explain', text])).toMatchObject({ code: 0, stderr: '', stdout: expect.stringMatching(message) });
  });
  it.each([
    ['app/main.py:70', /has 8 lines, so there is no line 70/],
    ['app/nope.py:7', /there is no file app\/nope\.py/],
    ['notes.txt', /does not read files such as notes\.txt/],
    ['print-to-loger', /did you mean `print-to-logger`\?/],
  ])('%s is wrong usage', async (what, message) => {
    const { root } = repository({ ...files, 'notes.txt': '' });
    expect(await checkmod(root, ['explain', what])).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(message) });
  });
});

describe('init', () => {
  it('adds to pyproject.toml, with its line ends', async () => {
    const { root, read } = repository({ 'pyproject.toml': '[project]\r\nname = "x"' });
    expect(await checkmod(root, ['init'])).toMatchObject({ code: 0, stdout: 'wrote [tool.checkmod] in pyproject.toml\n' });
    expect(read('pyproject.toml')).toMatch(/^\[project\]\r\nname = "x"\r\n\r\n\[tool\.checkmod\]\r\n/);
    expect(read('pyproject.toml')).not.toMatch(/[^\r]\n/);
    expect((await checkmod(root, ['init'])).code).toBe(2);
  });
});

describe('new and test', () => {
  it('says which fixtures are wrong whatever their output', async () => {
    const { root } = repository({
      ...MARKS,
      'own/marks/__testfixtures__/python/changes.valid.py': 'x = "FIX"\n',
      'own/marks/__testfixtures__/python/same.input.py': 'x = 1\n',
      'own/marks/__testfixtures__/python/breaks.input.py': 'x = "BREAK"\n',
      'own/marks/__testfixtures__/python/unwritten.input.py': 'x = "FIX"\n',
    });
    const { code, stdout } = await checkmod(root, ['test', 'own/marks']);
    expect(code).toBe(1);
    expect(stdout).toMatch(/✗ python\/changes\n +it changes, and must not/);
    expect(stdout).toMatch(/✗ python\/same\n +nothing changes/);
    expect(stdout).toMatch(/✗ python\/breaks\n/);
    expect(stdout).toMatch(/✗ python\/unwritten\n +unwritten\.output\.py is not there yet; -u writes it/);
  });
  it.each([
    [['new', 'Bad_Id'], /is not an id/],
    [['new', 'print-to-logger'], /is a built-in transform/],
    [['test', 'nope'], /there is no folder nope/],
    [['test', 'empty'], /there is no transform in empty/],
    [['test', 'own/marks'], /marks has no fixtures/],
    [['test', 'own/broken'], /own\/broken cannot be loaded: /],
  ])('%j is wrong usage', async (args, message) => {
    const { root } = repository({ ...MARKS, 'empty/x.txt': '', 'own/broken/index.ts': 'export default {' });
    expect(await checkmod(root, args)).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(message) });
  });
});

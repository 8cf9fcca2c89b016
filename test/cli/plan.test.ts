import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ItemReport, Plan, Report } from '../../src/report.ts';
import { checkmod } from '../helpers/cli.ts';
import { copyOf } from '../helpers/repository.ts';
import { APP, LIST, todoProject } from '../helpers/todo-project.ts';

const SCHEMAS = join(import.meta.dirname, '../../schemas');
const REPOS = join(import.meta.dirname, '../../__testfixtures__/repos');

/** The schemas that ship let later versions add keys; here every key must be one they describe. */
function expectValid(name: string, document: string): void {
  const schema = JSON.parse(readFileSync(join(SCHEMAS, name), 'utf8'), (_, value: { properties?: object; required?: object }) =>
    (value?.properties && value.required ? { ...value, additionalProperties: false } : value)) as object;
  const validate = new Ajv2020({ strict: false, allErrors: true }).compile(schema);
  validate(JSON.parse(document));
  expect(validate.errors ?? []).toEqual([]);
}

async function planned(root: string, ...args: string[]): Promise<Plan> {
  const { code, stdout } = await checkmod(root, ['plan', 'TODO.md', ...args, '-f', 'json']);
  expect(code).toBe(0);
  return JSON.parse(stdout) as Plan;
}

async function ran(root: string, ...args: string[]): Promise<Report> {
  const { code, stdout, stderr } = await checkmod(root, ['run', '--checklist', 'TODO.md', ...args, '-f', 'json']);
  expect({ code, stderr: stderr.replace(/^checkmod: undo with.*\n/, '') }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout) as Report;
}

const samplePlans = new Map<string, Promise<string>>();

/** The plan of a sample repository as JSON, made once. */
function samplePlan(name: string): Promise<string> {
  const made = samplePlans.get(name) ?? checkmod(copyOf(join(REPOS, name)).root, ['plan', 'CHECKLIST.md', '-f', 'json']).then(({ stdout }) => stdout);
  samplePlans.set(name, made);
  return made;
}

const verdicts = (items: readonly ItemReport[]) => items.map(({ line, verdict }) => [line, verdict]);

describe('plan', () => {
  it('gives a verdict for every item, with the places', async () => {
    const { items, summary, checklist } = await planned(todoProject().root);
    expect(checklist).toBe('TODO.md');
    expect(verdicts(items)).toEqual([[5, 'fixable'], [6, 'fixable'], [7, 'fixable'], [11, 'not recognised']]);
    expect(items[0]).toMatchObject({
      heading: expect.stringMatching(/Logging$/), checked: false, transforms: ['print-to-logger'], fixes: 1, evidence: [{ path: 'app.py', line: 8, referenced: true }],
      notes: ['it names `app.py:90`; the nearest place is at line 8 now'],
    });
    expect(items[2]).toMatchObject({ checked: true, tickedButOpen: true, reason: expect.stringMatching(/^ticked, but /) });
    expect(summary).toMatchObject({ items: 4, verdicts: { 'fixable': 3, 'not recognised': 1 }, tickedButOpen: 1, fixes: 2, unsafeFixes: 0 });
  });
  it('is what schemas/plan.schema.json describes', async () => {
    expectValid('plan.schema.json', (await checkmod(todoProject().root, ['plan', 'TODO.md', '-f', 'json'])).stdout);
    for (const name of ['fastapi-orders', 'express-orders']) expectValid('plan.schema.json', await samplePlan(name));
  });
  it('looks at the repository that the checklist lies in', async () => {
    const { root } = todoProject();
    const { stdout } = await checkmod(todoProject().root, ['plan', join(root, 'TODO.md'), '-f', 'json']);
    expect(JSON.parse(stdout)).toMatchObject({ root, checklist: 'TODO.md' });
  });
  it('is a page for an issue, in which nothing of the list is markup', async () => {
    const { root, read } = todoProject({ 'TODO.md': '- [ ] No print() | <b>bold</b> @team *all* `a|b`\n' });
    const { stdout, stderr } = await checkmod(root, ['plan', 'TODO.md', '-f', 'markdown', '-o', 'plan.md']);
    expect({ stdout, stderr }).toEqual({ stdout: '', stderr: 'checkmod: the plan is in plan.md\n' });
    expect(read('plan.md')).toContain('| ☐ No print() \\| bold `@team` all `a\\|b` |');
  });
  it('takes a list from elsewhere, through a link, with a BOM and CRLF, and a folder to look at', async () => {
    const { root } = todoProject({ 'api/TODO.md': `\uFEFF${LIST.replaceAll('\n', '\r\n')}` });
    symlinkSync(join(root, 'api/TODO.md'), join(root, 'link.md'));
    const { stdout } = await checkmod(root, ['plan', 'link.md', '-f', 'json']);
    expect(verdicts((JSON.parse(stdout) as Plan).items)[0]).toEqual([5, 'fixable']);
    expect(verdicts((await planned(root, 'api')).items)[0]![1]).not.toBe('fixable');
  });
  it('knows what an item asks for from a comment on it, or from the configuration', async () => {
    const { root } = todoProject({ 'TODO.md': '- [ ] Zzyzx <!-- checkmod: print-to-logger -->\n- [ ] Quux\n- [ ] No print() <!-- checkmod: none -->\n', 'checkmod.config.json': '{"checklist":{"Quux":["silent-catch-to-warning"]}}' });
    expect(verdicts((await planned(root)).items)).toEqual([[1, 'fixable'], [2, 'fixable'], [3, 'not recognised']]);
  });
  it('of nothing is no mistake', async () => {
    const { root } = todoProject({ 'TODO.md': 'Some prose.\n' });
    expect(await checkmod(root, ['plan', 'TODO.md'])).toMatchObject({ code: 0, stdout: expect.stringMatching(/^0 items\.\nNo items were found/) });
  });
  it.each([
    ['a missing list', ['nope.md'], /there is no checklist nope\.md/],
    ['a folder', ['.'], /\. is not a file/],
    ['a binary', ['bin.md'], /bin\.md cannot be read: /],
    ['a list in another encoding', ['latin.md'], /latin\.md cannot be read: it is not UTF-8/],
    ['a name that is none', ['wrong.md'], /names `print-to-loger`, which is no transform/],
    ['an unknown format', ['TODO.md', '-f', 'jsn'], /Did you mean json\?/],
  ])('refuses %s in one line', async (_, args, message) => {
    const { root } = todoProject({ 'bin.md': Buffer.from([1, 0, 2]), 'latin.md': Buffer.from('- [ ] é\n', 'latin1'), 'wrong.md': '- [ ] x <!-- checkmod: print-to-loger -->\n' });
    const { code, stdout, stderr } = await checkmod(root, ['plan', ...args]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
    expect(stderr).toMatch(/^checkmod: [^\n]+\n$/);
  });
});

describe('run --checklist', () => {
  it('runs what the items ask for, and every place carries its items', async () => {
    const { root } = todoProject({ 'TODO.md': '- [ ] Replace print statements\n- [ ] No `print()`\n' });
    const report = await ran(root);
    expect(report.files.flatMap(({ sites }) => sites).map(({ transform, items }) => [transform, items?.map(({ line }) => line)])).toEqual([['print-to-logger', [1, 2]]]);
    expect(verdicts(report.checklist!.items)).toEqual([[1, 'fixable'], [2, 'fixable']]);
    expectValid('report.schema.json', JSON.stringify(report));
  });
  it('groups the diff by item, and names a hunk under the others it serves', async () => {
    const { stdout } = await checkmod(todoProject().root, ['run', '--checklist', 'TODO.md']);
    expect(stdout).toMatch(/^line 5: Replace print statements[^]*\nfixable: 1 place can be fixed[^\n]*\n\napp\.py {2}server · \d fix(es)?\n@@/);
    expect(stdout).toMatch(/\nline 7: Remove[^\n]*\nfixable: [^\n]*\nits changes are shown under line 5\n/);
    expect(stdout).toMatch(/1 item that was not recognised/);
  });
  it('ticks what holds then, in one character each, and a second run changes nothing', async () => {
    const list = LIST.replaceAll('\n', '\r\n');
    const { root, read, git } = todoProject({ 'TODO.md': list });
    expect((await ran(root, '--tick')).checklist).toMatchObject({ ticked: [5, 6] });
    expect(read('TODO.md')).toBe(list);
    const report = await ran(root, '--write', '--tick');
    expect(verdicts(report.checklist!.items)).toEqual([[5, 'fixed'], [6, 'fixed'], [7, 'fixed'], [11, 'not recognised']]);
    expect(read('TODO.md')).toBe(list.replace('[ ] Replace', '[x] Replace').replace('[ ] No silent', '[x] No silent'));
    git('commit', '-qam', 'fixed');
    const again = await ran(root, '--write', '--tick');
    expect(again).toMatchObject({ projectFiles: [], summary: { fixes: 0 }, checklist: { ticked: [] } });
    expect(verdicts(again.checklist!.items).slice(0, 2)).toEqual([[5, 'holds already'], [6, 'holds already']]);
  });
  it('ticks nothing for a part of the places', async () => {
    const { root } = todoProject({ 'other.py': APP, 'sub/app.py': APP });
    expect((await ran(root, '--tick', 'app.py')).checklist!.ticked).toEqual([]);
    expect((await ran(root, '--tick', '--exclude', 'other.py')).checklist!.ticked).toEqual([]);
    expect((await ran(root, '--tick', '-t', 'print-to-logger')).checklist!.ticked).toEqual([5]);
    expect((await ran(root, '--tick')).checklist!.ticked).toEqual([5, 6]);
  });
  it('refuses --tick without a list, for one outside the root, and for one git ignores', async () => {
    const { root } = todoProject({ '.gitignore': 'mine.md\n' });
    const outside = mkdtempSync(join(tmpdir(), 'checkmod-list-'));
    onTestFinished(() => rmSync(outside, { recursive: true, force: true }));
    cpSync(join(root, 'TODO.md'), join(outside, 'TODO.md'));
    cpSync(join(root, 'TODO.md'), join(root, 'mine.md'));
    for (const [args, message] of [[[], /--tick needs --checklist/], [['--checklist', join(outside, 'TODO.md')], /lies outside/], [['--checklist', 'mine.md'], /git ignores mine\.md/]] as const) {
      expect(await checkmod(root, ['run', '--tick', ...args])).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(message) });
    }
  });
  it('refuses to tick a list with uncommitted changes', async () => {
    const { root, read, write } = todoProject();
    write('TODO.md', `${LIST}- [ ] more\n`);
    expect(await checkmod(root, ['run', '--checklist', 'TODO.md', '--tick', '--write'])).toMatchObject({ code: 2, stderr: expect.stringMatching(/uncommitted changes in TODO\.md/) });
    expect(read('app.py')).toBe(APP);
  });
});

describe('the sample repositories, item by item', () => {
  it.each([
    ['fastapi-orders', [[4, 'fixable'], [5, 'fixable'], [6, 'partly'], [9, 'fixable'], [10, 'fixable'], [11, 'needs a person']]],
    ['express-orders', [[5, 'fixable'], [6, 'fixable'], [10, 'fixable'], [11, 'fixable'], [12, 'fixable']]],
  ])('%s', async (name, expected) => {
    expect(verdicts((JSON.parse(await samplePlan(name)) as Plan).items)).toEqual(expected);
  });
});

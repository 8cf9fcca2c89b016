import { describe, expect, it } from 'vitest';
import { checkmod } from '../helpers/cli.ts';
import { MARKS } from '../helpers/marks.ts';
import { program, shell } from '../helpers/program.ts';
import { repository } from '../helpers/repository.ts';
import { todoProject } from '../helpers/todo-project.ts';

describe('checkmod', () => {
  it('--version is that of the package', async () => {
    const { version } = await import('../../package.json', { with: { type: 'json' } }).then((module) => module.default);
    expect(await program(import.meta.dirname, ['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });
  it.each([[[]], [['runn']]])('%j is wrong usage', async (args) => {
    expect(await program(import.meta.dirname, args)).toMatchObject({ code: 2, stdout: '' });
  });
});

describe('list', () => {
  it('shows the built-in transforms and those of the configuration', async () => {
    const { root } = repository({ ...MARKS, 'checkmod.config.json': '{ "transforms": ["./own/marks"] }' });
    const { code, stdout } = await program(root, ['list']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^id +languages +zones +what it does\n/);
    expect(stdout).toMatch(/^print-to-logger +python, javascript +server, library +Write to the logger instead of printing$/m);
    expect(stdout).toMatch(/^marks .* Do what the words say$/m);
  });
});

describe('explain', () => {
  it('a transform, by what its README says', async () => {
    const { stdout } = await program(import.meta.dirname, ['explain', 'print-to-logger']);
    expect(stdout).toMatch(/^print-to-logger: Write to the logger instead of printing\n\nPrinted text/);
    expect(stdout).toMatch(/\|\s*safe/);
  });
});

describe('init', () => {
  it('writes a script, and refuses to do it twice', async () => {
    const { root, read } = repository({});
    expect(await program(root, ['init'])).toEqual({ code: 0, stdout: 'wrote checkmod.config.mjs\n', stderr: '' });
    const text = read('checkmod.config.mjs');
    expect((await checkmod(root, ['run'])).code).toBe(0);
    expect(await checkmod(root, ['init'])).toMatchObject({ code: 2, stderr: 'checkmod: checkmod.config.mjs configures checkmod already; edit it\n' });
    expect(read('checkmod.config.mjs')).toBe(text);
  });
});

describe('new and test', () => {
  it('make a transform that works, run and fail its fixtures, and update them', async () => {
    const { root, read, write } = repository({ 'app.py': 'import yaml\n\n\ndef read(text):\n    return yaml.load(text)\n' });
    expect(await program(root, ['new', 'safe-yaml'])).toMatchObject({ code: 0, stderr: '' });
    expect(await program(root, ['test', './transforms/safe-yaml'])).toEqual({
      code: 0, stdout: 'safe-yaml\n  ✓ python/basic\n  ✓ python/loader\n  ✓ javascript/basic\n  ✓ javascript/schema\n\n4 fixtures passed\n', stderr: '',
    });
    const { stdout } = await program(root, ['run', '-t', './transforms/safe-yaml', '--zone', 'orphan,library', '-f', 'diff', 'app.py']);
    expect(stdout).toContain('+    return yaml.safe_load(text)\n');

    const output = 'transforms/safe-yaml/__testfixtures__/python/basic.output.py';
    const right = read(output);
    write(output, right.replace('safe_load', 'load'));
    const failing = await checkmod(root, ['test', 'transforms']);
    expect(failing.code).toBe(1);
    expect(failing.stdout).toMatch(/✗ python\/basic\n.*says.*\n.*@@.*\n(.*\n)*? {6}-    return yaml\.load\(text\)\n {6}\+    return yaml\.safe_load\(text\)\n/);
    expect(failing.stdout).toMatch(/3 fixtures passed, 1 failed\n$/);
    expect((await checkmod(root, ['test', '-u', 'transforms'])).code).toBe(0);
    expect(read(output)).toBe(right);
  });
});

describe('plan', () => {
  it('is a table with a summary and the next command', async () => {
    const { stdout, stderr, code } = await program(todoProject().root, ['plan', 'TODO.md']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/Logging\n {2}fixable {10}5 {2}Replace print statements \(`app\.py:90`\) +1 fix\n/);
    expect(stdout).toMatch(/• app\.py:8 {2}/);
    expect(stdout).toMatch(/\nNot recognised, or titles of others: line 11\n/);
    expect(stdout).toMatch(/\n4 items: 3 fixable \(2 fixes\), 1 not recognised\. One is ticked although it does not hold\.\n {4}checkmod run --checklist TODO\.md/);
  });
});

describe('run --checklist', () => {
  it('is a patch that git applies, with the items above each file', async () => {
    const { root, read } = todoProject();
    expect(shell(root, '$CHECKMOD run --checklist TODO.md --tick -f diff | tee patch.txt | git apply && cat patch.txt')).toMatch(/^# TODO\.md:5: Replace print statements[^\n]*\n# TODO\.md:6: [^]*\ndiff --git/);
    expect(read('app.py')).not.toMatch(/print\(/);
    expect(read('TODO.md')).toContain('- [x] Replace print');
  });
});

import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { gitDiff } from '../../engine/diff.ts';
import { fixturesIn, runFixture, type Fixture } from '../../engine/fixtures.ts';
import { UsageError } from '../../errors.ts';
import { loadTransforms } from '../../registry.ts';
import { count, printable } from '../../reporters/text/prose.ts';
import type { LoadedTransform } from '../../transform.ts';
import { EXIT } from '../exit.ts';
import { colors } from '../output.ts';

const FIXTURES = '__testfixtures__';

/** Runs the fixtures of a transform, or of all in a folder, and gives the exit code. */
export async function testAction(path: string, update: boolean): Promise<number> {
  const failed = await testFolders(transformFolders(path), update);
  return failed > 0 ? EXIT.failed : EXIT.done;
}

function transformFolders(path: string): string[] {
  if (!existsSync(path)) throw new UsageError(`there is no folder ${path}; check the path`);
  if (isTransform(path)) return [resolve(path)];
  const folders = readdirSync(path, { withFileTypes: true }).filter((entry) => entry.isDirectory())
    .map(({ name }) => resolve(path, name)).filter(isTransform);
  if (folders.length === 0) throw new UsageError(`there is no transform in ${path}; a transform is a folder with an index.ts, and \`checkmod new <id>\` makes one`);
  return folders;
}

function isTransform(folder: string): boolean {
  return ['index.ts', 'index.js', 'index.mts', 'index.mjs'].some((name) => existsSync(join(folder, name)));
}

/** Runs every fixture and gives the number that failed. */
async function testFolders(folders: readonly string[], update: boolean): Promise<number> {
  let passed = 0;
  let failed = 0;
  for (const folder of folders) {
    const [transform] = await loadTransforms([folder], '.');
    const fixtures = fixturesOf(folder, transform!);
    process.stdout.write(`${colors().bold(transform!.id)}\n`);
    for (const fixture of fixtures) {
      const problem = await check(fixture, transform!, update);
      process.stdout.write(resultText(fixture, problem));
      if (problem === undefined) passed += 1;
      else failed += 1;
    }
  }
  process.stdout.write(`\n${count(passed, 'fixture')} passed${failed > 0 ? `, ${failed} failed` : ''}\n`);
  return failed;
}

/** Fixtures lie in the transform's folder; those of checkmod's own in one folder for all. */
function fixturesOf(folder: string, { id }: LoadedTransform): Fixture[] {
  const places = [join(folder, FIXTURES), join(folder, '..', '..', FIXTURES, basename(folder))];
  const fixtures = fixturesIn(places.find(existsSync) ?? places[0]!, id);
  if (fixtures.length === 0) throw new UsageError(`${id} has no fixtures; write ${join(FIXTURES, 'python', '<case>.input.py')} in its folder`);
  return fixtures;
}

/** What is wrong with a fixture; undefined when nothing is. */
async function check(fixture: Fixture, transform: LoadedTransform, update: boolean): Promise<string | undefined> {
  const { after, problems } = await runFixture(fixture, transform);
  if (problems.length > 0) return problems.join('\n');
  if (fixture.outputPath === undefined || after === fixture.output) return undefined;
  if (update) {
    writeFileSync(fixture.outputPath, after);
    return undefined;
  }
  if (fixture.output === undefined) return `${basename(fixture.outputPath)} is not there yet; -u writes it`;
  return `it becomes something else than ${basename(fixture.outputPath)} says (- expected, + what it becomes):\n${hunks(gitDiff('x', fixture.output, after))}`;
}

function hunks(patch: string): string {
  return patch.slice(patch.indexOf('@@')).trimEnd();
}

function resultText({ language, name }: Fixture, problem: string | undefined): string {
  const { green, red } = colors();
  if (problem === undefined) return `  ${green('✓')} ${language}/${name}\n`;
  const lines = problem.split('\n').map((line) => `      ${colored(printable(line))}`);
  return `  ${red('✗')} ${language}/${name}\n${lines.join('\n')}\n`;
}

function colored(line: string): string {
  const { green, red } = colors();
  if (line.startsWith('+')) return green(line);
  return line.startsWith('-') ? red(line) : line;
}

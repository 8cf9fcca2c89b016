/**
 * Prints the zone of every source file of a checkout as JSON, for bench/zones.py and bench/node-zones.mjs.
 * Usage: npx jiti bench/zones.ts <checkout> [--timing | --packages]
 */
import { execFileSync } from 'node:child_process';
import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isProjectFile } from '../src/project/files.ts';
import { projectFacts } from '../src/project/facts.ts';
import { isJavaScript } from '../src/project/javascript/facts.ts';

const [root, flag] = process.argv.slice(2);
if (root === undefined) throw new Error('usage: bench/zones.ts <checkout> [--timing | --packages]');

const paths = execFileSync('git', ['-C', root, 'ls-files', '-z'], { encoding: 'utf8', maxBuffer: 1 << 28 })
  .split('\0')
  .filter((path) => path !== '' && lstatSync(join(root, path), { throwIfNoEntry: false })?.isFile());
const read = (path: string) => ({ path, text: readFileSync(join(root, path), 'utf8').replaceAll('\r\n', '\n') });
const sources = paths.filter((path) => path.endsWith('.py') || isJavaScript(path)).filter((path) => !/(?:^|\/)(?:\.?venv|node_modules|site-packages)\//.test(path)).map(read);
const projectFiles = paths.filter(isProjectFile).map(read);

const start = process.cpuUsage();
const facts = projectFacts(sources, projectFiles, paths);
const zones = Object.fromEntries(sources.map(({ path }) => [path, facts.zoneOf(path)]));
const { user } = process.cpuUsage(start);

if (flag === '--timing') {
  const size = sources.reduce((sum, { text }) => sum + text.length, 0);
  console.log(`${sources.length} files, ${(size / 1e6).toFixed(1)} MB: ${(user / 1000).toFixed(0)} ms of processor time`);
} else if (flag === '--packages') {
  const packages = new Map(sources.map(({ path }) => [facts.packageOf(path).dir, facts.packageOf(path)]));
  console.log(JSON.stringify([...packages.values()], undefined, 1));
} else {
  console.log(JSON.stringify(zones, undefined, 1));
}

import { execSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
const PROGRAM = join(ROOT, 'dist/src/cli/main.js');

/** Builds the program unless it is newer than all it is made of, as it is after `npm ci`. */
export default function build(): void {
  if (existsSync(PROGRAM) && statSync(PROGRAM).mtimeMs > newest()) return;
  execSync('npm run --silent build', { cwd: ROOT, stdio: 'inherit' });
}

/** Folders count too: theirs is the time at which a file went away. */
function newest(): number {
  const settings = readdirSync(ROOT).filter((name) => /\.json$|^build.*\.mjs$/.test(name));
  const sources = ['src', 'transforms'].flatMap((folder) => [folder, ...readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path))]);
  return Math.max(...[...settings, ...sources].map((path) => statSync(join(ROOT, path)).mtimeMs));
}

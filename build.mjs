// Bundles the program into `dist/`: one file for what is loaded together, so that a start reads ten files instead of three
// hundred. `npm run build` runs it, and tsc for the types. The review page is built beside it.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'rolldown';
import { buildPage } from './build-page.mjs';

/** What starts by itself or is loaded by its path: the program, what a package imports, a worker thread, the process of a batch's repository, each transform. */
const ENTRIES = ['src/cli/main', 'src/index', 'src/python', 'src/javascript', 'src/worker', 'src/runner', ...readdirSync('transforms').map((id) => `transforms/${id}/index`)];
/** Packages that hold native code or WebAssembly, or load files of their own: they stay where npm puts them. */
const APART = /^(?:@ast-grep|@astral-sh|@babel|bullmq$|ioredis$|jiti|jscodeshift|open$|prettier|ts-morph|tinypool)\b/;

const program = build({
  input: Object.fromEntries(ENTRIES.map((name) => [name, `${name}.ts`])),
  platform: 'node',
  external: APART,
  output: {
    dir: 'dist',
    // Beside each other, so that a path relative to `import.meta.url` means the same as in the sources.
    entryFileNames: '[name].js',
    chunkFileNames: 'src/[name].chunk.js',
  },
});

await Promise.all([program, buildPage()]);

// Told by what was bundled, for what is kept from one run to the next.
const chunks = readdirSync('dist', { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.js')).sort();
const id = createHash('sha256');
for (const path of chunks) id.update(readFileSync(join('dist', path)));
writeFileSync('dist/src/build-id', `${id.digest('hex')}\n`);

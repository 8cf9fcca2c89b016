import { setFlagsFromString } from 'node:v8';
import { runCommandLine } from './program.ts';

/**
 * V8 would compile the busy parts of ruff's WebAssembly a second time, in threads that the end of the process waits for:
 * a run of five files took 1.4 s longer, one of 700 files 2 s.
 */
setFlagsFromString('--no-wasm-tier-up --no-wasm-dynamic-tiering');

/** A closed pipe (`| head`) wants no more text, and no stack trace about it. */
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

await runCommandLine(process.argv.slice(2));

import { setFlagsFromString } from 'node:v8';
import { Command, CommanderError } from 'commander';
import { addExplain } from './commands/explain.ts';
import { addInit } from './commands/init.ts';
import { addList } from './commands/list.ts';
import { addNew } from './commands/new.ts';
import { addPlan } from './commands/plan.ts';
import { addRun } from './commands/run.ts';
import { addTest } from './commands/test.ts';
import { EXIT } from './exit.ts';
import { complain } from './output.ts';
import { version } from './package.ts';

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

const program = new Command('checkmod')
  .description('Finds what a production-readiness checklist asks about in Python and JavaScript backends, and rewrites it.\nShows every change as a diff before a byte is written.')
  .version(version(), '-v, --version', 'show the version')
  .helpOption('-h, --help', 'show help')
  .helpCommand(false)
  .exitOverride()
  .showSuggestionAfterError()
  .configureOutput({ outputError: (text, write) => write(`checkmod: ${text.replace(/^error: /, '').trim().replaceAll('\n', ' ')}\n`) })
  .addHelpText('after', '\nExamples:\n  checkmod run                 show what would change in this repository\n  checkmod run --write         change it\n  checkmod plan TODO.md        what the code says about every item of a checklist\n  checkmod explain app.py:31   why a line is changed, or left alone');
for (const add of [addRun, addPlan, addList, addExplain, addInit, addNew, addTest]) add(program);

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = error instanceof CommanderError ? commanderExit(error) : complain(error);
}

/** Commander has said what is wrong; asking for help is no mistake. */
function commanderExit({ code }: CommanderError): number {
  return ['commander.helpDisplayed', 'commander.version'].includes(code) ? EXIT.done : EXIT.usage;
}

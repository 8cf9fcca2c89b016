import { Command, CommanderError } from 'commander';
import { addDecisions } from './commands/decisions.ts';
import { addBaseline } from './commands/baseline.ts';
import { addBatch } from './commands/batch.ts';
import { addCache } from './commands/cache.ts';
import { addExplain } from './commands/explain.ts';
import { addInit } from './commands/init.ts';
import { addList } from './commands/list.ts';
import { addNew } from './commands/new.ts';
import { addPlan } from './commands/plan.ts';
import { addReview } from './commands/review.ts';
import { addRun } from './commands/run.ts';
import { addTest } from './commands/test.ts';
import { addUndo } from './commands/undo.ts';
import { EXIT } from './exit.ts';
import { complain } from './output.ts';
import { version } from './package.ts';

/** Does what the words after `checkmod` ask for, and leaves the exit code in `process.exitCode`. */
export async function runCommandLine(args: readonly string[]): Promise<void> {
  try {
    await program().parseAsync(args, { from: 'user' });
  } catch (error) {
    process.exitCode = error instanceof CommanderError ? commanderExit(error) : complain(error);
  }
}

function program(): Command {
  const checkmod = new Command('checkmod')
    .description('Finds what a production-readiness checklist asks about in Python and JavaScript backends, and rewrites it.\nShows every change as a diff before a byte is written.')
    .version(version(), '-v, --version', 'show the version')
    .helpOption('-h, --help', 'show help')
    .helpCommand(false)
    .exitOverride()
    .showSuggestionAfterError()
    .configureOutput({ outputError: (text, write) => write(`checkmod: ${text.replace(/^error: /, '').trim().replaceAll('\n', ' ')}\n`) })
    .addHelpText('after', '\nExamples:\n  checkmod run                 show what would change in this repository\n  checkmod run --write         change it\n  checkmod review              decide about each fix in the browser\n  checkmod plan TODO.md        what the code says about every item of a checklist\n  checkmod explain app.py:31   why a line is changed, or left alone');
  for (const add of [addRun, addReview, addPlan, addDecisions, addBatch, addList, addExplain, addInit, addNew, addTest, addBaseline, addUndo, addCache]) add(checkmod);
  return checkmod;
}

/** Commander has said what is wrong; asking for help is no mistake. */
function commanderExit({ code }: CommanderError): number {
  return ['commander.helpDisplayed', 'commander.version'].includes(code) ? EXIT.done : EXIT.usage;
}

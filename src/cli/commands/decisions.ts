import type { Command } from 'commander';
import type { DecisionsFlags } from '../actions/decisions.ts';

export function addDecisions(program: Command): void {
  program.command('decisions')
    .summary('list what was decided, and what became of it')
    .description('Lists the decisions of a file with the places they are about now, and says which have none any more.')
    .argument('[file]', 'a decisions file; the one of this repository if none is given')
    .option('--prune', 'take out the decisions whose place is gone or could be one of several, and those carried out')
    .option('--json', 'as one JSON document')
    .action(async (file: string | undefined, flags: DecisionsFlags) => {
      const { decisionsAction } = await import('../actions/decisions.ts');
      process.exitCode = await decisionsAction(file, flags);
    });
}

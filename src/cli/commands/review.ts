import type { Command } from 'commander';
import type { ReviewFlags } from '../actions/review.ts';
import { portNumber } from '../list-option.ts';
import { addSelection } from '../selection.ts';

export function addReview(program: Command): void {
  addSelection(program.command('review'))
    .summary('review what would change in the browser, and apply what you accept')
    .description('Makes the dry run and shows it on a page of this machine, where each fix is accepted or rejected. Decisions are kept as they fall, in .checkmod/decisions.json; nothing else is written before you apply.')
    .option('--no-open', 'only print the address')
    .option('--port <n>', 'the port of the page; 0 takes a free one', portNumber, 0)
    .addHelpText('after', `
Examples:
  checkmod review                         everything; unsafe fixes are shown too, undecided
  checkmod review --checklist TODO.md     by the items of a list
  checkmod review --port 8123 --no-open   on another machine: ssh -L 8123:localhost:8123 …, then open the address here

The address holds a secret of this run: whoever has it can read and write what you can through the page. Scripts send it
as \`Authorization: Bearer <token>\`. Where there is neither a fix nor a place left alone, nothing is served.

Exit codes: 0 done on the page, or nothing to review; 130 ended by Ctrl-C; 2 wrong usage, or the port is taken`)
    .action(async (paths: string[], flags: ReviewFlags) => {
      const { reviewAction } = await import('../actions/review.ts');
      process.exitCode = await reviewAction(paths, flags);
    });
}

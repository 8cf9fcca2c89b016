import type { Command } from 'commander';
import type { UndoFlags } from '../actions/undo.ts';

export function addUndo(program: Command): void {
  program.command('undo')
    .summary('bring back what was there before a write')
    .description('Brings back every byte that was there before the last `--write`, and removes what that created; done again, the\nwrite before it. All of it or nothing: refuses when a file was changed since.')
    .argument('[patch]', 'the patch of another write, as --list names it')
    .option('--list', 'show the writes that can be undone, the last one first')
    .action(async (patch: string | undefined, flags: UndoFlags) => {
      const { undoAction } = await import('../actions/undo.ts');
      process.exitCode = await undoAction(patch, flags);
    });
}

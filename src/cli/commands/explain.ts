import type { Command } from 'commander';

export function addExplain(program: Command): void {
  program.command('explain')
    .summary('explain a transform, or what is thought of a place')
    .description('Explains a transform: why it is asked for, what it changes and what it leaves alone.\nOr a place in a file: what the file is for, and what each rule thinks of the line.')
    .argument('<id | file:line>', 'a transform, a file, or a line of a file')
    .addHelpText('after', '\nExamples:\n  checkmod explain print-to-logger\n  checkmod explain api/main.py:31')
    .action(async (what: string) => {
      const { explainAction } = await import('../actions/explain.ts');
      await explainAction(what);
    });
}

import type { Command } from 'commander';

export function addExplain(program: Command): void {
  program.command('explain')
    .summary('explain a transform, or what is thought of a place or an item')
    .description('Explains a transform: why it is asked for, what it changes and what it leaves alone.\nOr a place in a file: what the file is for, and what each rule thinks of the line.\nOr the text of an item of a checklist: which words were seen, and what it asks for.')
    .argument('<id | file:line | text>', 'a transform, a file, a line of a file, or an item of a checklist')
    .addHelpText('after', '\nExamples:\n  checkmod explain print-to-logger\n  checkmod explain api/main.py:31\n  checkmod explain "No secrets in the code"')
    .action(async (what: string) => {
      const { explainAction } = await import('../actions/explain.ts');
      await explainAction(what);
    });
}

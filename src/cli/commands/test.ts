import type { Command } from 'commander';

export function addTest(program: Command): void {
  program.command('test')
    .summary('run the fixtures of a transform')
    .description('Runs the fixtures of a transform: __testfixtures__/python/<case>.input.py must become <case>.output.py,\nand <case>.valid.py must not change.')
    .argument('[path]', 'the folder of a transform, or one with several', '.')
    .option('-u, --update', 'write the outputs anew; look at the diff afterwards')
    .action(async (path: string, { update = false }: { readonly update?: boolean }) => {
      const { testAction } = await import('../actions/test.ts');
      process.exitCode = await testAction(path, update);
    });
}

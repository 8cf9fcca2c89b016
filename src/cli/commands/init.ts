import type { Command } from 'commander';

export function addInit(program: Command): void {
  program.command('init')
    .summary('write a configuration with every key in a comment')
    .description('Writes a configuration with every key in a comment: [tool.checkmod] at the end of the root\'s pyproject.toml\nwhere there is one, else checkmod.config.mjs. Refuses when the project is configured already.')
    .action(async () => {
      const { initAction } = await import('../actions/init.ts');
      await initAction();
    });
}

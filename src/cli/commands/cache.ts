import type { Command } from 'commander';

export function addCache(program: Command): void {
  const cache = program.command('cache')
    .summary('show or empty what runs keep for the next one')
    .description('What a run learns of a file is kept for the next run, under keys that name all it depends on. Prints the folder.')
    .action(async () => {
      const { showCache } = await import('../actions/cache.ts');
      process.exitCode = showCache();
    });
  cache.command('clean')
    .description('Removes what is kept, of all repositories.')
    .action(async () => {
      const { cleanCache } = await import('../actions/cache.ts');
      process.exitCode = await cleanCache();
    });
}

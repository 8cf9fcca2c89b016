import type { LoggerModule } from '../../languages/types.ts';
import { dirOf, isAbove, join } from '../folders.ts';
import { loggerHabits, type LoggerInputs } from './logger-convention.ts';
import { dirsUp } from './manifest.ts';

/**
 * The logger of another package of the repository that runs in one process with this one, for files of this one import
 * from there: one process needs no second logger. A reason where it cannot be imported as the rest is.
 */
export function siblingLogger(inputs: LoggerInputs & { readonly paths: ReadonlySet<string> }): LoggerModule | { readonly reason: string } | undefined {
  const { dir, telling, scans, resolver, paths, zones } = inputs;
  const imports = telling.flatMap((file) => scans.get(file)!.imports.filter(({ kind }) => kind === 'import' || kind === 'require').flatMap(({ specifier }) => {
    const target = resolver.file(specifier, file);
    return target === undefined || isAbove(dir, target) ? [] : [{ specifier, target }];
  }));
  for (const sibling of new Set(imports.flatMap(({ target }) => packageOf(target, paths) ?? []))) {
    const files = [...scans.keys()].filter((file) => packageOf(file, paths) === sibling);
    const { logger } = loggerHabits({ ...inputs, dir: sibling, files, telling: files.filter((file) => ['server', 'library'].includes(zones.get(file)?.zone ?? '')) });
    if (logger?.path === undefined) continue;
    const isRelative = imports.filter(({ target }) => packageOf(target, paths) === sibling).every(({ specifier }) => specifier.startsWith('.'));
    if (!isRelative) return { reason: `the package has no logger, and runs in one process with \`${sibling || '.'}\`, whose logger (\`${logger.path}\`) is not exported to others` };
    const { module: _, ...rest } = logger;
    return rest;
  }
  return undefined;
}

/** The folder of the package a file belongs to. */
function packageOf(file: string, paths: ReadonlySet<string>): string | undefined {
  return dirsUp(dirOf(file)).find((dir) => paths.has(join(dir, 'package.json')));
}

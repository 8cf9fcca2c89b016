import type { Action } from '../../types.ts';
import type { ProjectView } from '../types.ts';
import type { Level, Logger } from './logger-kind.ts';

/** What somebody has to do where nothing configures logging, and a line of this level would not be shown; loguru writes by itself. */
export function missingConfiguration({ style }: Logger, level: Level, { package: { dir, python } }: ProjectView): Action | undefined {
  const isShown = level === 'warning' || level === 'error' || style === 'loguru' || python?.loggingConfigured !== false;
  return isShown ? undefined : {
    kind: 'logging', name: dir === '' ? 'logging configuration' : `logging configuration of ${dir}`,
    message: `Nothing in ${dir === '' ? 'this package' : `\`${dir}\``} configures logging, so \`info\` and \`debug\` lines would not be shown: call \`logging.basicConfig(level=logging.INFO)\` where the program starts.`,
  };
}

import type { ActionReport, Report } from '../../report.ts';
import type { Colors } from './colors.ts';
import { labelled, printable } from './prose.ts';

const MOST_OF_A_KIND = 8;
const KINDS: readonly (readonly [ActionReport['kind'], string])[] = [
  ['env', 'Set these environment variables'],
  ['dependency', 'Install these packages'],
  ['logging', 'Configure logging'],
  ['follow-up', 'Look at these places'],
];

/** What the change needs from a person. */
export function toDoLines({ actions }: Report, width: number, colors: Colors): string[] {
  if (actions.length === 0) return [];
  return ['', colors.bold('To do by you'), ...KINDS.flatMap(([kind, title]) => {
    const own = actions.filter((action) => action.kind === kind);
    if (own.length === 0) return [];
    return [
      `  ${title}`,
      ...own.slice(0, MOST_OF_A_KIND).flatMap(({ name, message }) => labelled(`    ${name}`, printable(message), width)),
      ...(own.length > MOST_OF_A_KIND ? [colors.dim(`    … and ${own.length - MOST_OF_A_KIND} more; -f json lists them all`)] : []),
    ];
  })];
}

import { argumentsOf, lastName, runsIn, stringValue } from '../../../src/languages/python/nodes.ts';
import type { Handler } from '../../../src/languages/python/handlers.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import { Secrets } from '../../../src/languages/python/secrets.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import type { ProjectView } from '../../../src/languages/types.ts';

/** Calls whose exceptions show the statement with its parameters. */
const SHOWS_PARAMETERS = /(^|\.)_?(session|db|conn|connection|cursor|cur|engine|database|tx|trans\w*)\w*(\(\))?\.(commit|flush|execute\w*|merge|bulk_\w+|fetch\w*|scalars?|begin)$/i;
const CONSTANTS = ['none', 'true', 'false', 'integer', 'float'];

/**
 * The secret among the values that a statement for a database was given, which its exception may show. What is personal
 * alone does not count: whoever may read the log finds it in the database, and an engine can be told to hide it.
 */
export function secretInParameters(doc: PythonDoc, { guarded }: Handler, project: ProjectView): string | undefined {
  if (!runsIn(guarded, 'call').some((call) => SHOWS_PARAMETERS.test(call.field('function')!.text))) return undefined;
  const secrets = new Secrets(doc, project);
  const isGiven = (name: string | undefined, value: PyNode | undefined) => name !== undefined && value !== undefined && !CONSTANTS.includes(value.kind) && secrets.isName(name);
  const given: (readonly [string | undefined, PyNode | undefined])[] = [
    ...runsIn(guarded, 'call').flatMap((call) => [...argumentsOf(call).keywords]),
    ...runsIn(guarded, 'pair').map((pair) => [stringValue(pair.field('key')), pair.field('value')] as const),
    ...runsIn(guarded, 'assignment').filter((each) => each.field('left')!.kind === 'attribute').map((each) => [lastName(each.field('left')), each.field('right')] as const),
  ];
  return given.find(([name, value]) => isGiven(name, value))?.[0];
}

import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import type { ProjectView } from '../../../src/languages/types.ts';
import type { Json } from '../../../src/types.ts';
import { SLOT_TEXT, slotsOf } from './columns.ts';
import { givenBy } from './star-imports.ts';

/** Files that may hold a column, and those that others may star import for `uuid` or `random`. */
export const FACT_TEXT = new RegExp(`${SLOT_TEXT.source}|^(?:import|from)[ \\t]+(?:uuid|random)\\b|^from[ \\t].*\\bimport[ \\t]*\\*`, 'm');

/** What other files need to know of this one. */
export function factsOf(doc: PythonDoc, project: ProjectView): Json | undefined {
  const slots = slotsOf(doc, project);
  const given = givenBy(doc);
  if (slots.length === 0 && !given) return undefined;
  return { ...(slots.length > 0 && { slots }), ...(given && { given }) } as unknown as Json;
}

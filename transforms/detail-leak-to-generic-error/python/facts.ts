import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import type { Json } from '../../../src/types.ts';
import { helpersIn, type Helper } from './helpers.ts';
import { answeredIn, ROUTES, type Answered } from './routes.ts';

/** What a file tells the others, for this transform. */
export interface Facts {
  readonly answered?: readonly Answered[];
  readonly helpers?: readonly Helper[];
}

/** A necessary condition for a file to tell anything. */
export const TELLS = new RegExp(`${ROUTES.source}|\\bdef \\w*(?:error|fail|problem|response|respond|reply|abort)|jsonify|Response\\(|HTTPException|\\babort\\(`);

export function factsOf(doc: PythonDoc): Json | undefined {
  const answered = answeredIn(doc);
  const helpers = helpersIn(doc);
  if (answered.length === 0 && helpers.length === 0) return undefined;
  return { ...(answered.length > 0 && { answered }), ...(helpers.length > 0 && { helpers: helpers as unknown as Json }) } as Json;
}

import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import { answeredIn, ROUTES, type Answered } from './routes.ts';

/** What a file tells the others, for this transform. */
export type Facts = { readonly answered?: readonly Answered[] };

/** A necessary condition for a file to tell anything. */
export const TELLS = ROUTES;

export function factsOf(doc: PythonDoc): Facts | undefined {
  const answered = answeredIn(doc);
  return answered.length > 0 ? { answered } : undefined;
}

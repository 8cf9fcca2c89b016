import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import type { Json } from '../../../src/types.ts';
import type { ProjectView } from '../../../src/languages/types.ts';
import { loggingDecorators } from './decorators.ts';
import { helpersIn, type Helper } from './helpers.ts';
import { raisersIn, type Raiser } from './raised.ts';
import { answeredIn, ROUTES, type Answered } from './routes.ts';

/** What a file tells the others, for this transform. */
interface Facts {
  readonly answered?: readonly Answered[];
  readonly helpers?: readonly Helper[];
  readonly raisers?: readonly Raiser[];
  readonly decorators?: readonly string[];
}

/** A necessary condition for a file to tell anything. */
export const TELLS = new RegExp(`${ROUTES.source}|\\bdef \\w*(?:error|fail|problem|response|respond|reply|abort)|jsonify|Response\\(|\\braise \\w|format_exc\\(|exc_info=`);

export function factsOf(doc: PythonDoc, project: ProjectView): Json | undefined {
  const all: Facts = { answered: answeredIn(doc), helpers: helpersIn(doc), raisers: raisersIn(doc), decorators: loggingDecorators(doc, project) };
  const told = Object.entries(all).filter(([, each]) => each.length > 0);
  return told.length > 0 ? Object.fromEntries(told) : undefined;
}

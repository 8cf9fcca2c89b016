import { handlersOf } from '../../../src/languages/python/handlers.ts';
import { isLogCall } from '../../../src/languages/python/log-calls.ts';
import { dottedText, lastName, runsIn } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import type { ProjectView } from '../../../src/languages/types.ts';

const SANITISES = /sanit|redact|scrub|mask/i;

/** The function that the log lines of a file's handlers put the exception through, so that none shows it as it is. */
export function sanitiserOf(doc: PythonDoc, project: ProjectView): string | undefined {
  for (const { name, block } of handlersOf(doc)) {
    const calls = name ? runsIn(block, 'call').filter((call) => isLogCall(doc, call, project)).flatMap((call) => runsIn(call.field('arguments')!, 'call')) : [];
    const found = calls.find((call) => SANITISES.test(lastName(call.field('function')) ?? '') && call.field('arguments')!.identifiers(name!.text).length > 0);
    const text = dottedText(found?.field('function'));
    if (text !== undefined && doc.scopes.moduleNames.has(text.split('.')[0]!)) return text;
  }
  return undefined;
}

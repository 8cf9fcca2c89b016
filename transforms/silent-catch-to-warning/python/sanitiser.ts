import { handlersOf, type Handler } from '../../../src/languages/python/handlers.ts';
import { isLogCall } from '../../../src/languages/python/log-calls.ts';
import { dottedText, enclosingFunction, lastName, runsIn } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import type { ProjectView } from '../../../src/languages/types.ts';
import type { Edit } from '../../../src/types.ts';

const SANITISES = /sanit|redact|scrub|mask/i;
const NAMES = ['exc', 'err', 'e'];

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

/** The name of the exception, with the edit that gives it one the function does not use; undefined for a bare `except:`. */
export function namedException(doc: PythonDoc, handler: Handler): { readonly name: string; readonly edits: readonly Edit[] } | undefined {
  if (handler.name) return { name: handler.name.text, edits: [] };
  const type = handler.clause.named.find((node) => node !== handler.block);
  const around = enclosingFunction(handler.attempt) ?? doc.root;
  const name = NAMES.find((each) => around.identifiers(each).length === 0);
  return type && name !== undefined ? { name, edits: [{ start: type.end, end: type.end, text: ` as ${name}` }] } : undefined;
}

import { enclosingFunction, statementOf, stringValue } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import type { Edit, Finding } from '../../../src/types.ts';
import { Leaks } from './leaks.ts';
import { sourcesAt, type Source } from './sources.ts';
import { responsesOf } from './responses.ts';
import { removeEntries } from './removal.ts';

const REQUEST_ERRORS = /(^|\.)RequestValidationError$/;

/** Handlers of invalid requests that send back what came in: the body, and the `input` of each error. */
export function* validationBodies(doc: PythonDoc): Generator<Finding> {
  for (const { node, payloads } of responsesOf(doc)) {
    const source = [...sourcesAt(doc, node)].find(({ types }) => types.some((type) => REQUEST_ERRORS.test(doc.scopes.qualifiedName(type) ?? type.text)));
    if (!source?.name || enclosingFunction(node) !== (source.handler ? enclosingFunction(source.node) : source.node)) continue;
    const edits = payloads.flatMap((payload) => [...bodyEdits(doc, payload, source), ...inputEdits(payload, source)]);
    if (edits.length === 0) continue;
    const statement = statementOf(node);
    const removed = doc.scopes.uses.filter((use) => edits.some((edit) => edit.text === '' && edit.start <= use.start && use.end <= edit.end));
    yield {
      span: { start: statement.start, end: statement.end },
      message: 'The answer to an invalid request repeats what was sent, passwords and all',
      safety: 'unsafe', reason: 'a client may read the body or the `input` of an error',
      fix: { edits, orphans: removed.map(({ start, end }) => ({ start, end })) },
    };
  }
}

function bodyEdits(doc: PythonDoc, payload: PyNode, source: Source): Edit[] {
  const leaks = Leaks.from(doc, source);
  return [payload, ...payload.descendants('dictionary')].filter(({ kind }) => kind === 'dictionary').flatMap((dictionary) => {
    const pairs = dictionary.named.filter((pair) => pair.kind === 'pair' && /body/i.test(stringValue(pair.field('key')) ?? '') && leaks.isIn(pair.field('value')!));
    return removeEntries(doc, dictionary, pairs);
  });
}

function inputEdits(payload: PyNode, { name }: Source): Edit[] {
  // One in a comprehension is picked apart already.
  const calls = [payload, ...payload.descendants('call')].filter((node) => node.text === `${name!.text}.errors()` && !node.closest('for_in_clause')?.isWithin(payload));
  return calls.map((call) => ({ start: call.start, end: call.end, text: `[{k: v for k, v in error.items() if k != "input"} for error in ${call.text}]` }));
}

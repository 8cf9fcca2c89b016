import type { Handler } from '../../../src/languages/python/handlers.ts';
import { handlerOf } from '../../../src/languages/python/handlers.ts';
import { argumentsOf, lastName, runsIn } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';

const INPUT = /\b(request|req|body|payload|data|json|form|args|event)\b/;
const TAKES = /Validation|ValueError|HTTPException|^(\w+\.)*\w*Invalid\w*$/;

/** What checks the client's input in a `try`, by raising what is wrong with it, where no clause above the handler takes that. */
export function checkIn(doc: PythonDoc, { attempt, clause, guarded }: Handler): string | undefined {
  const above = attempt.children.filter((child) => child.kind === 'except_clause' && child.start < clause.start);
  if (above.some((each) => handlerOf(doc, each).types.some(({ text }) => TAKES.test(text)))) return undefined;
  return runsIn(guarded, 'call').find((call) => isCheck(call) && !isCaughtInside(call, attempt))?.field('function')!.text.replace(/\s+/g, '');
}

function isCheck(call: PyNode): boolean {
  const callee = call.field('function')!;
  const name = lastName(callee);
  const object = callee.kind === 'attribute' ? callee.field('object')!.text : '';
  // `OrderSchema().load(request.json)` of marshmallow.
  if (name === 'load' || name === 'loads') return /schema/i.test(object);
  if (name === 'full_clean') return true;
  // `Order.model_validate(payload)`, `Order(**request.get_json())` of pydantic.
  const { positional } = argumentsOf(call);
  if (/^(model_validate(_json)?|parse_obj|parse_raw)$/.test(name ?? '')) return positional.some(({ text }) => INPUT.test(text));
  const splat = call.field('arguments')!.named.find(({ kind }) => kind === 'dictionary_splat');
  return /^[A-Z]\w*[a-z]/.test(name ?? '') && /(Schema|Request|Create|Update|In|Input|Payload|Form|Dto|DTO)$/.test(name ?? '') && !!splat && INPUT.test(splat.text);
}

function isCaughtInside(call: PyNode, attempt: PyNode): boolean {
  for (const ancestor of call.ancestors()) {
    if (ancestor === attempt) return false;
    if (ancestor.kind === 'try_statement' && call.isWithin(ancestor.field('body')!)) return true;
  }
  return false;
}

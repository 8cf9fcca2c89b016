import { argumentsOf, enclosingFunction, isStatement, statementOf } from '../../../src/languages/python/nodes.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import type { Finding } from '../../../src/types.ts';
import { beside } from './beside.ts';
import { removeLine } from './edits.ts';
import { identifiersIn, isPrint, leftReason, MESSAGE, type File, type TextPrint } from './file.ts';
import { isRuleExpression, Message } from './message.ts';

/** A blank line or a rule such as `"=" * 60`: it has no meaning without the text beside it. */
export function isDecoration(call: PyNode): boolean {
  if (call.field('arguments')!.kind !== 'argument_list' || argumentsOf(call).hasSplat || argumentsOf(call).keywords.has('end')) return false;
  const { positional } = argumentsOf(call);
  return positional.every((argument) => isRuleExpression(argument) || (Message.read(argument)?.isBlank ?? false));
}

/** A decoration goes with the lines beside it, if these become log lines. */
export function decorationFinding(file: File, call: PyNode): Finding {
  const isBlank = !argumentsOf(call).positional.some(isRuleExpression);
  const message = `${MESSAGE}: ${isBlank ? 'a blank line' : 'a rule'} says nothing in a log`;
  if (!isStatement(call)) return { span: call, message, reason: 'its value is used' };
  const reason = leftReason(file, call);
  if (reason !== undefined) return { span: call, message, reason };
  const neighbours = neighboursOf(file, call);
  if (neighbours.length === 0) return { span: call, message, reason: 'no print beside it becomes a log line' };
  const statement = statementOf(call);
  const block = statement.parent!;
  const goesToo = (each: PyNode) => isDecorationStatement(file, each);
  if (block.kind === 'block' && block.named.every(goesToo)) return { span: call, message, reason: 'it is all its block does' };
  return {
    span: call, message, safety: 'safe',
    fix: {
      edits: removeLine(file.doc, statement, goesToo),
      requires: neighbours.map(({ group }) => group),
      orphans: identifiersIn(call),
    },
  };
}

/** Whether a statement is a print that only decorates. */
export function isDecorationStatement({ doc }: File, statement: PyNode): boolean {
  const call = statement.named[0];
  return statement.kind === 'expression_statement' && call?.kind === 'call' && doc.scopes.qualifiedName(call.field('function')) === 'builtins.print' && isDecoration(call);
}

/** The converted prints next to a decoration: those of its own run of prints, else the nearest in its function. */
function neighboursOf(file: File, call: PyNode): TextPrint[] {
  const statement = statementOf(call);
  const run = [-1, 1].flatMap((step): (TextPrint | 'left')[] => {
    for (let other = beside(statement, step); other; other = beside(other, step)) {
      const found = file.texts.find((text) => text.call.parent === other);
      if (found) return [found];
      if (!isDecorationStatement(file, other)) return isPrint(file, other) ? ['left' as const] : [];
    }
    return [];
  });
  if (run.length > 0) return run.some((each) => each === 'left') ? [] : run as TextPrint[];
  const fn = enclosingFunction(call);
  const near = file.texts.filter((text) => enclosingFunction(text.call) === fn && text.call.isWithin(fn ?? file.doc.root))
    .sort((a, b) => Math.abs(a.call.start - call.start) - Math.abs(b.call.start - call.start));
  return near.slice(0, 1);
}

import { handlerOf, isListener, usesOfError, type Handler } from '../../../src/languages/javascript/handlers.ts';
import { dottedText, enclosingFunction, isCall, isFunction, lastName, stringValue } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import { valueOf } from '../../../src/languages/javascript/queries.ts';
import { tellingCalls } from '../../../src/languages/javascript/telling-calls.ts';
import type { Node } from '../../../src/languages/javascript/tree.ts';

const REDIS = /redis/i;
/** What hands the first error of an emitter to whoever waits for it. */
const STARTS = /^(connect|open|start|ping|done|finished)$/;

/** Why a listener need not say what happened: the same error comes to somebody else right beside it. */
export function toldElsewhere(doc: JavaScriptDoc, handler: Handler): string | undefined {
  const emitter = isListener(doc, handler) ? dottedText(handler.guarded) : undefined;
  if (emitter === undefined) return undefined;
  const fn = enclosingFunction(doc.tree, doc.tree.parent(handler.node)!);
  const beside = doc.tree.inside(fn ?? doc.tree.program, 'CallExpression').filter((call) => call.callee.type === 'MemberExpression' && dottedText(call.callee.object) === emitter);
  const other = beside.find((call) => /^(on|once|addListener)$/.test(lastName(call.callee) ?? '') && stringValue(call.arguments[0]) === 'error' && call.arguments[1] !== handler.node && takesError(doc, call.arguments[1]));
  if (other) return `another listener of \`${emitter}\` is given the same error`;
  const waited = beside.find((call) => STARTS.test(lastName(call.callee) ?? '') && /^(Await|Return)/.test(doc.tree.parent(call)?.type ?? '') && enclosingFunction(doc.tree, call) === fn);
  return waited && fn && staysInside(doc, handler) ? `\`${dottedText(waited.callee)}\` fails with the same error, and is waited for` : undefined;
}

function takesError(doc: JavaScriptDoc, listener: Node | undefined): boolean {
  const own = isFunction(listener) ? handlerOf(doc, listener) : undefined;
  return listener !== undefined && (!isFunction(listener) || own !== undefined && usesOfError(doc, own).length > 0);
}

/** Whether an emitter is used by its methods alone: one that is handed on lives on, and fails again later. */
function staysInside(doc: JavaScriptDoc, { guarded }: Handler): boolean {
  const binding = guarded.type === 'Identifier' ? doc.scopes.bindingOf(guarded) : undefined;
  return binding?.kind === 'const' && binding.uses.every((use) => { const parent = doc.tree.parent(use); return parent?.type === 'MemberExpression' && parent.object === use; });
}

/** Whether an error may carry what Redis was sent to sign in: only its message is to be shown. */
export function mayCarryLogin(doc: JavaScriptDoc, handler: Handler): boolean {
  const { guarded } = handler;
  if (!isListener(doc, handler)) {
    const calls = tellingCalls(doc, guarded);
    return calls.length > 0 && calls.every((call) => /(^|\.)(connect|auth|ping)$/.test(call)) && calls.some((call) => REDIS.test(call));
  }
  const made = guarded.type === 'Identifier' ? valueOf(doc, guarded) : undefined;
  const origin = made && (isCall(made) || made.type === 'NewExpression') ? `${doc.scopes.qualifiedName(made.callee) ?? ''} ${dottedText(made.callee) ?? ''}` : '';
  return REDIS.test(`${dottedText(guarded) ?? ''} ${origin}`);
}

import type { Handler } from '../../../src/languages/javascript/handlers.ts';
import { isCall, keyName, lastName, runsIn, stringValue } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import { valueOf } from '../../../src/languages/javascript/queries.ts';
import { pathOf, tellingCallsIn } from '../../../src/languages/javascript/telling-calls.ts';
import type { Node } from '../../../src/languages/javascript/tree.ts';

const LOOKS_UP = /(^|\.)(resolve(4|6|Any|Caa|Cname|Mx|Naptr|Ns|Ptr|Soa|Srv|Txt)(Async)?|(\w*[dD]ns\w*|resolver|promises)\.(lookup|reverse|resolve))$/;
const CONNECTS = /(^|\.)(tls|net)\.(connect|createConnection)$/;
const ASKS_FOR_HEAD = /(^|\.)head$/;
const ENDS = /^(resolve|destroy|end|abort|clearTimeout)$/;

/** Whether a scanner asks the network something and takes the failure for a no: a name without a record, a refused connection, a `HEAD`. */
export function asksNetwork(doc: JavaScriptDoc, { guarded, block }: Handler): boolean {
  const calls = [...(isCall(block) ? [block] : []), ...runsIn(doc.tree, block, 'CallExpression', 'AwaitExpression')];
  if (calls.some((call) => !isCall(call) || !ENDS.test(lastName(call.callee) ?? ''))) return false;
  const made = guarded.type === 'Identifier' ? valueOf(doc, guarded) : undefined;
  const asked = made && isCall(made) ? [{ call: made as Node, name: pathOf(made.callee) ?? '' }] : tellingCallsIn(doc, guarded);
  return asked.length > 0 && asked.every(({ call, name }) => LOOKS_UP.test(name) || CONNECTS.test(name) || ASKS_FOR_HEAD.test(name) || sendsHead(doc, call));
}

/** `fetch(url, { method: 'HEAD' })`. */
function sendsHead(doc: JavaScriptDoc, call: Node): boolean {
  return doc.tree.inside(call, 'ObjectProperty').some((each) => keyName(each) === 'method' && stringValue(each.value) === 'HEAD');
}

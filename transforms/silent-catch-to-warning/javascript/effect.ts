import type { Handler } from '../../../src/languages/javascript/handlers.ts';
import { enclosingLoop, isCall, isFunction, isStatement, propertyName, statementsIn, textOf } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import { boundIn } from '../../../src/languages/javascript/scopes.ts';
import type { Node } from '../../../src/languages/javascript/tree.ts';

/** A value that a reader knows by its text, and that tells nothing of what is worked on. */
const PLAIN_VALUE = /^(null|true|false|-?\d+(\.\d+)?|\[\]|\{\}|[A-Z][A-Z_]+|\w*([fF]allback|[dD]efault|[eE]mpty|[cC]ached)\w*)$/;
export const RECORD_ID = /^(id|_id|[a-z]\w*Id|\w+_[iI]d|hostname|slug|sku)$/;
/** Values that read better as words. */
const EMPTY: { readonly [text: string]: string } = { '[]': 'an empty list', '{}': 'an empty object' };
/** Ids that let somebody in, or that say who somebody is. */
export const NOT_TO_SHOW = /session|token|secret|auth|key|cred|mail|phone|mobile|whats|tax|ssn|national|passport|card|device|ip_|chatId/i;
/** Methods of an array that call a function once for each element. */
const PER_ELEMENT = /^(forEach|map|flatMap|filter|find|findIndex|some|every)$/;

/** What comes of a failure, where the handler shows it: `, returning null`, `, skipping this order`, `, going on without tags`; else an empty text. */
export function effectOf(doc: JavaScriptDoc, { body, block, node }: Handler): string {
  const call = doc.tree.parent(node)!;
  if (node.type !== 'CatchClause' && isStatement(doc.tree, call)) return '';
  if (block.type !== 'BlockStatement') return plain(doc, block, ', using ', ' instead');
  const last = body.at(-1);
  if (last?.type === 'ReturnStatement') return last.argument ? node.type === 'CatchClause' ? plain(doc, last.argument, ', returning ') : plain(doc, last.argument, ', using ', ' instead') : '';
  if (last?.type === 'ContinueStatement') {
    const loop = enclosingLoop(doc.tree, node);
    const names = loop?.type === 'ForOfStatement' ? boundIn(loop.left.type === 'VariableDeclaration' ? loop.left.declarations[0]!.id : loop.left) : [];
    return names.length === 1 && /^[a-z]{3,}$/.test(names[0]!.name) ? `, skipping this ${names[0]!.name}` : ', skipping this one';
  }
  if (last?.type === 'BreakStatement') return enclosingLoop(doc.tree, node) ? ', leaving the loop' : '';
  const assignment = body.length === 1 && last?.type === 'ExpressionStatement' ? last.expression : undefined;
  return assignment?.type === 'AssignmentExpression' && assignment.operator === '=' && assignment.left.type === 'Identifier' ? assigned(doc, assignment.left.name, assignment.right) : '';
}

function plain(doc: JavaScriptDoc, value: Node, before: string, after = ''): string {
  const text = textOf(doc, value);
  if (text === 'null' && after !== '') return ', going on without it';
  return PLAIN_VALUE.test(text) && text !== 'undefined' ? `${before}${EMPTY[text] ?? text}${after}` : '';
}

/** What a name has to do without, or what stands for it. */
function assigned(doc: JavaScriptDoc, name: string, value: Node): string {
  const text = textOf(doc, value);
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
  if (/^(null|undefined|\[\]|\{\})$/.test(text)) return `, going on without ${words}`;
  if (/^-?\d/.test(text)) return `, taking ${text} for ${words}`;
  return /^(true|false)$/.test(text) ? '' : plain(doc, value, `, using `, ` for ${words}`);
}

/** The name that holds the id of what a loop is at, bound before the `try` whatever happens in it. */
export function recordId(doc: JavaScriptDoc, { node, guarded }: Handler): string | undefined {
  const at = node.type === 'CatchClause' ? doc.tree.parent(node)! : guarded;
  const names = new Set(namesOfLoop(doc, at).filter((name) => RECORD_ID.test(name) && !NOT_TO_SHOW.test(name)));
  const [name] = names;
  const binding = name !== undefined && names.size === 1 ? doc.scopes.lookup(name, node) : undefined;
  return binding && /^(const|let|parameter)$/.test(binding.kind) && binding.node.start! < at.start! ? name : undefined;
}

/** What a loop around a place has bound when it gets there: its own names, and those of the statements in front. */
function namesOfLoop(doc: JavaScriptDoc, at: Node): string[] {
  const names: string[] = [];
  let child = at;
  for (const ancestor of doc.tree.ancestors(at)) {
    const statements = statementsIn(ancestor);
    for (const each of statements.slice(0, Math.max(0, statements.indexOf(child)))) if (each.type === 'VariableDeclaration') names.push(...each.declarations.flatMap(({ id, init }) => (init ? boundIn(id) : [])).map(({ name }) => name));
    if (ancestor.type === 'ForOfStatement' || ancestor.type === 'ForInStatement') return [...names, ...(ancestor.left.type === 'VariableDeclaration' ? boundIn(ancestor.left.declarations[0]!.id).map(({ name }) => name) : [])];
    if (/^(For|While|DoWhile)Statement$/.test(ancestor.type)) return names;
    if (isFunction(ancestor)) return perElement(doc, ancestor) ? [...names, ...ancestor.params.slice(0, 2).flatMap((param) => boundIn(param)).map(({ name }) => name)] : [];
    child = ancestor;
  }
  return [];
}

/** A callback that an array calls for each of its elements. */
function perElement(doc: JavaScriptDoc, fn: Node): boolean {
  const call = doc.tree.parent(fn);
  return isCall(call) && call.arguments[0] === fn && (call.callee.type === 'MemberExpression' || call.callee.type === 'OptionalMemberExpression') && PER_ELEMENT.test(propertyName(call.callee) ?? '');
}

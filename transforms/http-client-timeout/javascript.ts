import { dottedText, isCall, lastName, propertyOf, stringValue, textOf, unwrapped } from '../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../src/languages/javascript/parse.ts';
import { functionsAround, madeFrom, optionsOf, placeAt, valueOf, type Made } from '../../src/languages/javascript/queries.ts';
import type { Node } from '../../src/languages/javascript/tree.ts';
import type { ProjectView } from '../../src/languages/types.ts';
import { checkRule, type Rule } from '../../src/transform.ts';

/** What is known of a call: it ends by itself, it may wait for ever, its options come from elsewhere, or it leaves the program for no other service. */
type Verdict = 'bounded' | 'unbounded' | 'unknown' | 'own';

const AXIOS_CALLS = /^(default|default\.(get|post|put|patch|delete|head|options|request)|get|post|put|patch|delete|head|options|request|axios|axios\.\w+)$/;

const rule = checkRule<JavaScriptDoc>({
  prefilter: /\bfetch\b|axios|\bgot\b|superagent|https?\.(request|get)\b|needle/,
  *evidence(doc, project) {
    for (const { node, verdict, what } of callsIn(doc, project)) if (verdict === 'bounded') yield placeAt(node, `${what} has a timeout`);
    const set = axiosDefault(doc);
    if (set) yield placeAt(set, 'axios has a timeout by default');
  },
  *problems(doc, project) {
    for (const { node, verdict, what } of callsIn(doc, project)) if (verdict === 'unbounded') yield placeAt(node, `${what} without a timeout waits for ever`);
    for (const { node, verdict, what } of callsIn(doc, project)) if (verdict === 'unknown') yield placeAt(node, `whether ${what} has a timeout is up to the options it is handed`);
  },
});

export const javascript: Rule<JavaScriptDoc> = {
  ...rule,
  collect: { prefilter: /axios[\s\S]*defaults/, facts: (doc) => (axiosDefault(doc) ? true : undefined) },
};

interface Outgoing { readonly node: Node; readonly what: string; readonly verdict: Verdict }

function* callsIn(doc: JavaScriptDoc, project: ProjectView): Generator<Outgoing> {
  for (const node of doc.tree.all('CallExpression', 'OptionalCallExpression')) {
    if (isFetch(doc, node)) yield { node: node.callee, what: 'fetch', verdict: isRaced(doc, node) ? 'bounded' : isOwn(doc, node) ? 'own' : fetchVerdict(doc, node) };
  }
  const hasDefault = hasAxiosDefault(project);
  for (const node of madeFrom(doc, /^axios$/, AXIOS_CALLS)) {
    const verdict = hasDefault || isRaced(doc, node) ? 'bounded' : axiosVerdict(doc, node);
    if (lastName(node.callee) !== 'create') yield { node: node.callee, what: `\`${textOf(doc, node.callee)}\``, verdict };
  }
  for (const node of madeFrom(doc, /^axios$/, /^(default\.|axios\.)?create$/)) yield { node: node.callee, what: `\`${textOf(doc, node.callee)}\``, verdict: hasDefault ? 'bounded' : bounded(doc, node, 'timeout') };
  for (const node of madeFrom(doc, /^got$/, /^(default|got|extend|(default\.)?(get|post|put|patch|delete|extend|stream))$/)) yield { node: node.callee, what: `\`${textOf(doc, node.callee)}\``, verdict: bounded(doc, node, 'timeout') };
  for (const node of madeFrom(doc, /^https?$/, /^(request|get|default\.(request|get))$/)) {
    const isSet = bounded(doc, node, 'timeout', 'signal') === 'bounded' || setsTimeout(doc, node);
    yield { node: node.callee, what: `\`${textOf(doc, node.callee)}\``, verdict: isSet ? 'bounded' : 'unbounded' };
  }
  for (const node of madeFrom(doc, /^superagent$/, /^(default\.)?(get|post|put|patch|delete|del|head)$/)) yield { node: node.callee, what: `\`${textOf(doc, node.callee)}\``, verdict: chained(doc, node).some((name) => name === 'timeout') ? 'bounded' : 'unbounded' };
}

/** The global `fetch`, or that of a package that is the same. */
function isFetch(doc: JavaScriptDoc, call: Node): boolean {
  if (!isCall(call)) return false;
  const name = doc.scopes.qualifiedName(call.callee);
  return name === 'fetch' || name === 'globalThis.fetch' || name === 'node-fetch:default' || name === 'cross-fetch:default' || name === 'cross-fetch:fetch' || name === 'undici:fetch' || name === 'isomorphic-fetch:default';
}

/** A path of the own origin is asked for in a browser; an object it was given is answered by the runtime. */
function isOwn(doc: JavaScriptDoc, call: Node): boolean {
  const first = isCall(call) ? valueOf(doc, call.arguments[0]) : undefined;
  const start = first?.type === 'TemplateLiteral' ? first.quasis[0]!.value.raw : stringValue(first);
  return start?.startsWith('/') || first?.type === 'Identifier' && /^(req|request)$/.test(first.name) || false;
}

function fetchVerdict(doc: JavaScriptDoc, call: Made): Verdict {
  if (call.arguments.length < 2) return 'unbounded';
  const value = unwrapped(call.arguments[1]!);
  const options = value.type === 'ObjectExpression' ? value : valueOf(doc, value);
  if (options?.type !== 'ObjectExpression') return /signal|timeout/i.test(textOf(doc, value)) ? 'bounded' : assignsSignal(doc, value) ? 'bounded' : 'unknown';
  if (propertyOf(options, 'signal') || propertyOf(options, 'timeout') || assignsSignal(doc, value)) return 'bounded';
  return options.properties.some((each) => each.type === 'SpreadElement' && !isPlain(doc, each.argument)) ? 'unknown' : 'unbounded';
}

/** `options.signal = controller.signal` after the options were made. */
function assignsSignal(doc: JavaScriptDoc, value: Node): boolean {
  const name = value.type === 'Identifier' ? value.name : undefined;
  return name !== undefined && doc.tree.all('AssignmentExpression').some(({ left }) => dottedText(left) === `${name}.signal`);
}

/** `...(body && { body })` holds what is written. */
function isPlain(doc: JavaScriptDoc, node: Node): boolean {
  const value = unwrapped(node);
  if (value.type === 'LogicalExpression') return isPlain(doc, value.right);
  if (value.type === 'ConditionalExpression') return isPlain(doc, value.consequent) && isPlain(doc, value.alternate);
  return value.type === 'ObjectExpression' && !propertyOf(value, 'signal');
}

function axiosVerdict(doc: JavaScriptDoc, call: Made): Verdict {
  // `axios.get(url, options)`, `axios.post(url, data, options)`, `axios({ … })`.
  const method = lastName(call.callee) ?? '';
  const at = /^(post|put|patch)$/.test(method) ? 2 : /^(get|delete|head|options)$/.test(method) ? 1 : 0;
  const argument = call.arguments[at] ?? (at === 0 ? undefined : null);
  if (argument === null) return 'unbounded';
  const options = valueOf(doc, at === 0 && stringValue(argument) !== undefined ? call.arguments[1] : argument);
  return options?.type === 'ObjectExpression' ? ofOptions(doc, options, ['timeout', 'signal']) : 'unknown';
}

function bounded(doc: JavaScriptDoc, call: Made, ...names: string[]): Verdict {
  const options = optionsOf(doc, call);
  if (options) return ofOptions(doc, options, names);
  return call.arguments.some((each) => each.type === 'Identifier' && valueOf(doc, each)?.type === 'Identifier') && call.arguments.length > 0 && lastName(call.callee) === 'create' ? 'unknown' : 'unbounded';
}

function ofOptions(doc: JavaScriptDoc, options: Node, names: readonly string[]): Verdict {
  for (const name of names) {
    const property = propertyOf(options, name);
    if (property) return property.type === 'ObjectProperty' && property.value.type === 'NumericLiteral' && property.value.value === 0 ? 'unbounded' : 'bounded';
  }
  return options.type === 'ObjectExpression' && options.properties.some((each) => each.type === 'SpreadElement' && !isPlain(doc, each.argument)) ? 'unknown' : 'unbounded';
}

/** `Promise.race([fetch(url), timeout(5000)])`, and a call handed to a helper that ends it. */
function isRaced(doc: JavaScriptDoc, call: Node): boolean {
  for (const ancestor of doc.tree.ancestors(call)) {
    if (isCall(ancestor) && ancestor !== call && /^(Promise\.race|(\w+\.)?(with_?timeout|timeout|race)\w*)$/i.test(dottedText(ancestor.callee) ?? '')) return true;
    if (ancestor.type === 'BlockStatement') return false;
  }
  return false;
}

/** `request.setTimeout(…)` or `request.on('timeout', …)` on what `http.request` gave. */
function setsTimeout(doc: JavaScriptDoc, call: Node): boolean {
  if (chained(doc, call).includes('setTimeout')) return true;
  const by = doc.tree.closest(call, 'VariableDeclarator', 'BlockStatement');
  const name = by?.type === 'VariableDeclarator' && by.init === call && by.id.type === 'Identifier' ? by.id.name : undefined;
  const [fn] = functionsAround(doc, call);
  return name !== undefined && new RegExp(`\\b${name.replaceAll('$', '\\$')}\\.setTimeout\\(`).test(fn ? textOf(doc, fn) : doc.text);
}

/** The methods called on the result of a call, one after the other. */
function chained(doc: JavaScriptDoc, call: Node): string[] {
  const names: string[] = [];
  for (let member = doc.tree.parent(call); member?.type === 'MemberExpression'; member = doc.tree.parent(doc.tree.parent(member)!)) names.push(lastName(member) ?? '');
  return names;
}

/** `axios.defaults.timeout = 10_000`. */
function axiosDefault(doc: JavaScriptDoc): Node | undefined {
  return doc.tree.all('AssignmentExpression').find(({ left, right }) => /^axios(\.default)?\.defaults\.timeout$/.test(dottedText(left) ?? '') && !(right.type === 'NumericLiteral' && right.value === 0));
}

/** Whether a file of the same package sets it. */
function hasAxiosDefault({ collected, package: { dir } }: ProjectView): boolean {
  return collected.some(({ path }) => dir === '' || path.startsWith(`${dir}/`));
}

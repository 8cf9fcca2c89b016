import { isFunction, keyName, lineOf, stringValue, unwrapped } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import type { Node } from '../../../src/languages/javascript/tree.ts';
import type { ProjectView } from '../../../src/languages/types.ts';
import type { Json } from '../../../src/types.ts';
import { environmentName, exportsParser } from './allowlist.ts';
import type { Context, CorsFacts } from './context.ts';
import { definitionsOf } from './definitions.ts';
import { layersOf, optionNames } from './layers.ts';
import { rewriteOrigins } from './origins.ts';
import { closedBy, exportedLists } from './own-list.ts';
import { readName } from './settings.ts';

/** What this file tells the others. */
export function corsFacts(doc: JavaScriptDoc, project: ProjectView, parses: CorsFacts['parses']): Json | undefined {
  const layers = layersOf(doc).filter(({ kind }) => kind !== 'unknown');
  const origins = layersOf(doc).flatMap(({ origin }) => (origin ? [origin] : []));
  const context: Context = { doc, project, facts: [] };
  const facts = {
    uses: [...new Set(origins.flatMap((origin) => namesIn(doc, origin)))],
    layerEnvs: [...new Set(origins.flatMap((origin) => variablesIn(doc, origin)))],
    optionUses: [...new Set(optionNames(doc))],
    lookedAt: [...new Set(origins.flatMap((origin) => namesInFunction(doc, origin)))],
    checked: checkedIn(doc, origins),
    modes: modesIn(doc),
    wildcards: definitionsOf(doc).map(({ name, holds, env }) => ({ name, holds, ...(env !== undefined && { env }) })),
    parses,
    exportsParser: exportsParser(doc),
    lists: project.zone === 'test' ? [] : exportedLists(context),
    closed: layers.flatMap(({ origin }) => {
      const closed = origin && rewriteOrigins(context, origin) === undefined ? closedBy(doc, origin) : undefined;
      return closed && origin ? [{ line: lineOf(doc, origin.start!), ...closed }] : [];
    }),
  };
  return Object.values(facts).some((fact) => (typeof fact === 'boolean' ? fact : fact.length > 0)) ? facts as unknown as Json : undefined;
}

/** The settings an expression reads, also through names bound in this file; what functions in it read is theirs. */
function namesIn(doc: JavaScriptDoc, node: Node, followed: readonly Node[] = []): string[] {
  if (isFunction(unwrapped(node)) || followed.includes(node)) return [];
  const nodes = [unwrapped(node), ...doc.tree.inside(node, 'MemberExpression', 'OptionalMemberExpression', 'Identifier')];
  return nodes.flatMap((each) => {
    const name = readName(doc, each);
    if (name !== undefined) return [name];
    const by = each.type === 'Identifier' ? doc.scopes.bindingOf(each)?.by : undefined;
    return by?.type === 'VariableDeclarator' && by.init ? namesIn(doc, by.init, [...followed, node]) : [];
  });
}

/** The variables an expression reads, also through names bound in this file. */
function variablesIn(doc: JavaScriptDoc, node: Node, followed: readonly Node[] = []): string[] {
  if (followed.includes(node)) return [];
  const nodes = [unwrapped(node), ...doc.tree.inside(node, 'MemberExpression', 'OptionalMemberExpression', 'Identifier')];
  return nodes.flatMap((each) => {
    const name = environmentName(doc, each);
    if (name !== undefined) return name === 'NODE_ENV' ? [] : [name];
    const by = each.type === 'Identifier' ? doc.scopes.bindingOf(each)?.by : undefined;
    return by?.type === 'VariableDeclarator' && by.init ? variablesIn(doc, by.init, [...followed, node]) : [];
  });
}

/** `X` of `config.X`, `{ X } = config` and an imported `X` in a function, where its name speaks of origins. */
function namesInFunction(doc: JavaScriptDoc, node: Node): string[] {
  const fn = unwrapped(node);
  if (!isFunction(fn)) return [];
  const read = doc.tree.inside(fn, 'MemberExpression', 'OptionalMemberExpression', 'Identifier').flatMap((each) => readName(doc, each) ?? []);
  const keys = doc.tree.inside(fn, 'ObjectPattern').flatMap(({ properties }) => properties.flatMap((each) => (each.type === 'ObjectProperty' ? keyName(each) ?? [] : [])));
  return [...read, ...keys].filter((name) => /origin|cors|allow_?list|white_?list/i.test(name));
}

/** `X` of `X === '*'` and `X.includes('*')`, where that is no part of what a layer is given. */
function checkedIn(doc: JavaScriptDoc, origins: readonly Node[]): string[] {
  const isPart = (node: Node) => origins.some((origin) => node.start! >= origin.start! && node.end! <= origin.end!);
  const compared = doc.tree.all('BinaryExpression').filter(({ operator }) => /^[!=]==?$/.test(operator)).map(({ left, right }) => [left, right] as const);
  const included = doc.tree.all('CallExpression').flatMap(({ callee, arguments: [first] }) =>
    callee.type === 'MemberExpression' && callee.property.type === 'Identifier' && callee.property.name === 'includes' && first ? [[callee.object, first] as const] : []);
  return [...compared, ...included].flatMap(([left, right]) => {
    if (stringValue(right) !== '*' || isPart(left)) return [];
    const choice = doc.tree.closest(left, 'ConditionalExpression');
    const property = choice && doc.tree.parent(choice);
    // `origins: x === '*' ? '*' : …` makes the setting rather than checks it.
    if (choice && property?.type === 'ObjectProperty' && keyName(property) !== undefined) return [];
    const value = trimmed(left);
    const name = environmentName(doc, value) ?? readName(doc, value);
    return name === undefined ? [] : [name];
  });
}

/** Words that a variable about origins is compared with: `tokens[0].toLowerCase() === 'reflect'`. */
function modesIn(doc: JavaScriptDoc): NonNullable<CorsFacts['modes']> {
  return doc.tree.all('BinaryExpression').flatMap(({ operator, left, right }) => {
    const word = /^[!=]==?$/.test(operator) ? stringValue(right) : undefined;
    if (word === undefined || !/^(?!(?:true|false|undefined)$)[a-z][\w-]*$/i.test(word)) return [];
    const [variable, ...more] = [...new Set(variablesIn(doc, left))];
    return variable !== undefined && more.length === 0 && /ORIGINS?$|^CORS$|(?:WHITE|ALLOW)_?LIST$/.test(variable) ? [{ variable, word }] : [];
  });
}

/** `x` of `(x ?? '').trim()`. */
function trimmed(node: Node): Node {
  const value = unwrapped(node);
  if ((value.type === 'CallExpression' || value.type === 'OptionalCallExpression') && 'object' in value.callee) return trimmed(value.callee.object as Node);
  return value.type === 'LogicalExpression' ? trimmed(value.left) : value;
}

import { argumentsOf, lastName } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import { importedNames } from '../../../src/languages/python/scopes.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import type { ProjectView } from '../../../src/languages/types.ts';
import { starImported, type Names } from './star-imports.ts';

const MAKER = /^(uuid\.uuid[14]|random\.(choice|choices|randint|randrange|sample|shuffle|random|uniform|getrandbits|randbytes))$/;

/** Calls whose result is their argument in another form: as likely to be guessed as that. */
const SAME_VALUE = /^(builtins\.(str|int|round|repr|list|tuple|map|bytes|sorted|reversed)|hashlib\.\w+|base64\.\w+|urllib\.parse\.quote(_plus)?|math\.(floor|ceil|trunc)|pydantic\.SecretStr)$/;
const SAME_VALUE_METHODS = ['join', 'format', 'encode'];
const WITH_FALLBACK = ['get', 'getenv', 'setdefault', 'pop'];
const SAME_VALUE_ATTRIBUTES = [
  'hex', 'bytes', 'int', 'urn', 'upper', 'lower', 'replace', 'split', 'strip', 'rstrip', 'lstrip', 'zfill', 'rjust', 'ljust', 'encode', 'decode',
  'digest', 'hexdigest',
];
const TRANSPARENT = ['parenthesized_expression', 'interpolation', 'string', 'concatenated_string', 'binary_operator', 'boolean_operator', 'list'];

/** A value that `uuid` or `random` makes. */
export interface Made {
  /** The calls it is made of; more than one where characters or parts are put together. */
  readonly parts: readonly Part[];
  /** The whole expression that is this value, with its prefix, slice or digest. */
  readonly value: PyNode;
}

export interface Part {
  /** What makes it, such as `uuid.uuid4`, and the name in the code that stands for it. */
  readonly origin: string;
  readonly source: PyNode;
  /** The call; absent where the function itself is handed on, as in `default_factory=uuid4`. */
  readonly call?: PyNode;
}

/** Every value of a file that `uuid` or `random` makes. */
export function madeValues(doc: PythonDoc, project: ProjectView): Made[] {
  const values = new Map<PyNode, Part[]>();
  const stars = starImported(doc, project);
  const names = [...importedFrom(doc), ...Object.keys(stars)];
  const aliases = new Map(names.flatMap((name) => aliasesOf(doc, name, stars)));
  const sources = [...new Set([...names, ...aliases.keys()])].flatMap((name) => doc.scopes.usesOf(name)).map((use) => (use.parent!.kind === 'attribute' ? use.parent! : use));
  for (const source of sources.sort((a, b) => a.start - b.start)) {
    const origin = originOf(doc, source, stars) ?? (isOnlyName(doc, source) ? aliases.get(source.text) : undefined);
    if (!origin || isAlias(source)) continue;
    const call = source.parent!.kind === 'call' && source.parent!.field('function') === source ? source.parent! : undefined;
    const value = wholeValue(doc, call ?? source);
    values.set(value, [...(values.get(value) ?? []), { origin, source, ...(call && { call }) }]);
  }
  return [...values].map(([value, parts]) => ({ value, parts }));
}

export function isUuid({ parts }: Made): boolean {
  return parts[0]!.origin.startsWith('uuid.');
}

/** The names the file gives to `uuid`, `random` and what makes values in them. */
function importedFrom(doc: PythonDoc): string[] {
  const names = doc.root.descendants('import_statement', 'import_from_statement').flatMap(importedNames)
    .filter(({ origin }) => origin === 'uuid' || origin === 'random' || MAKER.test(origin)).map(({ name }) => name);
  return [...new Set(names)];
}

/** What makes the value, if the name can mean nothing else. */
function originOf(doc: PythonDoc, source: PyNode, stars: Names): string | undefined {
  const root = source.kind === 'attribute' ? source.field('object')! : source;
  const bindings = doc.scopes.lookup(root.text, source);
  const given = bindings.length === 0 && Object.hasOwn(stars, root.text) ? stars[root.text] : undefined;
  const origin = given === undefined ? doc.scopes.qualifiedName(source) : given + source.text.slice(root.text.length);
  if (!origin || !MAKER.test(origin)) return undefined;
  return bindings.every(({ kind }) => kind === 'import') ? origin : undefined;
}

/** Names that the module gives a maker: `make_id = uuid.uuid4`. */
function aliasesOf(doc: PythonDoc, name: string, stars: Names): [string, string][] {
  return doc.scopes.usesOf(name).map((use) => (use.parent!.kind === 'attribute' ? use.parent! : use)).filter(isAlias).flatMap((source): [string, string][] => {
    const target = source.parent!.field('left')!.text;
    const origin = originOf(doc, source, stars);
    return origin && doc.scopes.moduleNames.get(target)?.length === 1 ? [[target, origin]] : [];
  });
}

/** The maker itself is what a name of the module is bound to. */
function isAlias(source: PyNode): boolean {
  const assignment = source.parent!;
  return assignment.kind === 'assignment' && assignment.field('right') === source && assignment.field('left')!.kind === 'identifier' && assignment.parent!.parent?.kind === 'module';
}

/** A use of a name of the module that nothing nearer hides. */
function isOnlyName(doc: PythonDoc, use: PyNode): boolean {
  return use.kind === 'identifier' && doc.scopes.scopeOf(use.text, use)?.kind === 'module';
}

/** The whole expression around one that is the same value: as text, with a prefix, sliced, joined, hashed. */
export function wholeValue(doc: PythonDoc, node: PyNode): PyNode {
  let value = node;
  for (let next = around(doc, value); next; next = around(doc, value)) value = next;
  return value;
}

function around(doc: PythonDoc, node: PyNode): PyNode | undefined {
  const parent = node.parent!;
  if (TRANSPARENT.includes(parent.kind)) return parent;
  switch (parent.kind) {
    case 'call':
      if (node.kind === 'generator_expression') return isSameValue(doc, parent, node) ? parent : undefined;
      return parent.field('function') === node && node.kind === 'attribute' ? parent : undefined;
    case 'attribute':
      return node.kind !== 'identifier' && SAME_VALUE_ATTRIBUTES.includes(parent.field('attribute')!.text) ? parent : undefined;
    case 'subscript':
      if (parent.field('value') === node) return node.kind !== 'identifier' ? parent : undefined;
      return node.kind !== 'identifier' && isAlphabet(doc, parent.field('value')!) ? parent : undefined;
    case 'conditional_expression':
      return parent.named[1] === node ? undefined : parent;
    case 'generator_expression':
    case 'list_comprehension':
      return parent.field('body') === node ? parent : undefined;
    case 'argument_list':
      return isSameValue(doc, parent.parent!, node) ? parent.parent : undefined;
    default:
      return undefined;
  }
}

function isSameValue(doc: PythonDoc, call: PyNode, argument: PyNode): boolean {
  const callee = call.field('function');
  const name = lastName(callee) ?? '';
  const { positional } = argumentsOf(call);
  if (SAME_VALUE.test(doc.scopes.qualifiedName(callee) ?? '')) return true;
  if (WITH_FALLBACK.includes(name)) return positional[1] === argument;
  return callee?.kind === 'attribute' && SAME_VALUE_METHODS.includes(name) && isText(callee.field('object'));
}

/** What characters are picked from: a string, a constant of `string`, a name that says so or is bound to one of these. */
export function isAlphabet(doc: PythonDoc, node: PyNode | undefined): boolean {
  if (node?.kind === 'identifier') {
    const bindings = doc.scopes.lookup(node.text, node);
    const values = bindings.map(({ node: bound }) => (bound.parent!.kind === 'assignment' && bound.parent!.field('left') === bound ? bound.parent!.field('right') : undefined));
    if (values.length === 1 && values[0]!== undefined && values[0].kind !== 'identifier' && isAlphabet(doc, values[0])) return true;
  }
  return isText(node) || /^string\./.test(doc.scopes.qualifiedName(node) ?? '') || /alphabet|chars?$|characters|digits|letters|symbols/i.test(lastName(node) ?? '');
}

function isText(node: PyNode | undefined): boolean {
  return node?.kind === 'string' || node?.kind === 'concatenated_string';
}

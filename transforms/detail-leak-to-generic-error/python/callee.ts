import { enclosingClass, enclosingFunction, lastName } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';

/** What a call says about the function it calls. Plain data: it is told to other files. */
export type Called = {
  readonly name: string;
  /** Defined in the file itself. */
  readonly isHere?: true;
  /** The dotted origin of what it is taken from: a module, or a class or object of one. */
  readonly from?: string;
  /** Its class, or the name of an object that may be called like its class. */
  readonly owner?: string;
  /** The class is known: by an annotation, or because the object is made here. */
  readonly isClass?: true;
};

/** A function of the repository. */
export interface Defined {
  readonly path: string;
  readonly name: string;
  readonly owner?: string;
}

export function definedBy(doc: PythonDoc, fn: PyNode): Defined {
  const owner = enclosingClass(fn)?.field('name')?.text;
  return { path: doc.path, name: fn.field('name')!.text, ...(owner !== undefined && { owner }) };
}

/** What a callee is, as far as its file tells. */
export function calledBy(doc: PythonDoc, callee: PyNode): Called | undefined {
  const name = lastName(callee);
  if (name === undefined) return undefined;
  if (callee.kind === 'identifier') return nameCalled(doc, callee);
  const object = callee.field('object')!;
  if (object.text === 'self' || object.text === 'cls') {
    const owner = enclosingClass(enclosingFunction(callee) ?? callee)?.field('name')?.text;
    return { name, isHere: true, ...(owner !== undefined && { owner, isClass: true }) };
  }
  const origin = doc.scopes.qualifiedName(object);
  if (origin !== undefined && !origin.startsWith('builtins.')) return { name, from: origin, owner: lastName(object)! };
  const type = object.kind === 'call' ? object.field('function') : typeOf(doc, object);
  if (type && lastName(type) !== undefined) return { name, owner: lastName(type)!, isClass: true };
  return { name, owner: lastName(object) ?? '' };
}

function nameCalled(doc: PythonDoc, callee: PyNode): Called | undefined {
  const [binding] = doc.scopes.lookup(callee.text, callee);
  if (binding?.kind === 'definition') return { name: callee.text, isHere: true };
  const at = binding?.origin?.lastIndexOf('.') ?? -1;
  return at < 0 ? undefined : { name: binding!.origin!.slice(at + 1), from: binding!.origin!.slice(0, at + (binding!.origin![at - 1] === '.' ? 1 : 0)) };
}

/** The class of a local object: `service: Mailer`, `service = Mailer(db)`. */
function typeOf(doc: PythonDoc, object: PyNode): PyNode | undefined {
  const [binding] = object.kind === 'identifier' ? doc.scopes.lookup(object.text, object) : [];
  const around = binding?.node.parent;
  const value = around?.kind === 'assignment' ? around.field('right') : undefined;
  const made = value?.kind === 'call' && /^[A-Z]/.test(lastName(value.field('function')) ?? '') ? value.field('function') : undefined;
  const annotated = /typed/.test(around?.kind ?? '') ? around?.field('type')?.descendants('identifier').find(({ text }) => /^[A-Z]/.test(text) && !/^(Annotated|Optional|Union)$/.test(text)) : undefined;
  return made ?? annotated;
}

/** Whether a call in one file calls a function of another or the same. */
export function isCallOf(called: Called, path: string, defined: Defined): boolean {
  if (called.name !== defined.name) return false;
  if (called.isHere) return path === defined.path && (called.owner === defined.owner || called.owner === undefined);
  if (called.from !== undefined && isModule(called.from, defined.path)) return true;
  if (called.from !== undefined && isModule(withoutLast(called.from), defined.path) && defined.owner !== undefined) return true;
  if (called.owner !== undefined && defined.owner !== undefined && plain(called.owner) === plain(defined.owner)) return true;
  // A name of its own says enough where the file does not tell the class.
  const isWithin = called.from === undefined || isFolder(called.from, defined.path) || isFolder(withoutLast(called.from), defined.path);
  return !called.isClass && isWithin && isTelling(defined.name) && (called.owner !== undefined) === (defined.owner !== undefined);
}

/** Whether a dotted origin, absolute or relative, may be the module at a path. */
function isModule(origin: string, path: string): boolean {
  const module = `.${origin.replace(/^\.+/, '')}`;
  return module.length > 1 && dotted(path).endsWith(module);
}

/** A package that hands out what its modules define. */
function isFolder(origin: string, path: string): boolean {
  const module = `.${origin.replace(/^\.+/, '')}`;
  return module.length > 1 && withoutLast(dotted(path)).endsWith(module);
}

function dotted(path: string): string {
  return `.${path.replace(/(\/__init__)?\.py$/, '').replaceAll('/', '.')}`;
}

function withoutLast(origin: string): string {
  return origin.slice(0, Math.max(0, origin.lastIndexOf('.')));
}

function plain(name: string): string {
  return name.replaceAll('_', '').toLowerCase();
}

/** Names that many classes have. */
const COMMON = /^_?(health_check|check_\w+|(get|list|find|fetch|load|update|create|delete)_(by_id|all|one|many|items?|data|status|stats|health|info|list|results?|config)|process_(data|request|message)|handle_\w+)$/;

function isTelling(name: string): boolean {
  return name.length >= 10 && /[a-z]_[a-z]/.test(name) && !COMMON.test(name);
}

import type { Json } from '../../types.ts';
import type { ProjectView } from '../types.ts';
import { argumentsOf, lastName, stringValue } from './nodes.ts';
import type { PythonDoc } from './parse.ts';
import { stringsIn } from './settings.ts';
import type { PyNode } from './tree.ts';

/** What one file says about how apps of the repository are put together. */
interface AppFacts {
  /** Names of middleware classes and functions that an app is given here. */
  readonly attached: readonly string[];
  /** Names of Flask extensions that get their app here: `limiter` of `limiter.init_app(app)`. */
  readonly initialised: readonly string[];
  /** Settings with the truth of their default. */
  readonly flags: { readonly [name: string]: boolean };
}

const FALSE = /^(false|0|no|off|n|f)$/i;
const TRUE = /^(true|1|yes|on|y|t)$/i;

/**
 * The `collect` of rules that ask whether middleware or an extension reaches an app, or whether a switch is on: many
 * projects define these in one file and use them in another.
 */
export const appFacts = {
  prefilter: /add_middleware|Middleware\(|MIDDLEWARE|middlewares|\.middleware\(|wsgi_app|(before|after)_\w*request\(|init_app|:\s*bool\b|["'](?:true|false|0|1|no|yes|off|on)["']/i,
  facts(doc: PythonDoc, project: ProjectView): Json | undefined {
    if (!['server', 'library'].includes(project.zone)) return undefined;
    const { attached, initialised, flags } = factsOf(doc);
    return attached.length + initialised.length + Object.keys(flags).length > 0 ? { attached, initialised, flags } : undefined;
  },
};

const known = new WeakMap<PythonDoc, AppFacts>();

function factsOf(doc: PythonDoc): AppFacts {
  let facts = known.get(doc);
  if (!facts) known.set(doc, (facts = { attached: [...new Set(attachedIn(doc))], initialised: [...new Set(initialisedIn(doc))], flags: flagsIn(doc) }));
  return facts;
}

/** Whether an app gets a middleware of this name, here or in another file. */
export function isAttached(doc: PythonDoc, project: ProjectView, name: string): boolean {
  return factsOf(doc).attached.includes(name) || allFacts(project).some(({ attached }) => attached.includes(name));
}

/** Whether `name.init_app(…)` is called, here or in another file. */
export function isInitialised(doc: PythonDoc, project: ProjectView, name: string): boolean {
  return factsOf(doc).initialised.includes(name) || allFacts(project).some(({ initialised }) => initialised.includes(name));
}

const flagsByProject = new WeakMap<ProjectView['collected'], ReadonlyMap<string, boolean>>();

/** Settings of the repository that are on or off by default; those on which two files differ are left out. */
export function flagsOf(project: ProjectView): ReadonlyMap<string, boolean> {
  let flags = flagsByProject.get(project.collected);
  if (!flags) flagsByProject.set(project.collected, (flags = agreedFlags(allFacts(project))));
  return flags;
}

/** What the files of the repository say a setting is by default. */
export function defaultsOf(project: ProjectView, name: string): ReadonlySet<boolean> {
  return new Set(allFacts(project).flatMap(({ flags }) => flags[name] ?? []));
}

function agreedFlags(files: readonly AppFacts[]): ReadonlyMap<string, boolean> {
  const values = new Map<string, Set<boolean>>();
  for (const { flags } of files) for (const [name, value] of Object.entries(flags)) values.set(name, (values.get(name) ?? new Set()).add(value));
  return new Map([...values].filter(([, found]) => found.size === 1).map(([name, found]) => [name, [...found][0]!]));
}

function allFacts(project: ProjectView): readonly AppFacts[] {
  return project.collected.map(({ facts }) => facts as unknown as AppFacts).filter((facts) => Array.isArray(facts.attached));
}

function* attachedIn(doc: PythonDoc): Generator<string> {
  for (const call of doc.root.descendants('call')) {
    const fn = call.field('function')!;
    const { positional, keywords } = argumentsOf(call);
    const name = lastName(fn);
    if (name === 'add_middleware' || (name === 'Middleware' && positional.length > 0)) yield* namesOf(positional[0], keywords.get('middleware_class'), keywords.get('dispatch'));
    if (fn.kind === 'attribute' && /^(before|after)_(app_)?request$|^teardown_request$/.test(name!)) yield* namesOf(positional[0]);
    // `app.middleware("http")(add_headers)`, `app.wsgi_app = Limits(app.wsgi_app)`, `app = Limits(app)`.
    if (fn.kind === 'call' && lastName(fn.field('function')) === 'middleware') yield* namesOf(positional[0]);
    if (/Middleware$/.test(name ?? '') && positional[0] && /(^|\.)(\w*app|application|wsgi_app)$/.test(positional[0].text)) yield name!;
    for (const each of keywords.get('middlewares')?.named ?? []) yield* namesOf(each.kind === 'call' ? each.field('function') : each);
    if (/\bmiddlewares\.append$/.test(fn.text)) yield* namesOf(positional[0]);
  }
  for (const text of stringsIn(doc, 'MIDDLEWARE')) yield stringValue(text)!.split('.').at(-1)!;
}

function namesOf(...nodes: (PyNode | undefined)[]): string[] {
  return nodes.flatMap((node) => lastName(node) ?? []);
}

function* initialisedIn(doc: PythonDoc): Generator<string> {
  for (const call of doc.root.descendants('call')) {
    const fn = call.field('function')!;
    if (fn.kind === 'attribute' && lastName(fn) === 'init_app') yield* namesOf(fn.field('object'));
  }
}

/** Settings at module level and in classes whose default is a plain yes or no. */
function flagsIn(doc: PythonDoc): { [name: string]: boolean } {
  const flags: { [name: string]: boolean } = {};
  for (const assignment of doc.root.descendants('assignment')) {
    const target = assignment.field('left')!;
    const value = assignment.field('right');
    const name = target.kind === 'identifier' ? target.text : target.kind === 'attribute' && target.field('object')!.text === 'self' ? lastName(target) : undefined;
    if (!value || name === undefined || (target.kind === 'identifier' && assignment.closest('function_definition'))) continue;
    const truth = defaultTruth(value, assignment.field('type')?.text);
    if (truth !== undefined) flags[name.replace(/^_/, '')] = truth;
  }
  return flags;
}

function defaultTruth(value: PyNode, type: string | undefined): boolean | undefined {
  if (value.kind === 'true') return true;
  if (value.kind === 'false') return false;
  if (value.kind === 'comparison_operator') {
    const [read, wanted] = value.named;
    const fallback = textDefault(read);
    const literals = (['tuple', 'list', 'set'].includes(wanted?.kind ?? '') ? wanted!.named : [wanted]).map(stringValue);
    if (fallback === undefined || !literals.every((each) => each !== undefined && (TRUE.test(each) || FALSE.test(each)))) return undefined;
    const isNegative = /!=|not\s+in/.test(value.text.slice(read!.text.length));
    return literals.some((each) => each!.toLowerCase() === fallback.toLowerCase()) !== isNegative;
  }
  if (value.kind !== 'call') return undefined;
  const { positional, keywords } = argumentsOf(value);
  const fallback = keywords.get('default') ?? (lastName(value.field('function')) === 'Field' ? positional[0] : positional[1]);
  if (fallback?.kind === 'true') return true;
  if (fallback?.kind === 'false') return false;
  const text = stringValue(fallback) ?? textDefault(positional[0]);
  if (text === undefined || !(type === 'bool' || /bool|flag/i.test(value.text))) return undefined;
  return TRUE.test(text) ? true : FALSE.test(text) || text === '' ? false : undefined;
}

/** The text that a variable has when it is not set: `"false"` of `os.getenv("X", "false").lower()`. */
function textDefault(node: PyNode | undefined): string | undefined {
  if (node?.kind !== 'call') return undefined;
  const fn = node.field('function')!;
  if (['lower', 'upper', 'strip'].includes(lastName(fn) ?? '')) return textDefault(fn.field('object'));
  if (!/(getenv|environ\.get)$/.test(fn.text)) return undefined;
  const { positional, keywords } = argumentsOf(node);
  const fallback = positional[1] ?? keywords.get('default');
  return fallback ? stringValue(fallback) : '';
}

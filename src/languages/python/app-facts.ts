import type { Json } from '../../types.ts';
import type { ProjectView } from '../types.ts';
import { conditionOf, isReached, type Condition } from './conditions.ts';
import { flagsIn, flagsOf, type Flags } from './flags.ts';
import { argumentsOf, lastName, stringValue } from './nodes.ts';
import type { PythonDoc } from './parse.ts';
import { stringsIn } from './settings.ts';
import type { PyNode } from './tree.ts';

/** What one file says about how apps of the repository are put together. */
interface AppFacts {
  /** Middleware classes and functions that an app is given here; those of libraries are marked. */
  readonly attached: readonly Attachment[];
  /** Dotted names in Django's `MIDDLEWARE`. */
  readonly listed: readonly string[];
  /** Names of Flask extensions that get their app here: `limiter` of `limiter.init_app(app)`. */
  readonly initialised: readonly string[];
  readonly flags: Flags;
}

/** A name that an app is given, and what that waits for. */
interface Attachment {
  readonly name: string;
  readonly condition?: Condition;
}

const LIBRARY = /^(fastapi|starlette\w*|django\w*|slowapi|aiohttp\w*|asgi_\w+|werkzeug|flask\w*|prometheus\w*|secure|corsheaders|uvicorn|litestar|quart\w*)\./;

/**
 * The `collect` of rules that ask whether middleware or an extension reaches an app, or whether a switch is on: many
 * projects define these in one file and use them in another.
 */
export const appFacts = {
  prefilter: /add_middleware|Middleware\(|MIDDLEWARE|middlewares|\.middleware\(|wsgi_app|(before|after)_\w*request\(|init_app|:\s*bool\b|["'](?:true|false|0|1|no|yes|off|on)["']|(?:format|level)\b.*=|^\s*\w+\s*=\s*(?:True|False)/im,
  facts(doc: PythonDoc, project: ProjectView): Json | undefined {
    if (!['server', 'library'].includes(project.zone)) return undefined;
    const { attached, listed, initialised, flags } = factsOf(doc, project);
    return attached.length + listed.length + initialised.length + Object.keys(flags).length > 0 ? { attached: attached as unknown as Json, listed, initialised, flags: { ...flags } } : undefined;
  },
};

const known = new WeakMap<PythonDoc, AppFacts>();

function factsOf(doc: PythonDoc, project: ProjectView): AppFacts {
  let facts = known.get(doc);
  if (!facts) known.set(doc, (facts = {
    attached: [...attachedIn(doc, project)], listed: stringsIn(doc, 'MIDDLEWARE').map((text) => stringValue(text)!),
    initialised: [...new Set(initialisedIn(doc, project))], flags: flagsIn(doc),
  }));
  return facts;
}

/** How an app gets the middleware of this name that a file defines, there or in another file; undefined when none does. */
export function attachmentOf(doc: PythonDoc, project: ProjectView, name: string): { readonly condition?: Condition } | undefined {
  const path = `.${doc.path.replace(/(\/__init__)?\.py$/, '').replaceAll('/', '.')}.`;
  const files = [factsOf(doc, project), ...allFacts(project)];
  if (files.some(({ listed }) => listed.some((dotted) => dotted.endsWith(`.${name}`) && path.includes(`.${dotted.slice(0, -name.length)}`)))) return {};
  return freest(project, files.flatMap(({ attached }) => attached.filter((each) => each.name === name)));
}

/** How an app gets a library's middleware of one of these last names through `add_middleware` or its like. */
export function isGiven(doc: PythonDoc, project: ProjectView, ...names: readonly string[]): boolean {
  const found = [factsOf(doc, project), ...allFacts(project)].flatMap(({ attached }) => attached.filter(({ name }) => names.some((each) => name === `library ${each}`)));
  const best = freest(project, found);
  return best !== undefined && !best.condition?.isOff;
}

/** The attachment that waits for least; a switch that another file defines is looked up now that all files are known. */
function freest(project: ProjectView, found: readonly Attachment[]): { readonly condition?: Condition } | undefined {
  const settled = found.map(({ condition }) => {
    const value = condition?.setting === undefined ? undefined : flagsOf(project).get(condition.setting);
    if (!condition || typeof value !== 'boolean') return condition ? { condition } : {};
    return value === condition.text.startsWith('not ') ? { condition: { ...condition, isOff: true } } : {};
  });
  return settled.find(({ condition }) => !condition) ?? settled.find(({ condition }) => !condition?.isOff) ?? settled[0];
}

/** Whether a `MIDDLEWARE` of the repository lists this dotted name. */
export function isListed(doc: PythonDoc, project: ProjectView, dotted: string): boolean {
  return [factsOf(doc, project), ...allFacts(project)].some(({ listed }) => listed.includes(dotted));
}

/** Whether `name.init_app(…)` is called, here or in another file. */
export function isInitialised(doc: PythonDoc, project: ProjectView, name: string): boolean {
  return factsOf(doc, project).initialised.includes(name) || allFacts(project).some(({ initialised }) => initialised.includes(name));
}

function allFacts(project: ProjectView): readonly AppFacts[] {
  return project.collected.map(({ facts }) => facts as unknown as AppFacts).filter((facts) => Array.isArray(facts.listed));
}

function attachedIn(doc: PythonDoc, project: ProjectView): Attachment[] {
  return doc.root.descendants('call').flatMap((call) => {
    const names = [...attachedBy(doc, call)];
    if (names.length === 0 || !isReached(doc, project, call)) return [];
    const condition = conditionOf(doc, project, call);
    return names.map((name) => ({ name, ...(condition && { condition }) }));
  });
}

function* attachedBy(doc: PythonDoc, call: PyNode): Generator<string> {
  const fn = call.field('function')!;
  const { positional, keywords } = argumentsOf(call);
  const name = lastName(fn);
  if (name === 'add_middleware' || (name === 'Middleware' && positional.length > 0)) yield* namesOf(doc, positional[0], keywords.get('middleware_class'), keywords.get('dispatch'));
  if (fn.kind === 'attribute' && /^(before|after)_(app_)?request$|^teardown_request$/.test(name!)) yield* namesOf(doc, positional[0]);
  // `app.middleware("http")(add_headers)`, `app.wsgi_app = Limits(app.wsgi_app)`, `app = Limits(app)`.
  if (fn.kind === 'call' && lastName(fn.field('function')) === 'middleware') yield* namesOf(doc, positional[0]);
  if (/Middleware$/.test(name ?? '') && positional[0] && /(^|\.)(\w*app|application|wsgi_app)$/.test(positional[0].text)) yield* namesOf(doc, fn);
  for (const each of keywords.get('middlewares')?.named ?? []) yield* namesOf(doc, each.kind === 'call' ? each.field('function') : each);
  if (/\b(middlewares|on_response_prepare)\.append$/.test(fn.text)) yield* namesOf(doc, positional[0]);
}

/** Last names; those that come from a known library are marked, so that a class of the project's own is not taken for them. */
function namesOf(doc: PythonDoc, ...nodes: (PyNode | undefined)[]): string[] {
  return nodes.flatMap((node) => {
    const name = lastName(node);
    return name === undefined ? [] : [LIBRARY.test(doc.scopes.qualifiedName(node) ?? '') ? `library ${name}` : name];
  });
}

function* initialisedIn(doc: PythonDoc, project: ProjectView): Generator<string> {
  for (const call of doc.root.descendants('call')) {
    const fn = call.field('function')!;
    if (fn.kind === 'attribute' && lastName(fn) === 'init_app' && isReached(doc, project, call)) yield* lastNameOf(fn.field('object'));
  }
}

function lastNameOf(node: PyNode | undefined): string[] {
  const name = lastName(node);
  return name === undefined ? [] : [name];
}


import { isLogCall } from '../../../src/languages/javascript/log-calls.ts';
import { isCall, isFunction, lastName, functionName, runsIn, stringValue } from '../../../src/languages/javascript/nodes.ts';
import { moduleKey, moduleOf, specifiersOf } from '../../../src/languages/javascript/modules.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import { responsesOf } from '../../../src/languages/javascript/responses.ts';
import type { Node } from '../../../src/languages/javascript/tree.ts';
import type { ProjectView } from '../../../src/languages/types.ts';
import type { Json } from '../../../src/types.ts';
import { thrownIn, type Thrown } from './thrown.ts';

/** What a file says to the others of its repository. */
interface Facts {
  /** What its functions throw for the client, by their names. */
  readonly throws?: { readonly [fn: string]: Thrown };
  /** Functions of these modules whose result it answers with, each with what answers. */
  readonly answers?: { readonly modules: readonly string[]; readonly with: readonly string[] };
  /** Functions of these modules whose error it keeps the text of, in a row or a list. */
  readonly stores?: { readonly modules: readonly string[]; readonly of: readonly string[] };
  /** A format of its loggers writes errors wherever they stand. */
  readonly formatsErrors?: true;
  /** How many of its log lines are names of events, such as `order_created`, and how many are not. */
  readonly lines?: { readonly events: number; readonly others: number };
}

/** What throws, answers, keeps errors or makes a logger, other than in a browser. */
export const COLLECTS = /^(?![^]*\bfrom ['"](?:react|vue|svelte|@angular\/core|@testing-library\/\w+|vitest|@jest\/globals)['"])(?=[^]*(?:\bthrow new \w|\bthrow \w*(?:createError|[bB]oom)\b|\.(?:json|send|jsonp)\((?!\))|@(?:Get|Post|Put|Patch|Delete)\(|[sS]chema\.(?:parse|validate|assert)|createLogger\(|\bcatch\b[^]{0,400}\b(?:update|save|insert|create|upsert)\w*\([^]{0,200}\.message\b))/;
/** What writes a row or adds to a list. */
const KEEPS = /^(update|save|insert|create|set|push|add|record|store|mark|upsert|patch)(?!.*(log|message)$)/i;
const EVENT_NAME = /^[a-z][a-z0-9]*(_[a-z0-9]+)+$/;
const FORMATS = /\b(createLogger|format\()/;
const KNOWS_ERRORS = /instanceof Error\b|serializeError|serialize-error|errorsFormat|\b(err|error)\.stack\b/;

export function factsOf(doc: JavaScriptDoc, project: ProjectView): Json | undefined {
  const throws = throwsOf(doc, project);
  const answered = answeredBy(doc);
  const stored = storedFrom(doc);
  const lines = linesIn(doc, project);
  const facts: Facts = {
    ...(Object.keys(throws).length > 0 && { throws }),
    ...(answered.length > 0 && { answers: { modules: modulesOf(doc, project), with: answered } }),
    ...(stored.length > 0 && { stores: { modules: modulesOf(doc, project), of: stored } }),
    ...(FORMATS.test(doc.text) && KNOWS_ERRORS.test(doc.text) && /winston/.test(doc.text) && { formatsErrors: true }),
    ...(lines.events > 0 && { lines }),
  };
  return Object.keys(facts).length > 0 ? (facts as unknown as Json) : undefined;
}

/** The log lines of a file by their kind. */
function linesIn(doc: JavaScriptDoc, project: ProjectView): { readonly events: number; readonly others: number } {
  const texts = doc.tree.all('CallExpression').filter((call) => isLogCall(doc, call, project)).flatMap((call) => call.arguments.map((argument) => stringValue(argument)).find((text) => text !== undefined) ?? []);
  const events = texts.filter((text) => EVENT_NAME.test(text)).length;
  return { events, others: texts.length - events };
}

/** Whether log lines are names of events here: most of the file's, or of the files that have any where it has none. */
export function namesEvents(doc: JavaScriptDoc, project: ProjectView): boolean {
  const own = linesIn(doc, project);
  if (own.events + own.others > 0) return own.events > own.others;
  const others = all(project).flatMap(({ facts }) => facts.lines ?? []);
  const sum = (kind: 'events' | 'others') => others.reduce((total, each) => total + each[kind], 0);
  return others.length > 2 && sum('events') > 4 * sum('others');
}

/** The modules a file brings in. */
function modulesOf(doc: JavaScriptDoc, project: ProjectView): string[] {
  return [...new Set(specifiersOf(doc).map((specifier) => moduleOf(specifier, doc.path, project.package.javascript)))];
}

function throwsOf(doc: JavaScriptDoc, project: ProjectView): { readonly [fn: string]: Thrown } {
  const found: Record<string, Thrown> = {};
  const functions = new Set(doc.tree.all('ThrowStatement', 'CallExpression').filter((each) => each.type === 'ThrowStatement' || /^(parse|validate|assert)/.test(lastName(each.callee) ?? '')).flatMap((each) => [...doc.tree.ancestors(each)].find(isFunction) ?? []));
  for (const fn of functions) {
    const name = functionName(doc.tree, fn);
    const thrown = thrownIn(doc, fn.body, project);
    if (name === undefined || thrown.sentences.length + thrown.classes.length === 0) continue;
    const known = Object.hasOwn(found, name) ? found[name] : undefined;
    found[name] = { sentences: [...known?.sentences ?? [], ...thrown.sentences], classes: [...known?.classes ?? [], ...thrown.classes] };
  }
  return found;
}

/** Names of functions whose result is answered with: `res.json(await mail.send())`, `const result = await …; res.json(result)`. */
function answeredBy(doc: JavaScriptDoc): string[] {
  const values = [...responsesOf(doc).flatMap(({ payloads }) => payloads), ...returnedByControllers(doc)];
  return [...new Set(values.flatMap((value) => callsBehind(doc, value)).flatMap((call) => (isCall(call) ? lastName(call.callee) ?? [] : [])))];
}

/** What methods of Nest's controllers return. */
function returnedByControllers(doc: JavaScriptDoc): Node[] {
  const routes = doc.tree.all('ClassMethod').filter(({ decorators }) => (decorators ?? []).some(({ expression }) => isCall(expression) && /^(Get|Post|Put|Patch|Delete|All)$/.test(lastName(expression.callee) ?? '')));
  return routes.flatMap((route) => runsIn(doc.tree, route.body, 'ReturnStatement').flatMap(({ argument }) => argument ?? []));
}

/** Names of what is called in a `try` whose `catch` puts the text of the error somewhere to stay: `jobs.update(id, { error: err.message })`. */
function storedFrom(doc: JavaScriptDoc): string[] {
  return [...new Set(doc.tree.all('CatchClause').flatMap((clause) => {
    const error = doc.scopes.bindingOf(clause.param);
    const isStored = error?.uses.some((use) => {
      const member = doc.tree.parent(use);
      if (member?.type !== 'MemberExpression' || lastName(member) !== 'message') return false;
      const call = doc.tree.closest(member, 'CallExpression', 'CatchClause', 'ThrowStatement');
      if (isCall(call)) return KEEPS.test(lastName(call.callee) ?? '');
      const set = doc.tree.closest(member, 'AssignmentExpression', 'CatchClause');
      return call?.type === 'CatchClause' && set?.type === 'AssignmentExpression' && set.left.type === 'MemberExpression' && set.right.end! >= member.end!;
    });
    const attempt = isStored ? doc.tree.parent(clause) : undefined;
    return attempt?.type === 'TryStatement' ? runsIn(doc.tree, attempt.block, 'CallExpression').flatMap(({ callee }) => lastName(callee) ?? []) : [];
  }))];
}

/** The calls a value comes from: in it, or behind the names in it. */
export function callsBehind(doc: JavaScriptDoc, value: Node): Node[] {
  const inits = [value, ...doc.tree.inside(value, 'Identifier')].flatMap((id) => {
    const by = doc.scopes.bindingOf(id)?.by;
    return by?.type === 'VariableDeclarator' && by.init ? [by.init] : [];
  });
  return [value, ...inits].flatMap((each) => [each, ...doc.tree.inside(each, 'CallExpression')]).filter(isCall);
}

function all(project: ProjectView): readonly { readonly path: string; readonly facts: Facts }[] {
  return project.collected as unknown as readonly { readonly path: string; readonly facts: Facts }[];
}

/** Whether errors in the details of a log line are written, wherever they stand. */
export function formatsErrors(project: ProjectView): boolean {
  return all(project).some(({ facts }) => facts.formatsErrors);
}

/** What a function of another file throws for the client: one of this name in a module that the file knows. */
export function thrownElsewhere(doc: JavaScriptDoc, name: string, module: string | undefined, project: ProjectView): Thrown | undefined {
  const modules = module === undefined ? modulesOf(doc, project) : [module];
  return all(project).find(({ path, facts }) => facts.throws && Object.hasOwn(facts.throws, name) && modules.includes(moduleKey(path)))?.facts.throws![name];
}

/** The file that answers with what a function of this file returns, as far as names tell. */
export function answersWith(doc: JavaScriptDoc, name: string, project: ProjectView): string | undefined {
  const own = moduleKey(doc.path);
  return all(project).find(({ facts }) => facts.answers?.with.includes(name) && facts.answers.modules.includes(own))?.path;
}

/** The file that keeps the texts of errors a function of this file throws, as far as names tell. */
export function keptBy(doc: JavaScriptDoc, name: string, project: ProjectView): string | undefined {
  const own = moduleKey(doc.path);
  return all(project).find(({ facts }) => facts.stores?.of.includes(name) && facts.stores.modules.includes(own))?.path;
}

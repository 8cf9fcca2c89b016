import { indentAt, isCall, isStatement, keyName, lastName, lineStart, quote, statementOf, statementsIn, stringValue, textOf } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import type { Node } from '../../../src/languages/javascript/tree.ts';
import type { ProjectView } from '../../../src/languages/types.ts';
import type { Rule } from '../../../src/transform.ts';
import type { Finding } from '../../../src/types.ts';
import { allowed } from './allowed.ts';
import { libraryReason } from '../library.ts';
import { replacedSpan } from '../replaced.ts';
import { edgeReason, envAction, envNeed, isTyped, originList, parsedBy } from './allowlist.ts';
import { publicReason, staleComments } from './comments.ts';
import { replace, type Change, type Context, type CorsFacts, type Kept, type Rewrite } from './context.ts';
import { unreachable, unusedMiddleware } from './dead.ts';
import { definitionsOf, type Definition } from './definitions.ts';
import { corsFacts } from './facts.ts';
import { askedLists } from './echoes.ts';
import { guardAround } from './guards.ts';
import { rewriteHeader } from './header-changes.ts';
import { starHeaders } from './headers.ts';
import { layersOf, type Layer } from './layers.ts';
import { rewriteOrigins } from './origins.ts';
import { importedCheck, ownList } from './own-list.ts';
import { asOneConstant } from './same-options.ts';
import { settingGroup } from './settings.ts';
import { isEveryOrigin } from './wildcard.ts';

const ZONES = ['server', 'library', 'cli', 'script', 'orphan'];

/** A wildcard with what is wrong with it. */
interface Place {
  readonly message: string;
  readonly rewrite: Change | Kept;
  /** It answers HTTP requests of the app of this file, as others here may. */
  readonly isApp?: boolean;
}

export const javascript: Rule<JavaScriptDoc> = {
  prefilter: /cors|origin/i,
  collect: { prefilter: /cors|origin|allow_?list|white_?list/i, facts: (doc, project) => corsFacts(doc, project, parsesIn(doc, project)) },
  *sites(doc, project) {
    const context: Context = { doc, project, facts: packageFacts(project) };
    const elsewhere = edgeReason(doc, project) ?? libraryReason(project.package);
    const layers = layersOf(doc);
    const places = placesIn(context, layers);
    const isShared = places.filter(({ isApp, rewrite }) => isApp && 'edits' in rewrite).length > 1;
    for (const { message, rewrite, isApp } of places) {
      if (elsewhere && 'edits' in rewrite) yield finding(context, message, { at: rewrite.at, reason: elsewhere });
      else yield finding(context, message, isShared && isApp && 'edits' in rewrite ? { ...rewrite, group: rewrite.group ?? `cors app ${doc.path}` } : rewrite);
    }
    yield* allowed(doc, layers, places.map(({ rewrite: { at } }) => ({ start: at.start!, end: at.end! })));
  },
};

function placesIn(context: Context, layers: readonly Layer[]): Place[] {
  return distinct([...layerPlaces(context, layers), ...definitionPlaces(context), ...headerPlaces(context, layers)].map((place) => alive(context.doc, askedElsewhere(context, place))));
}

/** A function of the project that says who may call is not to have a list of ours beside it. */
function askedElsewhere({ doc, project }: Context, place: Place): Place {
  const { rewrite } = place;
  const check = 'edits' in rewrite && rewrite.envs.length > 0 && project.options.corsEnv === undefined ? importedCheck(doc) : undefined;
  return check === undefined ? place : { ...place, rewrite: { at: rewrite.at, reason: `\`${check}\` says who may call: ask it here too` } };
}

/** What the places of a file need the inserted function for, as far as the file itself says. */
function parsesIn(doc: JavaScriptDoc, project: ProjectView): CorsFacts['parses'] {
  if (!ZONES.includes(project.zone) || edgeReason(doc, project) || libraryReason(project.package)) return [];
  const context: Context = { doc, project, facts: [] };
  const found = placesIn(context, layersOf(doc)).flatMap(({ rewrite }) => ('edits' in rewrite ? parsedBy(rewrite.needs, rewrite.envs, context) ?? [] : []));
  return [...new Set(found)];
}

/** Code that never runs is for a person to remove. */
function alive(doc: JavaScriptDoc, place: Place): Place {
  const dead = unreachable(doc, place.rewrite.at);
  return dead === undefined ? place : { message: place.message, rewrite: { at: place.rewrite.at, reason: dead, fine: true } };
}

/** Facts of the JavaScript files of this package. */
function packageFacts({ collected, package: { dir } }: ProjectView): CorsFacts[] {
  return collected.filter(({ path }) => dir === '' || path.startsWith(`${dir}/`)).map(({ path, facts }) => ({ ...(facts as unknown as CorsFacts), path }));
}

function* layerPlaces(context: Context, layers: readonly Layer[]): Generator<Place> {
  for (const layer of layers) {
    const message = layer.kind === 'socket' ? 'every origin may open a socket' : 'every origin may call the API from a browser';
    const isWhole = layer.takes === 'list' && (!layer.origin || isEveryOrigin(layer.origin));
    const rewrite = besideOthers(context, layerRewrite({ ...context, own: ownList(context, layer.node, isWhole ? 'any' : 'list') }, layer, layers));
    const unused = layer.isMade ? unusedMiddleware(context.doc, layer.node) : undefined;
    if (rewrite && unused !== undefined) yield { message, rewrite: { at: rewrite.at, reason: unused, fine: true } };
    else if (rewrite) yield { message, rewrite, isApp: layer.kind === 'http' };
  }
}

/** A second list beside that of a layer in another file is none: what is read from a variable of its own stays until both take the same. */
function besideOthers({ doc, facts, project }: Context, rewrite: Rewrite): Rewrite {
  if (!rewrite || !('edits' in rewrite) || project.options.corsEnv !== undefined) return rewrite;
  const mode = rewrite.envs.length > 0 ? facts.flatMap(({ modes = [], path }) => modes.map((each) => ({ ...each, path })))[0] : undefined;
  if (mode) return { at: rewrite.at, reason: `${mode.path} reads \`${mode.word}\` in ${mode.variable} as a mode: let both take what it makes of it` };
  const known = facts.flatMap(({ layerEnvs }) => layerEnvs);
  if (rewrite.envs.length === 0 || rewrite.envs.every((env) => known.includes(env) && facts.some(({ closed }) => closed.some(({ isVariable, variables }) => isVariable && variables.includes(env))))) return rewrite;
  const other = facts.filter(({ path }) => path !== doc.path).flatMap(({ path, closed }) => closed.map((each) => ({ ...each, path }))).find(({ isVariable, variables }) => !isVariable || !rewrite.envs.some((env) => variables.includes(env)));
  return other ? { at: rewrite.at, reason: `${other.path} says on line ${other.line} who may call: let both take that list` } : rewrite;
}

function layerRewrite(context: Context, layer: Layer, layers: readonly Layer[]): Rewrite {
  const { doc } = context;
  if (layer.assigned) return inSteps(context, layer);
  if (layer.missing || layer.silent) {
    const kept = guardAround(doc, layer.node) ?? publicReason(doc, layer.node);
    return kept ? { at: layer.node, ...kept } : preflight(context, layer, layers) ?? asOneConstant(context, layer, addedOrigin(context, layer), layers);
  }
  const rewrite = rewriteOrigins(context, layer.origin!);
  if (!rewrite || !('edits' in rewrite)) return rewrite;
  if (hasOwnList(context, layer, layers)) return { at: layer.origin!, edits: [replace(layer.origin!, 'false')], needs: [], envs: [] };
  if (layer.kind === 'unknown' && !isHandedOn(context, layer)) return { at: rewrite.at, reason: 'nothing in this file hands these options to a CORS layer checkmod knows' };
  const kept = publicReason(doc, rewrite.at);
  if (kept) return { at: rewrite.at, ...kept };
  const change = inForm(context, layer, rewrite);
  return change && 'edits' in change ? asOneConstant(context, layer, change, layers) : change;
}

/** `onRequest({ cors: true }, app)` in front of an app whose own layer has a list, which would then never be asked. */
function hasOwnList(context: Context, { around }: Layer, layers: readonly Layer[]): boolean {
  const { doc } = context;
  const isIts = (node: Node) => {
    const use = doc.tree.parent(node);
    return isCall(use) && use.callee.type === 'MemberExpression' && textOf(doc, use.callee.object) === textOf(doc, around!);
  };
  return around !== undefined && layers.some(({ node, origin }) => origin !== undefined && isIts(node) && rewriteOrigins(context, origin) === undefined);
}

/** `cors: { origin: '*' }` of a configuration that another file hands to a layer. */
function isHandedOn({ facts }: Context, { node }: Layer): boolean {
  return node.type === 'ObjectProperty' && facts.some(({ optionUses }) => optionUses.includes(keyName(node) ?? ''));
}

/** Options that are set under conditions: what is for development stays, the rest is for a person. */
function inSteps({ doc }: Context, { assigned }: Layer): Rewrite {
  const open = assigned!.find((node) => doc.tree.inside(node, 'ObjectProperty').some((each) => isOriginKey(each) && isEveryOrigin(each.value)));
  return open && { at: open, ...(guardAround(doc, open) ?? { reason: 'the options are set in several steps: change them by hand' }) };
}

function isOriginKey({ key }: { readonly key: Node }): boolean {
  return key.type === 'Identifier' && key.name === 'origin';
}

/** The origins where the options say nothing of them. */
function addedOrigin(context: Context, layer: Layer): Change {
  const { doc } = context;
  const list = originList(context);
  const { needs } = list;
  const value = `origin: ${formed(context, layer, list.text)}`;
  if (layer.missing) {
    const { at, end, before, after } = layer.missing;
    if (context.own?.kind === 'options') {
      const text = before.replace('{ ', '') + context.own.text.replace(/\.origin$/, '') + after.replace(' }', '');
      return { at: layer.node, edits: [{ start: at, end, text }, ...staleComments(doc, layer.node)], needs, envs: [] };
    }
    return { at: layer.node, edits: [{ start: at, end, text: `${before}${value}${after}` }, ...staleComments(doc, layer.node)], needs, envs: list.envs };
  }
  const object = layer.silent!;
  const [first] = object.properties;
  const edit = first ? { start: first.start!, end: first.start!, text: `${value},${gapBefore(doc, object, first)}` } : replace(object, `{ ${value} }`);
  return { at: layer.node, edits: [edit, ...staleComments(doc, layer.node)], needs, envs: list.envs };
}

/** What parts the first property of an object from one that is put in front of it. */
function gapBefore(doc: JavaScriptDoc, object: Node, first: Node): string {
  const isOwnLine = doc.text.slice(object.start!, first.start!).includes('\n') && doc.text.slice(lineStart(doc, first.start!), first.start!).trim() === '';
  return isOwnLine ? `\n${indentAt(doc, first.start!)}` : ' ';
}

/** The list in the form a layer takes it: what a decorator holds is made before `.env` is read, and Koa asks for one origin. */
function formed({ doc, own }: Context, { takes, isStatic }: Layer, list: string): string {
  if (isStatic && list === own?.text) return list;
  if (isStatic) return `(origin, callback) => callback(null, ${list}.some((allowed) => allowed === origin))`;
  return takes === 'list' ? list : `(ctx) => ${list}.find((origin) => origin === ctx.get(${quote(doc, 'Origin')})) || ${quote(doc, '')}`;
}

function inForm(context: Context, layer: Layer, change: Change): Rewrite {
  if (layer.takes === 'list' && !layer.isStatic) return change;
  const origin = layer.origin!;
  const whole = change.edits.find(({ start, end, text }) => text !== '' && start <= origin.start! && end >= origin.end!);
  if (!whole) return { at: change.at, reason: layer.isStatic ? 'a decorator is evaluated before `.env` is read: give it a function that answers for an origin' : 'Koa takes no list of origins: give it a function that answers for one' };
  return { ...change, edits: change.edits.map((edit) => (edit === whole ? { ...edit, text: formed(context, layer, whole.text) } : edit)) };
}

/** `app.options('*', cors())` beside `app.use(cors(options))` gets the same options. */
function preflight(context: Context, layer: Layer, layers: readonly Layer[]): Rewrite {
  const { doc } = context;
  const { node, missing } = layer;
  const parent = doc.tree.parent(node);
  if (!missing || !isCall(node) || !isCall(parent) || lastName(parent.callee) !== 'options' || stringValue(parent.arguments[0]) === undefined) return undefined;
  const main = doc.tree.all('CallExpression').find((call) => {
    const use = doc.tree.parent(call);
    return call !== node && textOf(doc, call.callee) === textOf(doc, node.callee) && call.arguments.length === 1 && isCall(use) && lastName(use.callee) === 'use' && use.arguments.length === 1;
  });
  const options = main?.arguments[0];
  if (!main || !options) return undefined;
  const given = (text: string) => ({ start: missing.at, end: missing.end, text });
  if (options.type === 'Identifier') {
    return doc.scopes.lookup(options.name, node) === doc.scopes.bindingOf(options) ? { at: node, edits: [given(options.name)], needs: [], envs: [] } : undefined;
  }
  const own = layers.find((each) => each.node === main);
  const isOpen = own && (own.silent || (own.origin && rewriteOrigins(context, own.origin)));
  const use = statementOf(doc.tree, main);
  const block = doc.tree.parent(use);
  if (isOpen || options.type !== 'ObjectExpression' || !isStatement(doc.tree, doc.tree.parent(main)!) || !statementsIn(block).includes(statementOf(doc.tree, node)) || /\bcorsOptions\b/.test(doc.text)) return undefined;
  const type = isTyped(doc) ? `: ${textOf(doc, main.callee)}.CorsOptions` : '';
  const end = doc.text[use.end! - 1] === ';' ? ';' : '';
  return {
    at: node, needs: [], envs: [],
    edits: [
      { start: use.start!, end: use.start!, text: `const corsOptions${type} = ` },
      { start: use.start!, end: options.start!, text: '' },
      { start: options.end!, end: use.end!, text: `${end}\n\n${indentAt(doc, use.start!)}${doc.text.slice(use.start!, options.start!)}corsOptions${doc.text.slice(options.end!, use.end!)}` },
      given('corsOptions'),
    ],
  };
}

/** Settings from which a CORS layer of this package takes its origins. */
function* definitionPlaces(context: Context): Generator<Place> {
  const used = new Set(context.facts.flatMap(({ uses }) => uses));
  const lookedAt = new Set(context.facts.flatMap((file) => file.lookedAt));
  for (const definition of definitionsOf(context.doc)) {
    yield { message: `\`${definition.name}\` lets every origin in unless it is set`, rewrite: rewriteDefinition(context, definition, used.has(definition.name), lookedAt.has(definition.name)) };
  }
}

function rewriteDefinition(context: Context, { name, at, value, star, env }: Definition, isUsed: boolean, isLookedAt: boolean): Change | Kept {
  const { doc, facts, project } = context;
  const check = facts.find(({ checked }) => checked.includes(name) || (env !== undefined && checked.includes(env)));
  if (check) return { at: star ?? at, reason: `${check.path} checks \`${name}\` for \`*\` before the origins are used` };
  if (!isUsed && isLookedAt && star) return { at: star, reason: `a function looks for \`*\` in \`${name}\`: change both by hand` };
  if (!isUsed && !isLookedAt) return { at: star ?? at, reason: `nothing in this package hands \`${name}\` to a CORS layer checkmod knows` };
  const guard = guardAround(doc, star ?? value);
  if (guard) return { at: star ?? at, ...guard };
  const group = settingGroup(project, name);
  if (star) return { at: star, edits: [replace(star, doc.text[star.start!] === '"' ? '""' : "''"), ...staleComments(doc, star)], needs: [], envs: [], group };
  const rewrite = rewriteOrigins(context, value);
  if (!rewrite) return { at, reason: 'how it is put together is not known' };
  return 'edits' in rewrite ? { ...rewrite, group } : rewrite;
}

function* headerPlaces(context: Context, layers: readonly Layer[]): Generator<Place> {
  const { doc } = context;
  const layer = layers.find(({ kind, node }) => {
    const use = doc.tree.parent(node);
    return kind === 'http' && isCall(use) && lastName(use.callee) === 'use' && use.arguments.length === 1;
  });
  for (const header of starHeaders(context)) {
    const rewrite = rewriteHeader({ ...context, own: ownList(context, header.node, 'list') }, header, layer);
    yield { message: layer ? 'a header by hand lets every origin in, beside the CORS layer' : 'a header by hand lets every origin in', rewrite, isApp: layer !== undefined };
  }
  for (const list of askedLists(doc)) {
    const rewrite = rewriteOrigins(context, list);
    if (rewrite) yield { message: `\`${list.name}\` lets every origin in unless it is set`, rewrite };
  }
}

/** One finding per place, though several layers may lead to it. */
function distinct(places: readonly Place[]): Place[] {
  const byPlace = new Map<number, Place>();
  for (const place of places) if (!byPlace.has(place.rewrite.at.start!)) byPlace.set(place.rewrite.at.start!, place);
  return [...byPlace.values()];
}

function finding({ project }: Context, message: string, rewrite: Change | Kept): Finding {
  const span = { start: rewrite.at.start!, end: rewrite.at.end! };
  if (!('edits' in rewrite)) return { span, message, reason: rewrite.reason, ...(rewrite.fine && { fine: true }) };
  const { edits, needs, envs, group, unsafe } = rewrite;
  const actions = envs.map((env) => envAction(env, project));
  return {
    span: replacedSpan(span, edits), message, safety: unsafe === undefined ? 'safe' : 'unsafe',
    ...(unsafe !== undefined && { reason: unsafe }),
    fix: { edits, needs: [...needs, ...envs.flatMap((env) => envNeed(env, project))], ...(group !== undefined && { group }) },
    ...(actions.length > 0 && { actions }),
  };
}

import { lineStart, stringValue } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import type { ProjectView } from '../../../src/languages/types.ts';
import type { Rule } from '../../../src/transform.ts';
import type { Edit, Finding, Need } from '../../../src/types.ts';
import { libraryReason } from '../library.ts';
import { replacedSpan } from '../replaced.ts';
import { allowlist, envAction, envNeed, environmentText, helperNeeds, parseCall } from './allowlist.ts';
import { allowed } from './allowed.ts';
import { publicReason, staleComments } from './comments.ts';
import { replace, type Change, type Context, type CorsFacts, type EnvVariable, type Kept, type Rewrite } from './context.ts';
import { unreachable, unusedLayer } from './dead.ts';
import { definitionsOf, rewriteDefinition } from './definitions.ts';
import { djangoSettings } from './django.ts';
import { askedLists } from './echoes.ts';
import { corsFacts } from './facts.ts';
import { removeItem, rewriteHeader } from './header-changes.ts';
import { isOutsideLayers, layerBeside, starHeaders } from './headers.ts';
import { layersOf, type Layer } from './layers.ts';
import { missingOrigins } from './missing-origins.ts';
import { rewriteOrigins, rewriteReturns } from './origins.ts';
import { isLocalLiteral } from './own-list.ts';
import { refusesInDotenv } from './settings-class.ts';
import { reachingNames, settingGroup, settingOf, settingStar, withSources } from './settings.ts';
import { isStar, isStarPattern, patternWithoutAny } from './wildcard.ts';

const MAY_PRECEDE_OR = ['identifier', 'attribute', 'subscript', 'call', 'boolean_operator'];

/** A wildcard with what is wrong with it. */
interface Place {
  readonly message: string;
  readonly rewrite: Change | Kept;
}

export const python: Rule<PythonDoc> = {
  prefilter: /cors|origins|allow[-_]?origin|ALLOWED_HOSTS/i,
  collect: {
    prefilter: /cors|origins|allow[-_]?origin|\bBaseSettings\b/i,
    facts: corsFacts,
  },
  *sites(doc, project) {
    const context: Context = { doc, project, facts: packageFacts(project) };
    const places = withEnvironment(context, distinct([...layerPlaces(context), ...settingPlaces(context), ...djangoPlaces(context), ...headerPlaces(context), ...askedPlaces(context)].map(alive)));
    const calls = places.flatMap(({ rewrite }) => ('edits' in rewrite ? rewrite.calls : [])).sort((a, b) => a.start - b.start);
    const helper = calls.length > 0 ? helperNeeds(doc, calls, project, djangoSettings(context).length > 0) : [];
    const library = libraryReason(project.package);
    for (const { message, rewrite } of places) yield finding(context, message, library && 'edits' in rewrite ? { at: rewrite.at, reason: library } : rewrite, helper);
    yield* allowed(doc, places.map(({ rewrite }) => rewrite.at));
  },
};

/** A list of local front ends only, which one place takes, stands in for the variable from then on: production sets its own. */
function withEnvironment(context: Context, places: readonly Place[]): readonly Place[] {
  const [only, ...more] = places.filter(({ rewrite }) => 'edits' in rewrite && rewrite.ownList);
  if (!only || more.length > 0 || !('edits' in only.rewrite)) return places;
  const list = only.rewrite.ownList!;
  if (!isLocalLiteral(list) || list.text.includes('#')) return places;
  const { text, ...source } = environmentText(context, list, list.named.map((each) => stringValue(each)!));
  const { edits, needs = [] } = only.rewrite;
  const rewrite = { ...only.rewrite, ...source, needs: [...needs, ...source.needs], edits: [...edits, replace(list, parseCall(context.doc, text))], calls: [list] };
  return places.map((place) => (place === only ? { ...place, rewrite } : place));
}

/** A second list beside that of a layer in another file is none: what is read from a variable of its own stays until both take the same. */
function besideOthers({ doc, facts, project }: Context, rewrite: Change | Kept): Change | Kept {
  if (!('edits' in rewrite) || rewrite.envs.length === 0 || rewrite.envs.some(({ isField }) => isField) || rewrite.group?.startsWith('cors ') || project.options.corsEnv !== undefined) return rewrite;
  const all = facts.filter(({ path }) => path !== doc.path).flatMap(({ path, closed }) => closed.map((each) => ({ ...each, path })));
  if (rewrite.envs.every(({ name }) => all.some(({ isVariable, variables }) => isVariable && variables.includes(name)))) return rewrite;
  const other = all.find(({ isVariable, variables }) => !isVariable || !rewrite.envs.some(({ name }) => variables.includes(name)));
  return other ? { at: rewrite.at, reason: `${other.path} says on line ${other.line} who may call: let both take that list` } : rewrite;
}

/** Code that never runs is for a person to remove. */
function alive({ message, rewrite }: Place): Place {
  const dead = unreachable(rewrite.at);
  return { message, rewrite: dead === undefined ? rewrite : { at: rewrite.at, reason: dead, fine: true } };
}

/** Facts of the files of this package. */
function packageFacts({ collected, package: { dir } }: ProjectView): CorsFacts[] {
  return collected.filter(({ path }) => dir === '' || path.startsWith(`${dir}/`)).map(({ path, facts }) => ({ ...(facts as unknown as CorsFacts), path }));
}

function* layerPlaces(context: Context): Generator<Place> {
  for (const layer of layersOf(context.doc)) {
    if (layer.kind === 'unknown') {
      for (const at of layer.origins) yield { message: 'every origin is let in', rewrite: { at, reason: `\`${layer.call.field('function')!.text}\` is no CORS layer checkmod knows` } };
      continue;
    }
    const message = layer.kind === 'socket' ? 'every origin may open a socket' : 'every origin may call the API from a browser';
    const unused = unusedLayer(context.doc, context.project, layer);
    for (const rewrite of layerRewrites(context, layer).map((each) => keptOnPurpose(context.doc, layer, each))) yield { message, rewrite: unused === undefined ? besideOthers(context, grouped(context, rewrite, layer)) : { at: rewrite.at, reason: unused, fine: true } };
  }
}

function keptOnPurpose(doc: PythonDoc, { call }: Layer, rewrite: Change | Kept): Change | Kept {
  const meant = 'edits' in rewrite && rewrite.unsafe === undefined ? publicReason(doc, rewrite.at) ?? publicReason(doc, call) : undefined;
  return meant ? { at: rewrite.at, ...meant } : rewrite;
}

function layerRewrites(context: Context, layer: Layer): (Change | Kept)[] {
  const origins = layer.origins.map((node) => (layer.kind === 'socket' ? socketOrigins(context, node) : rewriteOrigins(context, node)));
  const found = origins.filter((rewrite) => rewrite !== undefined);
  if (layer.built) return [...found, ...builtUp(context, layer)];
  if (layer.regex && isStarPattern(layer.regex.field('value'))) return [anyPattern(context, layer, found)];
  const rest = layer.regex && patternWithoutAny(layer.regex.field('value'));
  if (rest !== undefined) return [anyAlternative(context, layer, found, rest)];
  if (layer.regex && isPattern(layer.regex.field('value'))) found.push(namedHosts(layer.regex));
  if (layer.defaultsToAll) return [missingOrigins(context, layer)];
  return found;
}

function isPattern(value: PyNode | undefined): boolean {
  return /[.][*+]|\[\^/.test(stringValue(value) ?? '');
}

function namedHosts(regex: PyNode): Kept {
  return { at: regex, reason: 'the pattern is limited to certain hosts; whether every name under them is yours is for you to say' };
}

/** Settings that are filled by `kwargs["allow_origins"] = …` under conditions are for a person. */
function builtUp({ doc }: Context, { built }: Layer): Kept[] {
  const name = built!.field('value')!.text;
  return [...doc.root.descendants('assignment')].flatMap((assignment) => {
    const target = assignment.field('left')!;
    const value = assignment.field('right');
    const isOrigin = target.kind === 'subscript' && target.field('value')!.text === name && /origin/.test(target.field('subscript')?.text ?? '');
    return isOrigin && value && (isStar(value) || value.named.some(isStar)) ? [{ at: value, reason: `\`${name}\` is built in several steps; set \`allow_origins\` there by hand` }] : [];
  });
}

/** For python-engineio an empty list means no check at all, and nothing at all means the same origin only. */
function socketOrigins(context: Context, node: PyNode): Rewrite {
  const rewrite = rewriteOrigins(context, node);
  if (rewrite && !('edits' in rewrite)) return rewrite;
  if (!rewrite) return listSetting(context, node);
  // Beside `*` there are other origins, so this list is never empty.
  if (node.kind === 'list' && node.named.length > 1) return rewrite;
  const whole = rewrite.edits.find((edit) => edit.start === node.start && edit.end === node.end);
  if (whole) return { ...rewrite, edits: rewrite.edits.map((edit) => (edit === whole ? { ...edit, text: `${edit.text} or None` } : edit)) };
  if (!MAY_PRECEDE_OR.includes(node.kind)) return { at: rewrite.at, reason: 'an empty list would switch the check of origins off here' };
  return { ...rewrite, edits: [...rewrite.edits, orNone(node)] };
}

/** The list is defined, and changed, in another file. */
function listSetting({ facts, project }: Context, node: PyNode): Change | undefined {
  const setting = settingStar(facts, settingOf(node) ?? '');
  return setting?.holds === 'list' ? { at: node, edits: [orNone(node)], envs: [], calls: [], group: settingGroup(project, setting.name) } : undefined;
}

function orNone(node: PyNode): Edit {
  return { start: node.end, end: node.end, text: ' or None' };
}

/** `allow_origin_regex=".*"` gives way to `allow_origins`. */
function anyPattern(context: Context, layer: Layer, origins: readonly (Change | Kept)[]): Change | Kept {
  const { doc } = context;
  const regex = layer.regex!;
  const [first] = origins;
  if (first && 'edits' in first) return { ...first, edits: [...first.edits, ...removeItem(doc, regex)] };
  if (first) return first;
  const { text: call, ...allowed } = allowlist(context, regex);
  const listed = layer.origins[0];
  const common = { at: regex, ...allowed };
  if (!listed) {
    const key = regex.kind === 'pair' ? regex.field('key')!.text.replace('allow_origin_regex', 'allow_origins') + ': ' : 'allow_origins=';
    return { ...common, edits: [replace(regex, key + call), ...staleComments(doc, regex)] };
  }
  if (listed.kind !== 'list') return { ...common, envs: [], calls: [], needs: [], elsewhere: [], edits: [...removeItem(doc, regex), ...staleComments(doc, regex)] };
  const last = listed.named.at(-1);
  const added: Edit = last ? { start: last.end, end: last.end, text: `, *${call}` } : replace(listed, call);
  return { ...common, edits: [added, ...removeItem(doc, regex), ...staleComments(doc, regex)] };
}

/** `allow_origin_regex="http://localhost:\\d+|.*"` keeps what is no wildcard, beside the list. */
function anyAlternative(context: Context, layer: Layer, origins: readonly (Change | Kept)[], rest: string): Change | Kept {
  const { doc } = context;
  const regex = layer.regex!;
  const value = regex.field('value')!;
  const [first] = origins;
  if (first && !('edits' in first)) return first;
  if (value.kind !== 'string') return { at: value, reason: 'an alternative of the pattern matches every origin, and it is put together of several texts' };
  const edits = [replace(value, value.text.replace(stringValue(value)!, () => rest)), ...staleComments(doc, regex)];
  if (first) return { ...first, edits: [...first.edits, ...edits] };
  if (layer.origins.length > 0) return { at: regex, edits, envs: [], calls: [] };
  const { text, ...allowed } = allowlist(context, regex);
  const isPair = regex.kind === 'pair';
  const key = isPair ? `${regex.field('key')!.text.replace('allow_origin_regex', 'allow_origins')}: ` : 'allow_origins=';
  const between = doc.text.slice(lineStart(doc, regex.start), regex.start);
  const gap = between.trim() === '' ? `\n${between}` : ' ';
  const added: Edit = { start: regex.start, end: regex.start, text: `${key}${text},${gap}` };
  return { at: regex, edits: [added, ...edits], ...allowed };
}

/** Settings and functions from which a CORS layer of this package takes its origins. */
function* settingPlaces(context: Context): Generator<Place> {
  const { doc, facts } = context;
  const reaching = reachingNames(facts);
  const taken = facts.some(({ opens, starHeader }) => opens || starHeader) ? facts.flatMap(({ settingsClasses }) => settingsClasses.flatMap(openField)) : [];
  const asksFlask = facts.some(({ asksFlaskConfig }) => asksFlaskConfig);
  const asksResources = facts.some(({ asksFlaskResources }) => asksFlaskResources);
  const checks = facts.filter((file) => file.checked.length > 0).map((file) => ({ path: file.path, names: withSources(facts, file.checked) }));
  const isBuiltHere = layersOf(doc).some(({ built }) => built);
  for (const definition of definitionsOf(doc)) {
    const rewrite = rewriteDefinition(context, definition);
    if (!rewrite) continue;
    const { name } = definition;
    const isRead = reaching.has(name) || taken.includes(name) || (asksFlask && name === 'CORS_ORIGINS') || (asksResources && name === 'CORS_RESOURCES') || (/^CORS_/.test(name) && djangoOriginSetting(name, doc));
    if (!isRead && isBuiltHere) continue;
    const check = checks.find(({ names }) => names.has(name));
    yield {
      message: `\`${name}\` lets every origin in unless it is set`,
      rewrite: check ? { at: rewrite.at, reason: `${check.path} checks \`${name}\` for \`*\` before the origins are used` }
        : isRead ? withSockets(context, name, rewrite, taken.includes(name))
          : { at: rewrite.at, reason: `nothing in this package hands \`${name}\` to a CORS layer` },
    };
  }
  for (const fn of doc.root.descendants('function_definition')) {
    const name = fn.field('name')!.text;
    if (!reaching.has(name)) continue;
    const rewrite = rewriteReturns(context, fn);
    if (rewrite) yield { message: `\`${name}\` may let every origin in`, rewrite };
  }
}

/** The wildcard of a settings class that layers take which let every origin in by themselves. */
function openField({ origins }: CorsFacts['settingsClasses'][number]): string[] {
  return origins.every(({ isOpen }) => isOpen) ? origins.slice(0, 1).map(({ name }) => name) : [];
}

/** A socket must not get the empty list of a setting before it says what that means, nor a layer a setting that is still a wildcard. */
function withSockets({ facts, project }: Context, name: string, rewrite: Change | Kept, taken: boolean): Change | Kept {
  return 'edits' in rewrite && (taken || facts.some(({ socketUses }) => socketUses.includes(name))) ? { ...rewrite, group: settingGroup(project, name) } : rewrite;
}

function djangoOriginSetting(name: string, doc: PythonDoc): boolean {
  return ['CORS_ALLOWED_ORIGINS', 'CORS_ORIGIN_WHITELIST'].includes(name) && /corsheaders|INSTALLED_APPS|settings/.test(doc.text + doc.path);
}

function* djangoPlaces(context: Context): Generator<Place> {
  for (const setting of djangoSettings(context)) {
    const rewrite = setting.rewrite();
    if (rewrite) yield { message: setting.message, rewrite };
  }
}

function* headerPlaces(context: Context): Generator<Place> {
  const layer = layerBeside(context);
  for (const header of starHeaders(context.doc)) {
    const beside = isOutsideLayers(context.doc, header) ? undefined : layer;
    const rewrite = rewriteHeader(context, header, beside);
    const message = beside ? 'a header by hand lets every origin in, beside the CORS layer' : 'a header by hand lets every origin in';
    yield { message, rewrite: beside?.changesLayer && 'edits' in rewrite ? { ...rewrite, group: layerGroup(beside.path) } : rewrite };
  }
}

/** Lists with `*` that functions ask which answer CORS by hand. */
function* askedPlaces(context: Context): Generator<Place> {
  for (const list of askedLists(context.doc)) {
    const rewrite = rewriteOrigins(context, list);
    if (rewrite) yield { message: `\`${list.text}\` lets every origin in unless it is set`, rewrite };
  }
}

/** A layer and the headers written by hand beside it go together, so that one of them answers. */
function grouped({ doc, facts }: Context, rewrite: Change | Kept, layer: Layer): Change | Kept {
  if (!('edits' in rewrite) || rewrite.group !== undefined || rewrite.unsafe !== undefined || layer.kind === 'socket') return rewrite;
  const isOnly = facts.filter(({ layers }) => layers.length > 0).length === 1;
  const hasHeader = facts.some(({ starHeader, path, layers }) => starHeader && (path === doc.path || (isOnly && layers.length === 0)));
  return hasHeader ? { ...rewrite, group: layerGroup(doc.path) } : rewrite;
}

function layerGroup(path: string): string {
  return `cors layer ${path}`;
}

/** One finding per place, though several layers may lead to it. */
function distinct(places: readonly Place[]): Place[] {
  const byPlace = new Map<number, Place>();
  for (const place of places) if (!byPlace.has(place.rewrite.at.start)) byPlace.set(place.rewrite.at.start, place);
  return [...byPlace.values()];
}

function finding(context: Context, message: string, rewrite: Change | Kept, helper: readonly Need[]): Finding {
  const { at } = rewrite;
  const span = { start: at.start, end: at.end };
  if (!('edits' in rewrite)) return { span, message, reason: rewrite.reason, ...(rewrite.fine && { fine: true }) };
  const { edits, envs, calls, needs = [], orphans = [], elsewhere = [], group, unsafe, followUp } = rewrite;
  // No template is made for what the settings have said all along.
  const isKnown = ({ isField }: EnvVariable) => isField && elsewhere.length === 0 && context.project.package.envTemplate === undefined;
  const inTemplate = envs.filter((env) => !isKnown(env) && (!refusesInDotenv(context, env.name) || elsewhere.length > 0));
  const actions = [...envs.map((env) => envAction(env, context)), ...(followUp === undefined ? [] : [{ kind: 'follow-up' as const, name: 'CORS origins', message: followUp }])];
  return {
    span: replacedSpan(span, edits), message, safety: unsafe === undefined ? 'safe' : 'unsafe',
    ...(unsafe !== undefined && { reason: unsafe }),
    fix: { edits, needs: [...needs, ...(calls.length > 0 ? helper : []), ...inTemplate.flatMap((env) => envNeed(env, context.project))], orphans, ...(elsewhere.length > 0 && { elsewhere }), ...(group !== undefined && { group }) },
    ...(actions.length > 0 && { actions }),
  };
}

import { argumentsOf, lineOf, stringValue } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import type { ProjectView } from '../../../src/languages/types.ts';
import type { Json } from '../../../src/types.ts';
import type { Context, CorsFacts, LayerTraits, Rewrite } from './context.ts';
import { definitionsOf, jsonVariables, rewriteDefinition, saysFlaskOrigins, settingShape } from './definitions.ts';
import { askedLists } from './echoes.ts';
import { starHeaders } from './headers.ts';
import { layersOf, type Layer } from './layers.ts';
import { rewriteOrigins } from './origins.ts';
import { listAttributes, ownConstants } from './own-list.ts';
import { settingsClasses } from './settings-class.ts';
import { envOf, isEnvRead, valueOf } from './environment.ts';
import { comparedWithStar, holdsStar, isStar, letsIn } from './wildcard.ts';

const NEVER = ['test', 'migration', 'generated', 'static'];
const CORS_NAME = /cors|origin/i;

/** What a file tells the others about CORS. */
export function corsFacts(doc: PythonDoc, project: ProjectView): Json | undefined {
  if (NEVER.includes(project.zone)) return undefined;
  const context: Context = { doc, project, facts: [] };
  const layers = layersOf(doc).filter(({ kind }) => kind !== 'unknown');
  const facts: Omit<CorsFacts, 'path'> = {
    uses: [...new Set([...usesOf(doc, layers), ...askedLists(doc).flatMap((list) => namesIn(doc, list, new Set()))])],
    socketUses: usesOf(doc, layers.filter(({ kind }) => kind === 'socket')),
    layerEnvs: [...new Set(layers.flatMap(({ origins }) => origins.flatMap((node) => variablesIn(doc, node, new Set()))))],
    derived: [...doc.root.descendants('function_definition')].filter((fn) => CORS_NAME.test(fn.field('name')!.text))
      .map((fn) => [fn.field('name')!.text, [...new Set(namesIn(doc, fn.field('body')!, new Set()))]] as const),
    checked: starChecks(doc, layers.length > 0).flatMap((node) => namesIn(doc, node, new Set())),
    wildcards: definitionsOf(doc).flatMap((definition) => {
      const holds = settingShape(context, definition);
      return holds ? [{ name: definition.name, holds }] : [];
    }),
    layers: [
      ...(['starlette', 'flask'] as const).filter((framework) => layers.some(({ kind }) => kind === framework)),
      ...(/["']corsheaders\.middleware\.CorsMiddleware["']/.test(doc.text) ? ['django' as const] : []),
    ],
    traits: traitsOf(doc, layers),
    buildsApp: /\b(FastAPI|Starlette|Flask)\(/.test(doc.text),
    jsonNames: jsonVariables(doc),
    settingsClasses: settingsClasses(doc, (name) => definitionsOf(doc).some((definition) => definition.name === name && isEdited(rewriteDefinition(context, definition)))),
    closed: layers.flatMap(({ origins }) => origins.filter((node) => rewriteOrigins(context, node) === undefined).flatMap((node) => closedBy(doc, node))),
    constants: ownConstants(doc),
    attributes: listAttributes(doc),
    ownDotenv: /\benv_file\b/.test(doc.text) && /\bBaseSettings\b/.test(doc.text),
    loadsDotenv: /\bload_dotenv\(/.test(doc.text),
    changesLayer: layers.some(({ kind, origins, defaultsToAll }) => kind !== 'socket' && (defaultsToAll || origins.some((node) => isChange(context, node)))),
    opens: layers.some(({ origins, defaultsToAll }) => defaultsToAll || origins.some((node) => isStar(node) || (node.named.length === 1 && isStar(node.named[0]!)))),
    starHeader: starHeaders(doc).length > 0,
    asksFlaskConfig: layers.some(({ kind, defaultsToAll }) => kind === 'flask' && defaultsToAll),
    asksFlaskResources: layers.some(({ asksForResources }) => asksForResources),
    flaskConfig: saysFlaskOrigins(doc),
    djangoOrigins: /^CORS_(ALLOWED_ORIGINS|ORIGIN_WHITELIST)\s*[:=+]/m.test(doc.text),
  };
  return facts as unknown as Json;
}

function traitsOf(doc: PythonDoc, layers: readonly Layer[]): LayerTraits {
  const http = layers.filter(({ kind }) => kind !== 'socket');
  const calls = http.map(({ call }) => argumentsOf(call).keywords);
  const given = (...names: string[]) => calls.flatMap((keywords) => names.flatMap((name) => keywords.get(name) ?? []));
  const origins = http.flatMap(({ origins }) => origins);
  // Those of Starlette and Django answer preflights before anything else does.
  const flask = http.filter(({ kind }) => kind === 'flask').length > 0;
  const methods = flask ? textsOf(given('methods')) : undefined;
  const headers = flask ? textsOf(given('allow_headers')) : undefined;
  return {
    credentials: /^CORS_ALLOW_CREDENTIALS\s*=\s*True/m.test(doc.text) || given('allow_credentials', 'supports_credentials').some(({ kind }) => kind !== 'false'),
    ...(methods && { methods }), ...(headers && { headers }),
    isLocal: origins.length > 0 && http.every(({ regex }) => !regex) && origins.every((node) => isLocal(doc, node)),
    isPartial: flask && given('resources').some((resources) => !/["']\/?\.?\*["']/.test(resources.text)),
  };
}

/** The texts of literal lists, in lower case; undefined where nothing or more than that is given. */
function textsOf(lists: readonly PyNode[]): string[] | undefined {
  const texts = lists.flatMap((list) => (list.kind === 'list' || list.kind === 'tuple' ? list.named.map(stringValue) : [stringValue(list)]));
  if (lists.length === 0 || texts.includes('*')) return undefined;
  return texts.map((text) => text?.toLowerCase() ?? '');
}

function isLocal(doc: PythonDoc, node: PyNode): boolean {
  const [binding, ...more] = node.kind === 'identifier' ? doc.scopes.lookup(node.text, node) : [];
  const list = binding && more.length === 0 ? valueOf(binding) : node;
  const texts = list?.kind === 'list' || list?.kind === 'tuple' ? list.named.filter(({ kind }) => kind !== 'comment') : list ? [list] : [];
  const isGrown = node.kind === 'identifier' && new RegExp(`\\b${node.text}\\s*(?:\\.(?:append|extend)\\(|\\+=)`).test(doc.text);
  return texts.length > 0 && !isGrown && texts.every((each) => /^https?:\/\/(?:localhost|127\.0\.0\.1)\b/.test(stringValue(each) ?? ''));
}

/** How a layer says who may call, where it names more than local front ends. */
function closedBy(doc: PythonDoc, node: PyNode): CorsFacts['closed'][number][] {
  const variables = [...new Set(variablesIn(doc, node, new Set()))];
  const texts = [node, ...(node.kind === 'identifier' ? doc.scopes.lookup(node.text, node).flatMap((binding) => valueOf(binding) ?? []) : [])].map(({ text }) => text).join('\n');
  const sites = texts.match(/https?:\/\/[^"'\s,]+/g) ?? [];
  const isForeign = sites.some((site) => !/^https?:\/\/(?:localhost|127\.0\.0\.1|0\.0\.0\.0)\b/.test(site));
  if (variables.length === 0 && !isForeign) return [];
  return [{ line: lineOf(doc, node.start), variables, isVariable: variables.length === 1 && !isForeign }];
}

function usesOf(doc: PythonDoc, layers: readonly Layer[]): string[] {
  return [...new Set(layers.flatMap(({ origins }) => origins.flatMap((node) => namesIn(doc, node, new Set()))))];
}

function isChange(context: Context, node: PyNode): boolean {
  return isEdited(rewriteOrigins(context, node));
}

function isEdited(rewrite: Rewrite): boolean {
  return rewrite !== undefined && 'edits' in rewrite && rewrite.unsafe === undefined;
}

/** What is compared with `*` where layers are set up, and in functions that make their origins. */
function starChecks(doc: PythonDoc, hasLayers: boolean): PyNode[] {
  return [...doc.root.descendants('comparison_operator')].filter((comparison) => comparison.named.some(isStar) && !choosesStar(comparison) && !letsIn(comparison) &&
    (hasLayers || CORS_NAME.test(comparison.closest('function_definition')?.field('name')?.text ?? '')))
    .flatMap((comparison) => comparison.named.filter((node) => !isStar(node)));
}

/** `["*"] if value == "*" else …` is no check but the wildcard itself. */
function choosesStar(comparison: PyNode): boolean {
  const choice = comparison.parent;
  return choice?.kind === 'conditional_expression' && comparedWithStar(comparison) !== undefined && choice.named.some(holdsStar);
}

/** Names of settings, imports and functions an expression is made from, through the local names on the way. */
function namesIn(doc: PythonDoc, node: PyNode, seen: Set<PyNode>): string[] {
  if (seen.has(node)) return [];
  seen.add(node);
  return [node, ...node.descendants('identifier', 'attribute', 'subscript')].flatMap((each): string[] => {
    if (each.kind === 'attribute') return [each.field('attribute')!.text];
    if (each.kind === 'subscript') return [stringValue(each.field('subscript')) ?? []].flat();
    if (each.kind !== 'identifier') return [];
    return doc.scopes.lookup(each.text, each).flatMap((binding) => {
      if (binding.origin !== undefined) return [each.text];
      if (binding.node.parent!.kind === 'class_definition') return [each.text];
      if (binding.kind === 'definition') return [each.text, ...namesIn(doc, binding.node.parent!, seen)];
      const value = valueOf(binding);
      return value ? [each.text, ...namesIn(doc, value, seen)] : [];
    });
  });
}

/** Variables an expression reads, through the local names on the way. */
function variablesIn(doc: PythonDoc, node: PyNode, seen: Set<PyNode>): string[] {
  if (seen.has(node)) return [];
  seen.add(node);
  return [node, ...node.descendants('call', 'subscript', 'identifier')].flatMap((each): string[] => {
    if (each.kind === 'call' && isEnvRead(doc, each)) return envOf(each).map(({ name }) => name);
    if (each.kind === 'subscript' && doc.scopes.qualifiedName(each.field('value')) === 'os.environ') return [stringValue(each.field('subscript')) ?? []].flat();
    const [binding, ...more] = each.kind === 'identifier' ? doc.scopes.lookup(each.text, each) : [];
    const value = binding && more.length === 0 ? valueOf(binding) : undefined;
    return value ? variablesIn(doc, value, seen) : [];
  });
}

import { argumentsOf, lastName, stringValue } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import { valueOf } from './environment.ts';
import { isStar } from './wildcard.ts';

const STARLETTE = new Set(['fastapi.middleware.cors.CORSMiddleware', 'starlette.middleware.cors.CORSMiddleware']);
const FLASK = new Set(['flask_cors.CORS', 'flask_cors.cross_origin', 'flask_cors.decorator.cross_origin', 'flask_cors.extension.CORS']);
const SOCKETS = new Set(['socketio.Server', 'socketio.AsyncServer', 'flask_socketio.SocketIO']);
/** Other frameworks' layers, which let every origin in unless told otherwise. */
const OPEN_BY_DEFAULT = new Set(['sanic_cors.CORS', 'sanic_cors.cross_origin', 'quart_cors.cors', 'quart_cors.route_cors', 'falcon.CORSMiddleware', 'litestar.config.cors.CORSConfig']);
const ORIGIN_KEYWORDS = ['allow_origins', 'allow_origin', 'cors_allowed_origins', 'allowed_origins', 'allow_origin_regex'];

/** A call that sets up CORS. */
export interface Layer {
  readonly kind: 'starlette' | 'flask' | 'socket' | 'unknown';
  readonly call: PyNode;
  /** Expressions that stand for the allowed origins. */
  readonly origins: readonly PyNode[];
  /** `allow_origin_regex=…`, as argument or as entry of the dictionary that holds the arguments. */
  readonly regex?: PyNode;
  /** Nothing says which origins, and the default is every one. */
  readonly defaultsToAll: boolean;
  /** `origin=…`, which Flask-CORS does not know, where nothing else says which origins. */
  readonly ignored?: PyNode;
  /** Flask-CORS looks for `CORS_RESOURCES` in the app's configuration. */
  readonly asksForResources?: boolean;
  /** Arguments come from a dictionary that is built in several steps. */
  readonly built?: PyNode;
}

export function layersOf(doc: PythonDoc): Layer[] {
  return [...doc.root.descendants('call')].flatMap((call) => layerOf(doc, call) ?? []);
}

function layerOf(doc: PythonDoc, call: PyNode): Layer | undefined {
  const name = doc.scopes.qualifiedName(call.field('function'));
  const { positional, keywords } = argumentsOf(call);
  if (name && STARLETTE.has(name)) return starlette(doc, call, positional[1]);
  // `add_middleware(middleware_class=…)`, `Middleware(cls=…)`.
  const handed = [...positional, ...['middleware_class', 'cls'].flatMap((keyword) => keywords.get(keyword) ?? [])];
  if (handed.some((argument) => STARLETTE.has(doc.scopes.qualifiedName(argument) ?? ''))) return starlette(doc, call, undefined);
  if (name && FLASK.has(name)) return flask(doc, call, name.endsWith('CORS') && positional.length === 0);
  if (name && SOCKETS.has(name)) return socket(call);
  if (lastName(call.field('function')) === 'init_app') return initialised(doc, call);
  if (name === 'aiohttp_cors.setup') return aiohttp(call);
  return otherLayer(call, name !== undefined && OPEN_BY_DEFAULT.has(name));
}

function starlette(doc: PythonDoc, call: PyNode, second: PyNode | undefined): Layer {
  const { keywords, keywordNodes, hasSplat } = argumentsOf(call);
  const origins = keywords.get('allow_origins') ?? second;
  const regex = keywordNodes.get('allow_origin_regex');
  if (!hasSplat) return { kind: 'starlette', call, origins: origins ? [origins] : [], defaultsToAll: false, ...(regex && { regex }) };
  const splat = call.field('arguments')!.named.find(({ kind }) => kind === 'dictionary_splat')?.named[0];
  const { dictionary, built } = dictionaryOf(doc, splat);
  const inner = pairOf(dictionary, 'allow_origins')?.field('value');
  const pattern = pairOf(dictionary, 'allow_origin_regex');
  return {
    kind: 'starlette', call, defaultsToAll: false, origins: [origins, inner].filter((node) => node !== undefined),
    ...(regex ?? pattern ? { regex: regex ?? pattern! } : {}), ...(built && { built }),
  };
}

/** Flask-CORS: `origins`, and `origins` of each of `resources`; without any of them every origin is let in. */
function flask(doc: PythonDoc, call: PyNode, isUnbound: boolean): Layer | undefined {
  const { keywords, keywordNodes, hasSplat } = argumentsOf(call);
  if (hasSplat) return undefined;
  const inits = isUnbound ? initCalls(doc, call) : [];
  const own = keywords.get('origins');
  const resources = dictionaryOf(doc, keywords.get('resources')).dictionary;
  const each = pairsOf(resources).map((pair) => pairOf(dictionaryOf(doc, pair.field('value')).dictionary, 'origins')?.field('value'));
  const said = each.filter((node) => node !== undefined);
  const opaque = keywords.has('resources') && !resources && keywords.get('resources')!.kind === 'identifier';
  const everyResource = each.length > 0 && said.length === each.length;
  const initSays = inits.some((init) => ['origins', 'resources'].some((key) => argumentsOf(init).keywords.has(key)));
  const defaultsToAll = !own && !everyResource && !opaque && !initSays;
  const ignored = defaultsToAll ? keywordNodes.get('origin') : undefined;
  return {
    kind: 'flask', call, origins: own ? [own, ...said] : said, defaultsToAll, ...(ignored && { ignored }),
    asksForResources: !/cross_origin$/.test(call.field('function')!.text) && !keywords.has('resources'),
  };
}

/** `X.init_app(app, …)` where `X = CORS()` or `SocketIO()` in this file. */
function initialised(doc: PythonDoc, call: PyNode): Layer | undefined {
  const object = call.field('function')!.field('object');
  const [binding] = object?.kind === 'identifier' ? doc.scopes.lookup(object.text, object) : [];
  const value = binding && valueOf(binding);
  const name = value?.kind === 'call' ? doc.scopes.qualifiedName(value.field('function')) : undefined;
  if (name && SOCKETS.has(name)) return socket(call);
  const looksLikeCors = name ? FLASK.has(name) : binding?.origin !== undefined && /^cors$/i.test(object!.text);
  const layer = looksLikeCors ? flask(doc, call, false) : undefined;
  return layer && { ...layer, defaultsToAll: layer.ignored !== undefined };
}

function initCalls(doc: PythonDoc, constructor: PyNode): PyNode[] {
  const target = constructor.parent?.kind === 'assignment' ? constructor.parent.field('left')?.text : undefined;
  return target === undefined ? [] : [...doc.root.descendants('call')].filter((call) => call.field('function')!.text === `${target}.init_app`);
}

function socket(call: PyNode): Layer {
  const origins = argumentsOf(call).keywords.get('cors_allowed_origins');
  return { kind: 'socket', call, origins: origins ? [origins] : [], defaultsToAll: false };
}

/** aiohttp-cors: the resource options of the origin `*`. */
function aiohttp(call: PyNode): Layer | undefined {
  const star = [...call.descendants('pair')].map((pair) => pair.field('key')!).find(isStar);
  return star && { kind: 'unknown', call, origins: [star], defaultsToAll: false };
}

/** Anything else that takes origins under a usual name, such as another framework's middleware or a class of the project. */
function otherLayer(call: PyNode, isOpen: boolean): Layer | undefined {
  const { keywords, hasSplat } = argumentsOf(call);
  if (isOpen && !hasSplat && !['origins', ...ORIGIN_KEYWORDS].some((name) => keywords.has(name))) return { kind: 'unknown', call, origins: [call], defaultsToAll: true };
  const origins = ORIGIN_KEYWORDS.map((name) => keywords.get(name)).filter((value) => value && (isStar(value) || value.named.some(isStar)));
  return origins.length > 0 ? { kind: 'unknown', call, origins: origins as PyNode[], defaultsToAll: false } : undefined;
}

/** The dictionary an expression is, directly or by a name bound once; `built` when entries are added to it later. */
function dictionaryOf(doc: PythonDoc, node: PyNode | undefined): { dictionary?: PyNode; built?: PyNode } {
  if (isDictionary(doc, node)) return { dictionary: node! };
  const bindings = node?.kind === 'identifier' ? doc.scopes.lookup(node.text, node) : [];
  const value = bindings.length === 1 ? valueOf(bindings[0]!) : undefined;
  if (!value || !isDictionary(doc, value)) return {};
  const built = [...doc.root.descendants('assignment')].map((each) => each.field('left')!)
    .find((target) => target.kind === 'subscript' && target.field('value')!.text === node!.text && /origin/.test(stringValue(target.field('subscript')) ?? ''));
  return built ? { dictionary: value, built } : { dictionary: value };
}

/** `{…}` or `dict(…)`. */
function isDictionary(doc: PythonDoc, node: PyNode | undefined): boolean {
  return node?.kind === 'dictionary' || (node?.kind === 'call' && doc.scopes.qualifiedName(node.field('function')) === 'builtins.dict' && argumentsOf(node).positional.length === 0);
}

export function pairsOf(dictionary: PyNode | undefined): readonly PyNode[] {
  const entries = dictionary?.kind === 'call' ? dictionary.field('arguments')!.named : dictionary?.named;
  return entries?.filter(({ kind }) => kind === 'pair' || kind === 'keyword_argument') ?? [];
}

export function pairOf(dictionary: PyNode | undefined, key: string): PyNode | undefined {
  return pairsOf(dictionary).find((pair) => (pair.kind === 'pair' ? stringValue(pair.field('key')) : pair.field('name')!.text) === key);
}

import { argumentsOf, lastName, literalText, stringValue } from './nodes.ts';
import type { PythonDoc } from './parse.ts';
import type { PyNode } from './tree.ts';

/** A route of an app, router or blueprint. */
export interface Route {
  /** With the prefix of its router where that is said in this file; no slash at the end. */
  readonly path: string;
  /** The string that holds the path. */
  readonly node: PyNode;
  /** The function or class that answers, where it is defined in this file. */
  readonly handler?: PyNode;
  readonly call: PyNode;
}

const VERBS = /^(get|post|put|patch|delete|head|options|route|api_route|custom_route|websocket)$/;
const ADDERS = /^(add_api_route|add_route|add_url_rule|add_get|add_post|add_put|add_delete|add_resource)$/;
const BARE = /^litestar\.(handlers\.)?(get|post|put|patch|delete)$/;
const TABLES = /^(starlette\.routing\.Route|fastapi\.routing\.APIRoute|aiohttp\.web\.(get|post|put|delete|route)|django\.urls\.(path|re_path)|django\.conf\.urls\.url|django\.urls\.conf\.(path|re_path))$/;

/** Routes over FastAPI, Starlette, Flask and its blueprints, aiohttp and Django. */
export function routesOf(doc: PythonDoc): Route[] {
  return doc.root.descendants('call').flatMap((call): Route[] => {
    const fn = call.field('function')!;
    const { positional, keywords } = argumentsOf(call);
    const isVerb = fn.kind === 'attribute' ? VERBS.test(lastName(fn)!) : BARE.test(doc.scopes.qualifiedName(fn) ?? '');
    const decorated = call.parent?.kind === 'decorator' && isVerb ? call.parent.parent?.field('definition') : undefined;
    const isAdder = fn.kind === 'attribute' && ADDERS.test(lastName(fn)!);
    const isTable = TABLES.test(doc.scopes.qualifiedName(fn) ?? '');
    if (!decorated && !isAdder && !isTable) return [];
    const texts = [...positional, ...['path', 'rule', 'route'].flatMap((name) => keywords.get(name) ?? [])].filter((each) => pathOf(each) !== undefined);
    const handler = decorated ?? handlerOf(doc, [...positional, ...['endpoint', 'view_func', 'handler', 'view'].flatMap((name) => keywords.get(name) ?? [])]);
    const prefix = decorated || isAdder ? prefixOf(doc, fn.field('object')) : '';
    return texts.slice(0, lastName(fn) === 'add_resource' ? undefined : 1).map((node) => ({ path: joined(prefix, pathOf(node)!), node, call, ...(handler && { handler }) }));
  });
}

/** A path as written; a value it starts with, such as `{API_PREFIX}`, is a prefix. */
function pathOf(node: PyNode): string | undefined {
  return stringValue(node) ?? literalText(node)?.replace(/^\{\}/, '');
}

function handlerOf(doc: PythonDoc, candidates: readonly PyNode[]): PyNode | undefined {
  for (const each of candidates) {
    const name = each.kind === 'identifier' ? each : /^\w+\.as_view\b/.test(each.text) ? each.descendants('identifier')[0] : undefined;
    const definition = name && doc.scopes.lookup(name.text, name).find(({ kind }) => kind === 'definition')?.node.parent;
    if (definition) return definition;
  }
  return undefined;
}

/** `prefix` of the APIRouter, or `url_prefix` of the Blueprint, that a name is bound to in this file. */
function prefixOf(doc: PythonDoc, router: PyNode | undefined): string {
  const [binding] = router?.kind === 'identifier' ? doc.scopes.lookup(router.text, router) : [];
  const assignment = binding?.node.parent;
  const value = assignment?.kind === 'assignment' ? assignment.field('right') : undefined;
  if (value?.kind !== 'call') return '';
  const { keywords } = argumentsOf(value);
  return stringValue(keywords.get('prefix') ?? keywords.get('url_prefix')) ?? '';
}

/** One path without regular expression marks and without a slash at the end. */
function joined(prefix: string, path: string): string {
  const plain = path.replace(/^\^/, '').replace(/\$$|\\Z$/, '').replace(/\/\?$/, '');
  return `/${[prefix, plain].map((part) => part.replace(/^\/+|\/+$/g, '')).filter((part) => part !== '').join('/')}`;
}

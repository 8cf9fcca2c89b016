import { argumentsOf, lastName, stringValue } from './nodes.ts';
import type { PythonDoc } from './parse.ts';
import type { Route } from './routes.ts';
import type { PyNode } from './tree.ts';

/** A router, blueprint or module of URLs that is mounted somewhere. */
export interface Mount {
  /** `…` where it is no text. */
  readonly prefix: string;
  /** Dotted name of the router, `app.routes.health.router`, or of the module of its URLs; without dots in front. */
  readonly origin: string;
  /** It is mounted on the app, or in the module of URLs that Django starts with. */
  readonly isOnApp: boolean;
}

/** A part of a path that is not known. */
const UNKNOWN = '…';
const APP = /(^|_)(app|application)$/i;
const ROUTERS = /(^|\.)(APIRouter|Blueprint|APIBlueprint|Router|RouteTableDef|Namespace)$/;
const APPS = /(^|\.)(FastAPI|Flask|Quart|Starlette|Litestar|Sanic|APIFlask|OpenAPI)$/;
const MOST_LEVELS = 4;

/** Where a file mounts routers. */
export function mountsOf(doc: PythonDoc): Mount[] {
  return doc.root.descendants('call').flatMap((call): Mount[] => {
    const fn = call.field('function')!;
    const { positional, keywords } = argumentsOf(call);
    const name = lastName(fn);
    if (/^(include_router|register_blueprint)$/.test(name ?? '')) {
      const given = keywords.get('prefix') ?? keywords.get('url_prefix');
      const origin = positional[0] && originOf(doc, positional[0]);
      const object = fn.field('object');
      return origin === undefined || !object ? [] : [{ prefix: given ? stringValue(given) ?? UNKNOWN : '', origin, isOnApp: !isRouter(doc, object) }];
    }
    const included = /^(path|re_path|url)$/.test(name ?? '') && positional[1]?.kind === 'call' && lastName(positional[1].field('function')) === 'include' ? argumentsOf(positional[1]).positional[0] : undefined;
    const module = stringValue(included);
    return module === undefined ? [] : [{ prefix: (stringValue(positional[0]) ?? UNKNOWN).replace(/^\^/, ''), origin: module, isOnApp: isRootUrls(doc.path) }];
  });
}

/** The paths a route answers at; with `…` where something unknown stands before. */
export function wholePaths(doc: PythonDoc, { path, call }: Route, all: readonly { readonly path: string; readonly mounts: readonly Mount[] }[]): string[] {
  const fn = call.field('function')!;
  const object = fn.kind === 'attribute' ? fn.field('object') : undefined;
  const isOfUrls = !object;
  if (object && !isRouter(doc, object)) return [path];
  const prefixes = prefixesOf(doc.path, object?.text ?? '', all, 0);
  if (prefixes.length > 0) return prefixes.map((prefix) => joined(prefix, path));
  return [isOfUrls && isRootUrls(doc.path) ? path : joined(UNKNOWN, path)];
}

function prefixesOf(path: string, name: string, all: Parameters<typeof wholePaths>[2], level: number): string[] {
  if (level > MOST_LEVELS) return [];
  const module = `.${path.replace(/(\/__init__)?\.py$/, '').replaceAll('/', '.')}`;
  const isOwn = (origin: string) => [`.${origin}`, `.${origin}`.slice(0, -name.length - 1)].some((each, i) => each !== '' && module.endsWith(each) && (i === 0) === (name === '' || !origin.endsWith(`.${name}`)));
  return [...new Set(all.flatMap((facts) => facts.mounts.filter(({ origin }) => isOwn(origin)).flatMap((mount) => {
    const before = mount.isOnApp ? [''] : prefixesOf(facts.path, '', all, level + 1);
    return (before.length > 0 ? before : [UNKNOWN]).map((each) => joined(each, mount.prefix));
  })))];
}

/** `app.routes.health.router` of an imported router, the name of one of the same file with its module. */
function originOf(doc: PythonDoc, node: PyNode): string | undefined {
  const imported = doc.scopes.qualifiedName(node);
  if (imported !== undefined && !imported.startsWith('builtins.')) return imported.replace(/^\.+/, '');
  return node.kind === 'identifier' ? `${doc.path.replace(/(\/__init__)?\.py$/, '').replaceAll('/', '.')}.${node.text}` : undefined;
}

/** Whether a router is mounted on the app, rather than on another router. */
export function isOnApp(doc: PythonDoc, call: PyNode): boolean {
  const object = call.field('function')!.field('object');
  return !!object && !isRouter(doc, object);
}

/** Whether routes are added to a router rather than to the app: what it is bound to says, else its name. */
function isRouter(doc: PythonDoc, object: PyNode): boolean {
  const [binding] = object.kind === 'identifier' ? doc.scopes.lookup(object.text, object) : [];
  const assigned = binding?.node.parent;
  const made = assigned?.kind === 'assignment' ? assigned.field('right') : undefined;
  const maker = made?.kind === 'call' ? made.field('function')!.text : '';
  if (ROUTERS.test(maker)) return true;
  return !APPS.test(maker) && !APP.test(lastName(object) ?? '');
}

/** `project/urls.py` at the top, beside the settings. */
function isRootUrls(path: string): boolean {
  return /^([\w-]+\/){0,2}urls\.py$/.test(path) && !/(^|\/)apps?\//.test(path);
}

function joined(prefix: string, path: string): string {
  const whole = `/${[prefix, path].map((part) => part.replace(/^\/+|\/+$/g, '')).filter((part) => part !== '').join('/')}`;
  // Before what is not known nothing matters.
  return whole.includes(UNKNOWN) ? whole.slice(whole.lastIndexOf(UNKNOWN)) : whole;
}

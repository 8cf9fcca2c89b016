import { isCall, isText, lastName, stringValue, unwrapped, type AnyCall } from './nodes.ts';
import type { JavaScriptDoc } from './parse.ts';
import { optionOf, packageOf, pathText, valueOf } from './queries.ts';
import type { Route } from './routes.ts';
import type { Node } from './tree.ts';

/** What a file says about where routes end up: the routers it mounts, and what Nest puts before all routes. */
export interface MountFacts {
  readonly mounts: readonly Mount[];
  /** `setGlobalPrefix('api')`; `…` where it is no text. */
  readonly prefix?: string;
  /** Paths that the prefix is not put before. */
  readonly unprefixed: readonly string[];
  /** Nest puts a version before paths. */
  readonly isVersioned: boolean;
}

interface Mount {
  /** `…` where it is no text. */
  readonly path: string;
  /** The module whose router it is, or the name of a router of the same file. */
  readonly module?: string;
  readonly name?: string;
  /** What it is mounted on, by its name. */
  readonly onto?: string;
  /** That is the app itself. */
  readonly isOnApp: boolean;
}

/** A part of a path that is not known. */
const UNKNOWN = '…';
const APP = /^(app|server|fastify|hono|elysia|koa|application|expressApp|httpServer)$/i;
const MOST_LEVELS = 4;

/** What a file says about where routes end up. */
export function mountFacts(doc: JavaScriptDoc): MountFacts {
  const calls = doc.tree.all('CallExpression', 'OptionalCallExpression');
  const named = (name: string) => calls.filter(({ callee }) => lastName(callee) === name);
  const [prefix] = named('setGlobalPrefix');
  return {
    mounts: calls.flatMap((call): Mount[] => {
      const name = lastName(call.callee) ?? '';
      const object = (call.callee as { object?: Node }).object;
      if (!object || !/^(use|register|route)$/.test(name)) return [];
      const [first, ...rest] = call.arguments;
      const values = (first && !isText(first) && (rest.length === 0 || name === 'register') ? [first] : rest) as readonly Node[];
      const path = name === 'register' ? (rest.length > 0 ? pathOr(doc, optionOf(doc, call, 'prefix')) : '') : values[0] === first ? '' : pathOr(doc, first);
      const onto = lastName(object);
      const on = { ...(onto !== undefined && { onto }), isOnApp: APP.test(onto ?? '') };
      return values.flatMap((value): Mount[] => {
        const module = sourceOf(doc, value);
        if (module !== undefined) return isOwnModule(module) ? [{ path, module: stemOf(module), ...on }] : [];
        const router = unwrapped(value);
        return router.type === 'Identifier' ? [{ path, name: router.name, ...on }] : [];
      });
    }),
    ...(prefix && { prefix: pathOr(doc, prefix.arguments[0]) }),
    unprefixed: prefix ? doc.tree.inside(prefix, 'StringLiteral').filter((each) => each !== prefix.arguments[0]).flatMap((each) => stringValue(each) ?? []) : [],
    isVersioned: named('enableVersioning').length > 0,
  };
}

/** Whether a file says anything about where routes end up. */
export function hasMounts({ mounts, prefix, isVersioned }: MountFacts): boolean {
  return mounts.length > 0 || prefix !== undefined || isVersioned;
}

/** The paths a route answers at; with `…` where something unknown stands before. */
export function wholePaths(doc: JavaScriptDoc, route: Route, all: readonly (MountFacts & { readonly path: string })[]): string[] {
  if (route.node.type === 'ClassMethod') {
    const prefix = all.find((facts) => facts.prefix !== undefined);
    const isPlain = !prefix || prefix.unprefixed.some((each) => same(each, route.path));
    if (all.some(({ isVersioned }) => isVersioned)) return [joined(UNKNOWN, route.path)];
    return [joined(isPlain ? '' : prefix.prefix!, route.path)];
  }
  const object = isCall(route.node) ? (route.node.callee as { object?: Node }).object : undefined;
  if (!object) return [route.path];
  if (pathOr(doc, (route.node as AnyCall).arguments[0]) === UNKNOWN) return [joined(UNKNOWN, route.path)];
  const prefixes = prefixesOf(doc.path, lastName(object), all, 0);
  if (prefixes.length > 0) return prefixes.map((prefix) => joined(prefix, route.path));
  return [route.isWhole ? route.path : joined(UNKNOWN, route.path)];
}

/** What stands before the routes of a router, where anybody mounts it. */
function prefixesOf(path: string, name: string | undefined, all: readonly (MountFacts & { readonly path: string })[], level: number): string[] {
  if (level > MOST_LEVELS) return [];
  const found = all.flatMap((facts) => facts.mounts.filter((mount) => (mount.module === undefined ? facts.path === path && mount.name === name : isModule(path, mount.module))).flatMap((mount) => {
    const before = mount.isOnApp ? [''] : prefixesOf(facts.path, mount.onto, all, level + 1);
    return (before.length > 0 ? before : [UNKNOWN]).map((each) => joined(each, mount.path));
  }));
  return [...new Set(found)];
}

/** A path as written here, or where its name is bound; one with something to fill in is not known. */
function pathOr(doc: JavaScriptDoc, node: Node | undefined): string {
  if (node === undefined) return '';
  const value = valueOf(doc, node) ?? node;
  return value.type === 'TemplateLiteral' && value.expressions.length > 0 ? UNKNOWN : pathText(value) ?? UNKNOWN;
}

function joined(prefix: string, path: string): string {
  const whole = `/${[prefix, path].map((part) => part.replace(/^\/+|\/+$/g, '')).filter(Boolean).join('/')}`;
  // Before what is not known nothing matters.
  return whole.includes(UNKNOWN) ? whole.slice(whole.lastIndexOf(UNKNOWN)) : whole;
}

function same(one: string, other: string): boolean {
  return joined('', one) === joined('', other);
}

/** `./routes/auth.js` and `src/routes/auth.ts`: the same last folders. */
export function stemOf(module: string): string {
  return module.replace(/^(\.{1,2}\/|@\/|~\/)+/, '').replace(/\.[cm]?[jt]sx?$/, '').replace(/\/index$/, '');
}

export function isModule(path: string, module: string): boolean {
  return `/${path.replace(/\.[cm]?[jt]sx?$/, '').replace(/\/index$/, '')}`.endsWith(`/${module}`);
}

/** Whether a module is one of the project's own, as far as its name says. */
export function isOwnModule(module: string): boolean {
  return /^(\.|@\/|~\/)/.test(module);
}

/** The module a value comes from; of what a call makes, the one of the function. */
export function sourceOf(doc: JavaScriptDoc, node: Node): string | undefined {
  const value = unwrapped(node);
  return packageOf(doc.scopes.qualifiedName(value)) ?? (isCall(value) ? packageOf(doc.scopes.qualifiedName(value.callee)) : undefined);
}

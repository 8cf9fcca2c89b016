import { isFunction, lastName, textOf, unwrapped } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import { layersOf, type Layer } from '../../../src/languages/javascript/layers.ts';
import { isModule, isOwnModule, sourceOf, stemOf } from '../../../src/languages/javascript/mounts.ts';
import { routesOf, type Route } from '../../../src/languages/javascript/routes.ts';
import { NAMED } from './limiters.ts';

/** What a platform or a scraper asks all the time, and nobody limits. */
const OPERATIONS = /(?:^|\/)_?(health\w*|healthz|ready|readyz|readiness|live|livez|liveness|ping|heartbeat|status|metrics)(\/(live|ready|db|detailed|internal|status))?\/?$|^\/?$|^\*$|favicon|robots\.txt/i;

/** What a file has of routes without a limiter, and where it mounts those of others. */
export interface RouteFacts {
  readonly routes: number;
  /** Methods and paths of those that nothing in the file limits. */
  readonly open: readonly string[];
  /** Paths that a limiter stands before. */
  readonly limitedPaths: readonly string[];
  /** Modules whose routes are mounted here, with the path; behind a limiter or not. */
  readonly mounts: readonly { readonly path: string; readonly module: string; readonly isLimited: boolean }[];
}

/** What a file says about the routes that are limited. */
export function routeFacts(doc: JavaScriptDoc): RouteFacts {
  const layers = layersOf(doc).filter(({ call }) => /^(use|register)$/.test(lastName(call.callee) ?? ''));
  return {
    routes: routesOf(doc).filter(isOne).length,
    open: [...new Set(openRoutes(doc).map(labelOf))],
    limitedPaths: layers.filter((layer) => layer.path !== undefined && speaksOfLimits(doc, layer)).map(({ path }) => path!),
    mounts: layers.flatMap((layer) => {
      const module = sourceOf(doc, layer.value);
      return module !== undefined && isOwnModule(module) ? [{ path: layer.path ?? '', module: stemOf(module), isLimited: layers.some((other) => other.call === layer.call && speaksOfLimits(doc, other)) }] : [];
    }),
  };
}

/** Routes of a file that no limiter of the file is there for. */
export function openRoutes(doc: JavaScriptDoc): Route[] {
  const before = layersOf(doc).filter((layer) => speaksOfLimits(doc, layer) && /^(use|register|addHook|onBeforeHandle)$/.test(lastName(layer.call.callee) ?? ''));
  return routesOf(doc).filter((route) => {
    if (!isOne(route) || OPERATIONS.test(route.path)) return false;
    const isBehind = before.some(({ path, call }) => isBelow(route.path, path) && sameObject(route, call));
    return !isBehind && !NAMED.test(guardText(doc, route));
  });
}

/** `process.on('SIGTERM', …)` looks like a route. */
function isOne({ method, path }: Route): boolean {
  return method !== 'use' && path.startsWith('/');
}

/** Routes of a file that are open also where they are mounted. */
export function openWhereMounted(path: string, { open }: Pick<RouteFacts, 'open'>, all: readonly RouteFacts[]): readonly string[] {
  const mounts = all.flatMap((facts) => facts.mounts.filter(({ module }) => isModule(path, module)).map((mount) => ({ ...mount, limitedPaths: facts.limitedPaths })));
  const isLimited = mounts.length > 0 && mounts.every((mount) => mount.isLimited || mount.limitedPaths.some((limited) => isBelow(mount.path, limited)));
  return isLimited ? [] : open;
}

export function labelOf({ method, path }: Route): string {
  return method === 'all' ? path : `${method.toUpperCase()} ${path}`;
}

function speaksOfLimits(doc: JavaScriptDoc, { value }: Layer): boolean {
  return NAMED.test(isFunction(value) ? textOf(doc, value) : `${textOf(doc, value)} ${sourceOf(doc, value) ?? ''}`);
}

/** What stands before the handler of a route, what it calls by name, and the decorators around it. */
function guardText(doc: JavaScriptDoc, { node, handlers }: Route): string {
  const owner = doc.tree.closest(node, 'ClassDeclaration', 'ClassExpression');
  const own = 'decorators' in node ? (node.decorators ?? []) : [];
  return [
    ...handlers.map((each) => unwrapped(each)).map((each) => (isFunction(each) ? calledIn(textOf(doc, each)) : textOf(doc, each))),
    ...[...(owner?.decorators ?? []), ...own].map((each) => textOf(doc, each)),
  ].join('\n');
}

/** The names in front of a bracket: `limiter.check(`. */
function calledIn(text: string): string {
  return (text.match(/[\w.]+(?=\s*\()/g) ?? []).join('\n');
}

function sameObject({ node }: Route, call: Layer['call']): boolean {
  const objectOf = (callee: unknown) => lastName((callee as { object?: Parameters<typeof lastName>[0] } | undefined)?.object);
  const own = 'callee' in node ? objectOf(node.callee) : undefined;
  return own === undefined || own === objectOf(call.callee);
}

function isBelow(path: string, prefix: string | undefined): boolean {
  const plain = (text: string) => text.replace(/\/?\*+$/, '').replace(/^\/|\/$/g, '');
  return prefix === undefined || plain(prefix) === '' || `${plain(path)}/`.startsWith(`${plain(prefix)}/`);
}

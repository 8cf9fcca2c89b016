import { dottedText, functionName, isCall, lastName, textOf, unwrapped, type AnyFunction } from '../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../src/languages/javascript/parse.ts';
import { isMiddleware, layersOf } from '../../src/languages/javascript/layers.ts';
import { conditionsOf } from '../../src/languages/javascript/conditions.ts';
import { functionsAround, isFrom, madeFrom, optionOf, placeAt, valueOf } from '../../src/languages/javascript/queries.ts';
import { routesOf } from '../../src/languages/javascript/routes.ts';
import { isActive } from '../../src/languages/javascript/use.ts';
import { boundIn } from '../../src/languages/javascript/scopes.ts';
import type { Node } from '../../src/languages/javascript/tree.ts';
import type { ProjectView } from '../../src/languages/types.ts';
import { checkRule, type Place, type Rule } from '../../src/transform.ts';

/** Middleware that checks a token, or where a request comes from, once it is a layer. */
const LIBRARIES: readonly (readonly [packages: RegExp, exported: RegExp])[] = [
  [/^(csurf|@dr\.pogodin\/csurf|tiny-csrf|koa-csrf|lusca-csrf)$/, /^default$/],
  [/^lusca$/, /^(default\.)?csrf$/],
  [/^hono\/csrf$/, /^csrf$/],
  [/^(edge-csrf|@edge-csrf\/(nextjs|core|express|sveltekit))$/, /^(default|createCsrfMiddleware|createCsrfProtect|nextCsrf)$/],
  [/^csrf-sync$/, /^csrfSync$/],
];
const PLUGINS = /^(@fastify\/csrf-protection|fastify-csrf)$/;
const TOKEN_HEADER = /^x-(csrf|xsrf)(-token)?$|^(csrf|xsrf)-token$/i;
const CHECKS = /csrf|xsrf/i;
/** A branch that hands on, and does nothing else but say so. */
const PASSES = /^\{?\s*((console|log\w*)\.[^;]*;\s*)?(return\s+(await\s+)?next\(\)|return true|next\(\);?\s*return\b)[;\s]*\}?$/;

/** What a file gives to all routes and to some. */
interface Facts {
  readonly dir: string;
  readonly toAll: readonly string[];
  readonly toSome: readonly string[];
}

const rule = checkRule<JavaScriptDoc>({
  prefilter: /csrf|csurf|xsrf|lusca/i,
  *evidence(doc, project) {
    for (const [packages, exported] of LIBRARIES) for (const made of madeFrom(doc, packages, exported)) if (isActive(doc, project, made)) yield placeAt(made, 'requests are checked for a CSRF token or their origin');
    for (const made of madeFrom(doc, /^lusca$/, /^default$/)) if (optionOf(doc, made, 'csrf') && isActive(doc, project, made)) yield placeAt(made, 'requests are checked for a CSRF token or their origin');
    for (const made of madeFrom(doc, /^csrf-csrf$/, /^doubleCsrf$/)) if (isProtecting(doc, project, made)) yield placeAt(made, 'requests are checked for a CSRF token');
    // The plugin of Fastify checks only where its hook is used.
    for (const { call, value } of layersOf(doc)) {
      if (isFrom(doc, value, PLUGINS) && /\.csrfProtection\b/.test(doc.text) && isActive(doc, project, call)) yield placeAt(call, 'requests are checked for a CSRF token');
    }
    yield* byHand(doc, project);
  },
  *problems(doc, project) {
    for (const made of [...LIBRARIES, [/^csrf-csrf$/, /^doubleCsrf$/] as const].flatMap(([packages, exported]) => [...madeFrom(doc, packages, exported)])) {
      const names = namesOf(doc, made);
      const ofPackage = project.collected.map(({ facts }) => facts as unknown as Facts).filter(({ dir }) => dir === project.package.dir);
      const isGiven = (to: 'toAll' | 'toSome') => ofPackage.some((facts) => facts[to].some((name) => names.includes(name)));
      if (isGiven('toSome') && !isGiven('toAll')) yield placeAt(made, 'only the routes that are given it are checked');
    }
    for (const { isLayer, name, passes, start, end } of byHand(doc, project)) {
      if (!isLayer) yield { start, end, message: `only requests whose handler calls \`${name}\` are checked` };
      if (passes) yield { start, end, message: `a request without ${passes} passes \`${name}\` unchecked` };
    }
    for (const { call, value } of layersOf(doc)) {
      if (isFrom(doc, value, PLUGINS) && !/\.csrfProtection\b/.test(doc.text) && isActive(doc, project, call)) yield placeAt(call, 'tokens are made, and no hook (`fastify.csrfProtection`) checks them in this file');
    }
  },
});

export const javascript: Rule<JavaScriptDoc> = {
  ...rule,
  collect: {
    prefilter: /csrf|csurf|xsrf/i,
    facts(doc, project) {
      if (project.zone !== 'server' && project.zone !== 'library') return undefined;
      const named = (nodes: readonly Node[]) => nodes.flatMap((node) => lastName(isCall(node) ? node.callee : node) ?? []).filter((name) => CHECKS.test(name));
      const layers = layersOf(doc);
      const toAll = named(layers.filter(({ path }) => /^(\/|\/?\*|\/?api\/?(v\d+\/?)?)?$/.test(path ?? '')).map(({ value }) => value));
      const toSome = named([...layers.map(({ value }) => value), ...routesOf(doc).flatMap(({ handlers }) => handlers)]);
      return toAll.length + toSome.length > 0 ? { dir: project.package.dir, toAll, toSome } : undefined;
    },
  },
};

/** What the protection is called where it is made, and where it is exported. */
function namesOf(doc: JavaScriptDoc, made: Node): string[] {
  const declarator = doc.tree.closest(made, 'VariableDeclarator');
  return declarator ? boundIn(declarator.id).map(({ name }) => name) : [];
}

/** `doubleCsrfProtection` of what `doubleCsrf` gives must be a layer somewhere. */
function isProtecting(doc: JavaScriptDoc, project: ProjectView, made: Node): boolean {
  const by = doc.tree.closest(made, 'VariableDeclarator');
  if (by?.id.type === 'ObjectPattern') {
    const property = by.id.properties.find((each) => each.type === 'ObjectProperty' && lastName(each.key) === 'doubleCsrfProtection');
    const binding = property?.type === 'ObjectProperty' ? doc.scopes.bindingOf(property.value) : undefined;
    return !!binding && (binding.uses.some((use) => doc.tree.parent(use)?.type !== 'ExportSpecifier') || project.importedNames.includes(binding.name));
  }
  return isActive(doc, project, made) && /doubleCsrfProtection/.test(doc.text);
}

/** Middleware that compares the token of a header or a form with that of a cookie or the session, and answers 403. */
function* byHand(doc: JavaScriptDoc, project: ProjectView): Generator<Place & { readonly isLayer: boolean; readonly name: string; readonly passes?: string }> {
  const seen = new Set<Node>();
  for (const node of [...doc.tree.all('StringLiteral'), ...doc.tree.all('Identifier')]) {
    if (node.type === 'StringLiteral' ? !TOKEN_HEADER.test(node.value) : !/^(CSRF|XSRF)_(TOKEN_)?HEADER(_NAME)?$/.test(node.name)) continue;
    const fn = [...functionsAround(doc, node)].find((each) => isMiddleware(doc, each) || CHECKS.test(functionName(doc.tree, each) ?? ''));
    if (!fn || seen.has(fn)) continue;
    const text = textOf(doc, fn);
    const compares = /!==|===|!=|timingSafeEqual|safeCompare|verify\w*\(|validate\w*\(|compare\w*\(|equal\w*\(/.test(text);
    const refuses = /\b403\b|\b419\b|Forbidden|FORBIDDEN|csrf.{0,30}(invalid|mismatch|missing)|(invalid|mismatch|missing).{0,30}csrf/i.test(text) || isTest(doc, fn);
    if (!compares || !refuses || !readsRequest(doc, node) || !isActive(doc, project, fn)) continue;
    seen.add(fn);
    const passes = passesWithout(doc, fn, node);
    yield { ...placeAt(node, 'requests are checked for a CSRF token'), isLayer: isMiddleware(doc, fn), name: functionName(doc.tree, fn) ?? 'it', ...(passes !== undefined && { passes }) };
  }
}

/** What a request must have to be checked at all: a user, whom nothing may have looked up yet, a session, a header that the sender chooses. */
function passesWithout(doc: JavaScriptDoc, fn: AnyFunction, check: Node): string | undefined {
  const around = [...conditionsOf(doc, check)].filter(({ holds }) => holds).map(({ test }) => test);
  const passing = doc.tree.inside(fn, 'IfStatement').filter(({ consequent }) => PASSES.test(textOf(doc, consequent))).map(({ test }) => test);
  // Any one part of `a || b` is enough to pass, and any one of `a && b` to be left unchecked.
  return [...around.flatMap((test) => partsOf(test, '&&').flatMap((part) => absent(doc, part, false) ?? [])),
    ...passing.flatMap((test) => partsOf(test, '||').flatMap((part) => absent(doc, part, true) ?? []))][0];
}

function partsOf(test: Node, operator: '&&' | '||'): Node[] {
  const node = unwrapped(test);
  return node.type === 'LogicalExpression' && node.operator === operator ? [...partsOf(node.left, operator), ...partsOf(node.right, operator)] : [node];
}

/** `req.user` of `!req.user`, or of `req.user` where it is asked for as such. A cookie that is not there logs nobody in. */
function absent(doc: JavaScriptDoc, part: Node, isNegated: boolean): string | undefined {
  const isNot = part.type === 'UnaryExpression' && part.operator === '!';
  const asked = isNegated ? (isNot ? unwrapped(part.argument) : undefined) : isNot ? undefined : part;
  const value = asked && (valueOf(doc, asked) ?? asked);
  if (!asked || !value) return undefined;
  const text = textOf(doc, value);
  const isOfRequest = /\b(req|request|ctx|context|c)\b/.test(text) && /\b(user|session|headers?|auth\w*|get)\b|csrf|xsrf/i.test(text);
  return isOfRequest && (!/cookie/i.test(text) || /csrf|xsrf/i.test(text)) ? `\`${textOf(doc, asked)}\`` : undefined;
}

/** `validateCsrf(req)` gives whether the token is right. */
function isTest(doc: JavaScriptDoc, fn: Node): boolean {
  return doc.tree.inside(fn, 'ReturnStatement').some(({ argument }) => !!argument && /===|timingSafeEqual|compare|equal/i.test(textOf(doc, argument)));
}

/** A header that is read: not one that CORS allows or that a response is given. */
function readsRequest(doc: JavaScriptDoc, node: Node): boolean {
  const parent = doc.tree.parent(node);
  if (isCall(parent)) return /^(get|header)$/.test(lastName(parent.callee) ?? '') && parent.arguments.length === 1;
  return parent?.type === 'MemberExpression' && parent.property === node && /headers$/.test(dottedText(unwrapped(parent.object)) ?? '');
}

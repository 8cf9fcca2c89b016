import { appFacts } from '../../src/languages/python/app-facts.ts';
import { conditionOf } from '../../src/languages/python/conditions.ts';
import { isDevelopmentCondition, isProductionCondition } from '../../src/languages/python/environment.ts';
import { argumentsOf, lastName, statementsOf, stringValue } from '../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../src/languages/python/parse.ts';
import { decoratorsOf } from '../../src/languages/python/queries.ts';
import { routesOf, type Route } from '../../src/languages/python/routes.ts';
import type { PyNode } from '../../src/languages/python/tree.ts';
import type { Json } from '../../src/types.ts';
import type { ProjectView } from '../../src/languages/types.ts';
import { checkRule, type Rule } from '../../src/transform.ts';

/** Parts of a path that say who it is for. */
const DEV = /^(tests?|testing|debug|dev|seed|mock|mocks|reset|dangerous|_\w*debug\w*)$|^(test|debug|dev|seed|mock|reset|fake|dummy)[-_]\w|[-_](test|debug|seed|mock)$/i;
const NOT_DEV = /^(test-?(drives?|taking|results?|scores?|suites?|cases?|plans?|attempts?|imonials?)\b.*|reset[-_]?(password|pin|token|link|code|mfa|2fa|otp|email|pwd|passcode)\w*|dev(ices?|elopers?|ops)\b.*|(password|pin|pwd|account|mfa|device)[-_]?reset|forgot.*)$/i;
/** Trying out something of the user's own: a connection, a webhook. */
const OF_THE_PRODUCT = /^test[-_](connection|webhook|notification|alert|email|sms|message|call|chat|query|credentials|delivery|channel|integration|send|token)\b|^test$/i;

type Included = { readonly included: readonly string[] };

/** Routers that are included under a condition about the environment, by the last parts of what they are imported from. */
const gatedRouters = {
  prefilter: /include_router|register_blueprint|add_url_rule|\binclude\(/,
  facts(doc: PythonDoc, project: ProjectView): Json | undefined {
    if (!['server', 'library', 'cli'].includes(project.zone)) return undefined;
    const included = doc.root.descendants('call').flatMap((call) => {
      if (!/^(include_router|register_blueprint|mount|extend|append)$/.test(lastName(call.field('function')) ?? '')) return [];
      const router = argumentsOf(call).positional.find((each) => each.kind === 'identifier' || each.kind === 'attribute');
      const origin = router && doc.scopes.qualifiedName(router);
      const isGated = router !== undefined && isEnvironmentGated(doc, project, call);
      return origin && isGated ? [origin.replace(/^\.+/, '')] : [];
    });
    return included.length > 0 ? { included } : undefined;
  },
};

const rule = checkRule<PythonDoc>({
  prefilter: /["'/_-](tests?|testing|debug|dev|seed|mocks?|reset|dangerous|fake|dummy)[\w/-]*["'/{}]/i,
  * evidence(doc, project) {
    for (const route of devRoutes(doc)) {
      const gate = gateOf(doc, project, route);
      if (gate !== undefined) yield { start: route.node.start, end: route.node.end, message: `\`${route.path}\` ${gate}` };
    }
  },
  * problems(doc, project) {
    for (const route of devRoutes(doc)) {
      if (gateOf(doc, project, route) !== undefined) continue;
      const doubt = isOfProduct(route.path) ? ': may be meant for users, to try out what they have set up' : '';
      yield { start: route.node.start, end: route.node.end, message: `\`${route.path}\` is there in production too${doubt}` };
    }
  },
});

export const python: Rule<PythonDoc> = {
  ...rule,
  collect: {
    prefilter: new RegExp(`${gatedRouters.prefilter.source}|${appFacts.prefilter.source}`, 'i'),
    facts: (doc, project) => {
      const facts = { ...appFacts.facts(doc, project) as object | undefined, ...gatedRouters.facts(doc, project) as object | undefined };
      return Object.keys(facts).length > 0 ? facts as Json : undefined;
    },
  },
};

function devRoutes(doc: PythonDoc): Route[] {
  return [...routesOf(doc), ...prefixes(doc)].filter(({ path }) => {
    if (/passw|forgot|auth\/reset|\/account\/reset|mfa|2fa/i.test(path)) return false;
    const parts = path.split('/').filter((part) => part !== '');
    return parts.some((part, i) => DEV.test(part) && !NOT_DEV.test(part) && !(/^reset$/i.test(part) && isOfAThing(parts.slice(0, i))));
  });
}

/** `/profile/reset`, `/rate-limit/reset`: what is reset is one thing of the product, not everything. */
function isOfAThing(before: readonly string[]): boolean {
  return before.some((part) => !/^(api|v\d+|admin|internal|system|dev|db|database|data|all)$/i.test(part));
}

/** `app.include_router(router, prefix="/debug")`: the routes behind a prefix, as one. */
function prefixes(doc: PythonDoc): Route[] {
  return doc.root.descendants('call').flatMap((call): Route[] => {
    if (!/^(include_router|register_blueprint|mount)$/.test(lastName(call.field('function')) ?? '')) return [];
    const { positional, keywords } = argumentsOf(call);
    const node = keywords.get('prefix') ?? keywords.get('url_prefix') ?? (stringValue(positional[0]) === undefined ? undefined : positional[0]);
    const path = stringValue(node);
    return node && path !== undefined ? [{ path, node, call }] : [];
  });
}

function isOfProduct(path: string): boolean {
  const parts = path.split('/').filter((part) => part !== '');
  return parts.some((part) => OF_THE_PRODUCT.test(part) || /[-_]test$/.test(part)) && !parts.some((part) => /^(debug|dev|seed|mock|reset)/i.test(part)) && (parts.length > 1 || parts[0] !== 'test');
}

/** What keeps a route out of production, as a sentence goes on behind its path. */
function gateOf(doc: PythonDoc, project: ProjectView, { call, handler }: Route): string | undefined {
  if (isEnvironmentGated(doc, project, call)) return 'is registered only where the environment says so';
  for (const decorator of handler ? decoratorsOf(handler) : []) {
    if (isGuardName(lastName(decorator.kind === 'call' ? decorator.field('function') : decorator) ?? '')) return `is behind \`${decorator.text.split('(')[0]}\``;
  }
  const dependency = [call, ...routersOf(doc, call), ...(handler?.field('parameters') ? [handler.field('parameters')!] : [])].flatMap((each) => each.descendants('call')).find((each) => /^(Depends|Security)$/.test(lastName(each.field('function')) ?? '') && isGuardName(lastName(argumentsOf(each).positional[0]) ?? ''));
  if (dependency) return `is behind \`${argumentsOf(dependency).positional[0]!.text}\``;
  const guard = handler && guardOf(doc, handler);
  if (guard !== undefined) return guard;
  const own = project.path.replace(/\.py$/, '').split('/');
  const isIncluded = project.collected.some(({ facts }) => ((facts as unknown as Partial<Included>).included ?? []).some((origin) => isModule(own, origin)));
  return isIncluded ? 'is included only where the environment says so' : undefined;
}

/** `api.routes.debug.router` or `api.routes.debug_router` against the path of this file. */
function isModule(own: readonly string[], origin: string): boolean {
  const named = origin.replace(/_?(router|blueprint|bp|routes|api)$/, '').split('.');
  if (named.length > 1 && named.at(-1) === own.at(-1) && named.at(-2) === own.at(-2)) return true;
  const parts = origin.split('.');
  return own.length > 0 && [parts, parts.slice(0, -1)].some((module) => module.length > 0 && module.at(-1) === own.at(-1) && (module.length === 1 || own.join('.').endsWith(module.slice(-2).join('.'))));
}

function isEnvironmentGated(doc: PythonDoc, project: ProjectView, node: PyNode): boolean {
  const condition = conditionOf(doc, project, node);
  return condition !== undefined && (condition.isOff || isAboutEnvironment(condition.text));
}

function isAboutEnvironment(text: string): boolean {
  return isDevelopmentCondition(text) || isProductionCondition(text) || /\b(_?is_?dev|_?is_?prod|enable|enabled|allow|dangerous|debug|environment|\benv\b)/i.test(text);
}

/** Names of decorators and dependencies that keep to development. */
function isGuardName(name: string): boolean {
  return /dev(elopment)?_?(only|mode|env)|(only|require|ensure|check)_?\w*(dev|debug|non_?prod|test_?(mode|env))|debug_only|non_?prod|not_?in_?prod|block_in_prod|test_endpoints?_enabled|dangerous/i.test(name);
}

/** The router that a route is declared on, where it is made in this file. */
function routersOf(doc: PythonDoc, call: PyNode): PyNode[] {
  const object = call.field('function')?.field('object');
  if (object?.kind !== 'identifier') return [];
  return doc.scopes.lookup(object.text, object).flatMap(({ node }) => (node.parent?.kind === 'assignment' ? node.parent.field('right') ?? [] : []));
}

/** The first statements of a handler refuse: by a condition about the environment, or a call that does it by its name. */
function guardOf(doc: PythonDoc, handler: PyNode): string | undefined {
  const body = handler.kind === 'class_definition' ? handler.descendants('function_definition')[0]?.field('body') : handler.field('body');
  for (const statement of statementsOf(body).slice(0, 5)) {
    if (statement.kind === 'if_statement') {
      const test = statement.field('condition')!;
      const ends = statementsOf(statement.field('consequence')).some(({ kind, text }) => kind === 'raise_statement' || (kind === 'return_statement' && /40[134]|abort|forbidden|not.?found|disabled/i.test(text)) || /^abort\(/.test(text));
      if (ends && (isAboutEnvironment(test.text) || envName(test.text))) return `refuses where \`${test.text.replace(/\s+/g, ' ')}\``;
    }
    const called = statement.kind === 'expression_statement' ? statement.named[0] : undefined;
    const callee = called?.kind === 'call' ? called.field('function') : called?.kind === 'await' ? called.named[0]?.field('function') : undefined;
    const name = lastName(callee) ?? '';
    if (callee && (isGuardName(name) || (/^_*(require|ensure|assert|check|guard|verify)/.test(name) && raisesByEnvironment(doc, name)))) return `is behind \`${callee.text}\``;
  }
  return undefined;
}

/** A function of this file that asks the environment and raises. */
function raisesByEnvironment(doc: PythonDoc, name: string): boolean {
  const fn = doc.root.descendants('function_definition').find((each) => each.field('name')!.text === name);
  return !!fn && /\braise\b|abort\(/.test(fn.text) && (envName(fn.text) || /settings\.\w*(env|debug|dev)/i.test(fn.text));
}

function envName(text: string): boolean {
  return /getenv|environ\b|\b[A-Z]+_(ENABLED|ENDPOINTS|MODE)\b|ENABLE_[A-Z_]+|ALLOW_[A-Z_]+/.test(text);
}


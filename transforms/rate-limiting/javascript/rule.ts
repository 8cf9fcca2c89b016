import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import { placeAt } from '../../../src/languages/javascript/queries.ts';
import type { ProjectView } from '../../../src/languages/types.ts';
import type { Json } from '../../../src/types.ts';
import { checkRule, type Place, type Rule } from '../../../src/transform.ts';
import type { Node } from '../../../src/languages/javascript/tree.ts';
import { limitersOf, namesAnswered, namesForAll, namesFromFactories, rateOf, routesLimited, sendsHeaders, switchedOff, type Limiter } from './limiters.ts';
import { globalGuards, guardsOfRoutes, limitingClasses, ratesOfRoutes, throttlerModules, throttlerRates, type Guard } from './nest.ts';
import { labelOf, openRoutes, openWhereMounted, routeFacts, type RouteFacts } from './open-routes.ts';

/** What speaks of limits, and what has routes: those that nothing limits may be in any file. */
const PREFILTER = /rate-?limit|limiter|throttl|\b429\b|TOO_?MANY|\.(get|post|put|patch|delete|all|route)\(|@(Get|Post|Put|Patch|Delete)\(|\bexport\b.*\b(GET|POST|PUT|PATCH|DELETE|default)\b/i;

/** What a file says about limits; the app is given in one file what another defines. */
interface Facts extends RouteFacts {
  /** Names its limiters go by. */
  readonly made: readonly string[];
  /** What is made by functions that make limiters, with their names. */
  readonly factories: readonly (readonly [made: string, factory: string])[];
  /** Names of what the app is given for every request. */
  readonly forAll: readonly string[];
  /** Names of what counts for functions that answer 429. */
  readonly answered: readonly string[];
  /** A limiter of the file is there for every request by itself. */
  readonly isWhole: boolean;
  /** Some limiter of it answers by itself. */
  readonly limits: boolean;
  /** Nest: guards of every route and of some, and the classes here that do limit. */
  readonly globalGuards: readonly KnownGuard[];
  readonly guardsOfRoutes: readonly KnownGuard[];
  readonly limitingClasses: readonly string[];
  readonly rates: readonly string[];
}

const rule = checkRule<JavaScriptDoc>({
  prefilter: PREFILTER,
  *evidence(doc, project) {
    const all = packageFacts(project);
    for (const limiter of effective(doc, project, all)) yield placeAt(limiter.node, `${limiter.what} limits ${limits(doc, limiter, all)}${rateText(doc, limiter)}${sendsHeaders(doc, limiter) ? ' and sends RateLimit headers in its responses' : ''}`);
    for (const guard of globalGuards(doc)) if (isLimiting(guard, all)) yield placeAt(guard.node, `\`${guard.name}\` limits every route${ratesText(all)}`);
    for (const guard of guardsOfRoutes(doc)) if (isLimiting(guard, all)) yield placeAt(guard.node, `\`${guard.name}\` limits these routes`);
    const isGuarded = all.some((facts) => [...facts.globalGuards, ...facts.guardsOfRoutes].some((guard) => isLimiting(guard, all)));
    if (isGuarded) for (const { node, routes, rates } of ratesOfRoutes(doc)) yield placeAt(node, `\`@Throttle\` limits ${routes.slice(0, 3).map((route) => `\`${route}\``).join(', ')} to ${rates.join(' and ')}`);
  },
  *problems(doc, project) {
    const all = packageFacts(project);
    for (const { node, why } of switchedOff(doc, project)) yield placeAt(node, `this limiter limits nothing: ${why}`);
    for (const guard of [...globalGuards(doc), ...guardsOfRoutes(doc)]) {
      if (!isLimiting(guard, all)) yield { ...placeAt(guard.node, `\`${guard.name}\` is set, but nothing shows that it counts requests and refuses one too many`), unused: true };
    }
    for (const node of throttlerModules(doc)) if (!all.some((facts) => [...facts.globalGuards, ...facts.guardsOfRoutes].some((guard) => isLimiting(guard, all)))) yield placeAt(node, '`ThrottlerModule` limits nothing without a guard: provide ThrottlerGuard as APP_GUARD');
    if (isCovered(all) || !isAnyLimited(all)) return;
    const open = openWhereMounted(doc.path, { open: openRoutes(doc).map(labelOf) }, all);
    if (open.length > 0) yield placeAt(headOf(openRoutes(doc)[0]!.node), `nothing limits ${told(open)}`);
    // Routes that are made in ways not known: what is limited is all that can be said.
    if (all.some(({ routes }) => routes > 0)) return;
    const partial: Place[] = [...effective(doc, project, all).map(({ node }) => node), ...guardsOfRoutes(doc).filter((guard) => isLimiting(guard, all)).map(({ node }) => node)].map((node) => placeAt(node, 'nothing limits the routes without this limiter'));
    yield* partial.slice(0, 1);
  },
});

export const javascript: Rule<JavaScriptDoc> = {
  ...rule,
  collect: {
    // What the app is given may be called anything.
    prefilter: new RegExp(`${PREFILTER.source}|\\.(use|register)\\(`, 'i'),
    facts(doc, project) {
      if (project.zone !== 'server' && project.zone !== 'library') return undefined;
      const limiters = limitersOf(doc, project);
      const facts: Facts = {
        made: [...new Set(limiters.flatMap(({ names }) => names))], forAll: [...new Set(namesForAll(doc, project))], answered: namesAnswered(doc),
        isWhole: limiters.some(({ isWhole }) => isWhole), limits: limiters.some(({ isHelper }) => !isHelper),
        globalGuards: globalGuards(doc).map(known), guardsOfRoutes: guardsOfRoutes(doc).map(known), limitingClasses: limitingClasses(doc), rates: throttlerRates(doc),
        factories: namesFromFactories(doc),
        ...routeFacts(doc),
      };
      return Object.values(facts).some((fact) => (Array.isArray(fact) ? fact.length > 0 : fact === true || (typeof fact === 'number' && fact > 0))) ? { ...facts } as unknown as Json : undefined;
    },
  },
};

function ratesText(all: readonly Facts[]): string {
  const rates = [...new Set(all.flatMap((facts) => facts.rates))];
  return rates.length === 0 ? '' : ` to ${rates.join(' and ')}`;
}

/** Facts of the files of this package. */
function packageFacts({ collected, package: { dir } }: ProjectView): Facts[] {
  return collected.filter(({ path }) => dir === '' || path.startsWith(`${dir}/`)).map(({ facts }) => facts as unknown as Facts);
}

/** A function that only counts is a limiter where somebody answers 429 for it. */
function effective(doc: JavaScriptDoc, project: ProjectView, all: readonly Facts[]): Limiter[] {
  return limitersOf(doc, project).filter(({ isHelper, names }) => !isHelper || all.some(({ answered }) => answered.some((name) => names.includes(name))));
}

function isForAll({ isWhole, names }: Limiter, all: readonly Facts[]): boolean {
  const known = withMade(names, all);
  return isWhole || all.some(({ forAll }) => forAll.some((name) => known.has(name)));
}

type KnownGuard = Omit<Guard, 'node'>;

function known({ name, isOwn }: Guard): KnownGuard {
  return { name, isOwn };
}

/** A guard of the library limits; one of the project's own where its class is seen to. */
function isLimiting({ name, isOwn }: KnownGuard, all: readonly Facts[]): boolean {
  return !isOwn || all.some(({ limitingClasses: classes }) => classes.includes(name));
}

/** Whether some limiter of the package is there for every request. */
function isCovered(all: readonly Facts[]): boolean {
  if (all.some(({ globalGuards: guards }) => guards.some((guard) => isLimiting(guard, all)))) return true;
  const made = withMade(all.flatMap((facts) => facts.made), all);
  return all.some(({ isWhole, forAll }) => isWhole || forAll.some((name) => made.has(name)));
}

function isAnyLimited(all: readonly Facts[]): boolean {
  const made = new Set(all.flatMap((facts) => facts.made));
  return all.some(({ limits, answered, guardsOfRoutes: guards }) => limits || guards.some((guard) => isLimiting(guard, all)) || answered.some((name) => made.has(name)));
}

/** Names with those of what is made by the functions they name. */
function withMade(names: readonly string[], all: readonly Facts[]): ReadonlySet<string> {
  const known = new Set(names);
  const pairs = all.flatMap(({ factories }) => factories);
  for (let before = -1; before !== known.size;) {
    before = known.size;
    for (const [made, factory] of pairs) if (known.has(factory)) known.add(made);
  }
  return known;
}

function told(routes: readonly string[]): string {
  const [first, second] = routes;
  if (routes.length === 1) return `\`${first}\``;
  return routes.length === 2 ? `\`${first}\` and \`${second}\`` : `\`${first}\` and ${routes.length - 1} more routes here`;
}

/** Of a route, the part that says what it is. */
function headOf(node: Node): Node {
  return ('callee' in node && node.callee as Node) || ('key' in node && node.key as Node) || ('id' in node && node.id as Node) || node;
}

function rateText(doc: JavaScriptDoc, limiter: Limiter): string {
  const rate = rateOf(doc, limiter);
  return rate === undefined ? '' : ` to ${rate}`;
}

function limits(doc: JavaScriptDoc, limiter: Limiter, all: readonly Facts[]): string {
  if (isForAll(limiter, all)) return 'every request';
  const routes = routesLimited(doc, limiter);
  if (routes.length === 0) return 'some routes';
  return `${routes.slice(0, 3).map((route) => `\`${route}\``).join(', ')}${routes.length > 3 ? ` and ${routes.length - 3} more` : ' only'}`;
}

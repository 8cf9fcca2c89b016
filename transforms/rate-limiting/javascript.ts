import type { JavaScriptDoc } from '../../src/languages/javascript/parse.ts';
import { placeAt } from '../../src/languages/javascript/queries.ts';
import type { ProjectView } from '../../src/languages/types.ts';
import { checkRule, type Place, type Rule } from '../../src/transform.ts';
import { limitersOf, namesAnswered, namesForAll, routesLimited, switchedOff, type Limiter } from './javascript/limiters.ts';
import { globalGuards, guardsOfRoutes, throttlerModules } from './javascript/nest.ts';

const PREFILTER = /rate-?limit|limiter|throttl|\b429\b|TOO_?MANY/i;

/** What a file says about limits; the app is given in one file what another defines. */
interface Facts {
  /** Names its limiters go by. */
  readonly made: readonly string[];
  /** Names of what the app is given for every request. */
  readonly forAll: readonly string[];
  /** Names of what counts for functions that answer 429. */
  readonly answered: readonly string[];
  /** A limiter of the file is there for every request by itself. */
  readonly isWhole: boolean;
  /** Nest: a guard somewhere does what `ThrottlerModule` is set up for. */
  readonly guards: boolean;
}

const rule = checkRule<JavaScriptDoc>({
  prefilter: PREFILTER,
  *evidence(doc, project) {
    const all = packageFacts(project);
    for (const limiter of effective(doc, project, all)) yield placeAt(limiter.node, `${limiter.what} limits ${limits(doc, limiter, all)}`);
    for (const node of globalGuards(doc)) yield placeAt(node, 'the throttler guard limits every route');
    for (const node of guardsOfRoutes(doc)) yield placeAt(node, 'the throttler guard limits these routes');
  },
  *problems(doc, project) {
    const all = packageFacts(project);
    for (const { node, why } of switchedOff(doc, project)) yield placeAt(node, `this limiter limits nothing: ${why}`);
    for (const node of throttlerModules(doc)) if (!all.some(({ guards }) => guards)) yield placeAt(node, '`ThrottlerModule` limits nothing without a guard: provide ThrottlerGuard as APP_GUARD');
    if (isCovered(all)) return;
    const partial: Place[] = [...effective(doc, project, all).map(({ node }) => node), ...guardsOfRoutes(doc)].map((node) => placeAt(node, 'nothing limits the routes without this limiter'));
    yield* partial.slice(0, 1);
  },
});

export const javascript: Rule<JavaScriptDoc> = {
  ...rule,
  collect: {
    // What the app is given may be called anything.
    prefilter: /rate-?limit|limiter|throttl|\b429\b|TOO_?MANY|\.use\(/i,
    facts(doc, project) {
      if (project.zone !== 'server' && project.zone !== 'library') return undefined;
      const limiters = limitersOf(doc, project);
      const facts: Facts = {
        made: [...new Set(limiters.flatMap(({ names }) => names))], forAll: [...new Set(namesForAll(doc, project))], answered: namesAnswered(doc),
        isWhole: limiters.some(({ isWhole }) => isWhole) || globalGuards(doc).length > 0,
        guards: globalGuards(doc).length > 0 || guardsOfRoutes(doc).length > 0,
      };
      return facts.made.length > 0 || facts.forAll.length > 0 || facts.answered.length > 0 || facts.isWhole || facts.guards ? { ...facts } : undefined;
    },
  },
};

/** Facts of the files of this package. */
function packageFacts({ collected, package: { dir } }: ProjectView): Facts[] {
  return collected.filter(({ path }) => dir === '' || path.startsWith(`${dir}/`)).map(({ facts }) => facts as unknown as Facts);
}

/** A function that only counts is a limiter where somebody answers 429 for it. */
function effective(doc: JavaScriptDoc, project: ProjectView, all: readonly Facts[]): Limiter[] {
  return limitersOf(doc, project).filter(({ isHelper, names }) => !isHelper || all.some(({ answered }) => answered.some((name) => names.includes(name))));
}

function isForAll({ isWhole, names }: Limiter, all: readonly Facts[]): boolean {
  return isWhole || all.some(({ forAll }) => forAll.some((name) => names.includes(name)));
}

/** Whether some limiter of the package is there for every request. */
function isCovered(all: readonly Facts[]): boolean {
  const made = new Set(all.flatMap((facts) => facts.made));
  return all.some(({ isWhole, forAll }) => isWhole || forAll.some((name) => made.has(name)));
}

function limits(doc: JavaScriptDoc, limiter: Limiter, all: readonly Facts[]): string {
  if (isForAll(limiter, all)) return 'every request';
  const routes = routesLimited(doc, limiter);
  if (routes.length === 0) return 'some routes';
  return `${routes.slice(0, 3).map((route) => `\`${route}\``).join(', ')}${routes.length > 3 ? ` and ${routes.length - 3} more` : ' only'}`;
}

import type { ProjectView } from '../../../src/languages/types.ts';
import { stringValue } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import { evidenceOf, switchedOff, told, type Told } from '../../../src/languages/python/queries.ts';
import { routesOf } from '../../../src/languages/python/routes.ts';
import { stringsIn } from '../../../src/languages/python/settings.ts';
import { checkRule } from '../../../src/transform.ts';
import { AXES, limits, withoutRates } from './limiters.ts';
import { collect, routeLimits, type RouteLimit } from './route-limits.ts';

export const python = {
  collect,
  ...checkRule<PythonDoc>({
    prefilter: /limit|throttl|429|TOO_MANY|\baxes\b/i,
    evidence: (doc, project) => [...evidenceOf(limits(doc, project)), ...together(routeLimits(doc, project).filter(({ isLost }) => !isLost))],
    problems: (doc, project) => [...switchedOff(limits(doc, project)), ...routeLimits(doc, project).filter(({ isLost }) => isLost).map(({ at, what }) => told(at, `the limit stands above the route of ${what}, which is registered without it`)), ...withoutRates(doc), ...onlyLogins(doc, project), ...onlyRoutes(doc, project)],
  }),
};

/** django-axes counts failed logins; where nothing else limits anything, the rest of the program is open. */
function onlyLogins(doc: PythonDoc, project: ProjectView): Told[] {
  if (project.collected.some(({ facts }) => (facts as { limits?: boolean }).limits)) return [];
  return stringsIn(doc, 'MIDDLEWARE').filter((text) => stringValue(text) === AXES).map((text) => told(text, 'django-axes looks at logins only, and nothing else limits requests'));
}

/** Limits on single routes leave the others open, where nothing limits the whole app. */
function onlyRoutes(doc: PythonDoc, project: ProjectView): Told[] {
  const facts = project.collected.map((each) => each.facts as { readonly isForAll?: boolean; readonly limiting?: readonly string[]; readonly attached?: readonly string[] });
  const limiting = new Set(facts.flatMap((each) => each.limiting ?? []));
  if (facts.some(({ isForAll, attached }) => isForAll || attached?.some((name) => limiting.has(name)))) return [];
  const limited = routeLimits(doc, project).filter(({ isLost }) => !isLost);
  const [first] = limited;
  if (!first) return [];
  const names = new Set(limited.map(({ what }) => what));
  const open = routesOf(doc).filter(({ path, handler }) => handler && !names.has(`\`${path}\``) && !names.has(`\`${handler.field('name')!.text}\``) && !/health|ready|live|metrics/.test(path));
  const [route] = open;
  return [route ? told(route.node, `nothing limits \`${route.path}\`${open.length > 1 ? ` and ${open.length - 1} more here` : ''}`) : told(first.at, 'nothing limits the routes without a limit of their own')];
}

/** One place for all limited routes of a file. */
function together(limits: readonly RouteLimit[]): Told[] {
  const [first] = limits;
  if (!first) return [];
  const others = new Set(limits.map(({ what }) => what)).size - 1;
  return [told(first.at, others > 0 ? `${first.what} and ${others} more here are limited` : `${first.what} is limited`)];
}

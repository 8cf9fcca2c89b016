import type { Choice, Site } from '../types.ts';
import type { SitesOfFile } from './match.ts';
import { shapeKey } from './shape.ts';
import type { ShapeRule } from './shapes-schema.ts';

/** What a rule says to a fix. */
export type Ruling = Pick<ShapeRule, 'shape' | 'decision' | 'reason'>;

/**
 * What rules by shape say of places that nobody decided about himself. Fixes that go together are decided together: a rule
 * about one of them is about all, and one that rejects wins.
 */
export function ruledChoices(rules: readonly Ruling[], files: readonly SitesOfFile[], isDecided: (site: string) => boolean, keyOf: (site: Site) => string = shapeKey): Map<string, Choice> {
  const byShape = new Map(rules.map((rule) => [rule.shape, rule]));
  if (byShape.size === 0) return new Map();
  const fixes = files.flatMap(({ sites }) => sites.filter(({ safety, after }) => safety !== 'manual' && after !== undefined));
  const together = new Map<string, Site[]>();
  for (const site of fixes) together.set(site.group ?? site.id, [...(together.get(site.group ?? site.id) ?? []), site]);
  return new Map([...together.values()].flatMap((sites) => {
    const rule = sites.some(({ id }) => isDecided(id)) ? undefined : rulingOf(sites.map(keyOf), byShape);
    return rule ? sites.map(({ id }) => [id, { decision: rule.decision, ...(rule.reason !== undefined && { reason: rule.reason }) }] as const) : [];
  }));
}

function rulingOf(shapes: readonly string[], byShape: ReadonlyMap<string, Ruling>): Ruling | undefined {
  const rulings = shapes.flatMap((shape) => byShape.get(shape) ?? []);
  return rulings.find(({ decision }) => decision === 'rejected') ?? rulings[0];
}

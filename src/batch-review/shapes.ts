import { shortened } from '../batch/shape.ts';
import { shapeOf } from '../decisions/shape.ts';
import type { ShapeRule } from '../decisions/shapes-schema.ts';
import type { Site } from '../types.ts';
import type { ReviewedRepository } from './repository.ts';

/** Fixes of all repositories that make the same change. */
export interface ShapeOfMany extends Pick<ShapeRule, 'shape' | 'transform' | 'before' | 'after'> {
  readonly safety: 'safe' | 'unsafe';
  readonly places: number;
  readonly repositories: number;
  /** What was decided about its places, by a rule or one by one. */
  readonly accepted: number;
  readonly rejected: number;
  readonly rule?: ShapeRule['decision'];
}

/** The shapes of the fixes of repositories, those in most places first. */
export function shapesIn(repositories: readonly ReviewedRepository[], rules: ReadonlyMap<string, ShapeRule>): ShapeOfMany[] {
  const shapes = new Map<string, ShapeOfMany>();
  for (const { rows } of repositories) {
    const here = new Set<string>();
    for (const { shape, transform, before, after, safety, decision } of rows) {
      const known = shapes.get(shape) ?? { shape, transform, ...blankedFix({ before, after }), safety, places: 0, repositories: 0, accepted: 0, rejected: 0, ...(rules.has(shape) && { rule: rules.get(shape)!.decision }) };
      shapes.set(shape, {
        ...known, places: known.places + 1, repositories: known.repositories + (here.has(shape) ? 0 : 1),
        accepted: known.accepted + (decision === 'accepted' ? 1 : 0), rejected: known.rejected + (decision === 'rejected' ? 1 : 0),
      });
      here.add(shape);
    }
  }
  return [...shapes.values()].sort((a, b) => b.places - a.places || (a.shape < b.shape ? -1 : 1));
}

/** The shape of a fix as lists show it. */
export function blankedFix({ before, after = '' }: Pick<Site, 'before' | 'after'>): Pick<ShapeRule, 'before' | 'after'> {
  const shape = shapeOf(before, after);
  return { before: shortened(shape.before), after: shortened(shape.after) };
}

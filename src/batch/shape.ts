import { shapeOf } from '../decisions/shape.ts';
import type { Site } from '../types.ts';
import type { Shape } from './types.ts';

const MOST = 200;

/** The shapes of fixes, most frequent first. */
export function shapesOf(sites: readonly Site[]): Shape[] {
  const shapes = new Map<string, Shape>();
  for (const { transform, before, after = '' } of sites) {
    const whole = shapeOf(before, after);
    const shape = { before: shortened(whole.before), after: shortened(whole.after) };
    const key = `${transform}\0${shape.before}\0${shape.after}`;
    shapes.set(key, { transform, ...shape, count: (shapes.get(key)?.count ?? 0) + 1 });
  }
  return merge([...shapes.values()]);
}

/** Shapes of several repositories as one list. */
export function merge(shapes: readonly Shape[]): Shape[] {
  const merged = new Map<string, Shape>();
  for (const shape of shapes) {
    const key = `${shape.transform}\0${shape.before}\0${shape.after}`;
    merged.set(key, { ...shape, count: (merged.get(key)?.count ?? 0) + shape.count });
  }
  return [...merged.values()].sort((a, b) => b.count - a.count || (`${a.transform} ${a.before}` < `${b.transform} ${b.before}` ? -1 : 1));
}

/** A shape as lists show it. */
export function shortened(text: string): string {
  return text.length > MOST ? `${text.slice(0, MOST)}…` : text;
}

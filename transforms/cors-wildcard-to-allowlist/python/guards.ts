import { FUNCTIONS } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import { isTrue, whenUnset } from '../../../src/languages/python/unset.ts';

const DEVELOPMENT = /debug|\bdev\b|develop|[_.]dev\b|\blocal\b|is_local|testing|is_test\b/i;
const PRODUCTION = /prod\b|production|is_prod/i;
/** A setting whose name says that it opens the API on purpose. */
const SWITCH = /allow_?all|any_?origin|wildcard|permissive/i;
const NEGATED = /!=|\bnot\b/;

/** Whether code in one branch of a condition runs only outside production, as far as its text says. */
export function isDevelopmentBranch(condition: PyNode, holds: boolean): boolean {
  const text = condition.text;
  const negated = NEGATED.test(text);
  if (PRODUCTION.test(text)) return holds === negated;
  return DEVELOPMENT.test(text) && holds !== negated;
}

/** A condition, and whether it holds where the code runs. */
export interface Guard {
  readonly condition: PyNode;
  readonly holds: boolean;
}

/** The condition under which a node runs that says "not production" or "on purpose", within its function. */
export function developmentGuard(node: PyNode): Guard | undefined {
  for (const guard of conditionsOf(node)) {
    if (isDevelopmentBranch(guard.condition, guard.holds) || SWITCH.test(guard.condition.text)) return guard;
  }
  return undefined;
}

/** A wildcard that stays for its guard: that it is there outside production only is as it should be, unless the program takes itself for one of those where nobody says what it is. */
export function keptBy(doc: PythonDoc, guard: Guard, at: PyNode): { readonly at: PyNode; readonly reason: string; readonly fine: boolean } {
  const { condition, holds } = guard;
  const unset = whenUnset(doc, condition);
  if (unset !== undefined && isTrue(unset) === holds) return { at, reason: `only where \`${condition.text}\` is ${holds}, as it is where nothing is set`, fine: false };
  return { at, reason: guardText(guard), fine: isDevelopmentBranch(condition, holds) };
}

export function guardText({ condition, holds }: Guard): string {
  const where = `only where \`${condition.text}\` is ${holds ? 'true' : 'false'}`;
  return isDevelopmentBranch(condition, holds) ? `${where}, which is not production` : `${where}, a switch made for it`;
}

/** The conditions of the `if` statements and expressions around a node, innermost first, and whether they hold there. */
export function* conditionsOf(node: PyNode): Generator<Guard> {
  let child = node;
  for (const parent of node.ancestors()) {
    if (FUNCTIONS.includes(parent.kind) || parent.kind === 'class_definition') return;
    if (parent.kind === 'if_statement') {
      const condition = parent.field('condition')!;
      if (child !== condition) yield { condition, holds: child.kind === 'block' };
    } else if (parent.kind === 'elif_clause') {
      const condition = parent.field('condition')!;
      if (child !== condition) yield { condition, holds: true };
    } else if (parent.kind === 'conditional_expression') {
      const [then, condition] = parent.named as [PyNode, PyNode, PyNode];
      if (child !== condition) yield { condition, holds: child === then };
    }
    child = parent;
  }
}

import { assigned } from '../../../src/languages/python/bound-values.ts';
import { argumentsOf, enclosingFunction, statementOf, statementsOf } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import type { Source } from './sources.ts';

/** Settings that say who gets to see details. */
const GUARD = /debug|\bdev\b|is_?dev|develop|prod\b|production|\benv\b|environ|expose|verbose|is_?local\b/i;
/** Those that name the place: `if not os.environ.get("KEY")` asks for something else. */
const PLACE = /debug|\bdev\b|is_?dev|develop|prod\b|production|is_?local\b/i;
const NOT_THERE = /\bnot\b|!=|prod/i;

/** Whether a condition asks such a setting, by itself or through a name that holds the answer. */
export function asksForDebug(doc: PythonDoc, condition: PyNode): boolean {
  return GUARD.test(meaningOf(doc, condition));
}

/** Whether code runs only where a debug setting says so: in a branch, below an `if …: return` for all others, or in a function for it. */
export function isDebugOnly(doc: PythonDoc, at: PyNode, source: Source): boolean {
  for (const ancestor of at.ancestors()) {
    if (['if_statement', 'elif_clause'].includes(ancestor.kind) && at.isWithin(ancestor) && ancestor.isWithin(source.node)) {
      const condition = ancestor.field('condition')!;
      const isThen = at.isWithin(ancestor.field('consequence')!);
      if (asksForDebug(doc, condition) && isThen !== NOT_THERE.test(meaningOf(doc, condition))) return true;
    }
    if (ancestor.kind === 'block' && statementsOf(ancestor).some((statement) => statement.end <= at.start && turnsOthersAway(doc, statement))) return true;
    if (ancestor.kind === 'function_definition') return isForDevelopers(ancestor);
  }
  return false;
}

/** `if settings.ENV != "development": raise HTTPException(404)`. */
function turnsOthersAway(doc: PythonDoc, statement: PyNode): boolean {
  if (statement.kind !== 'if_statement' || statement.children.some(({ kind }) => kind === 'else_clause' || kind === 'elif_clause')) return false;
  const condition = statement.field('condition')!;
  const last = statementsOf(statement.field('consequence')).at(-1);
  const leaves = last?.kind === 'return_statement' || last?.kind === 'raise_statement' || /^(flask\.)?abort\(/.test(last?.text ?? '');
  return leaves && PLACE.test(meaningOf(doc, condition)) && NOT_THERE.test(meaningOf(doc, condition));
}

/** A condition with the yes-or-no values behind its names. */
function meaningOf(doc: PythonDoc, condition: PyNode): string {
  const values = [condition, ...condition.descendants('identifier')].filter(({ kind }) => kind === 'identifier')
    .flatMap((name) => doc.scopes.lookup(name.text, name).flatMap((binding) => assigned(binding) ?? []))
    .filter((value) => ['comparison_operator', 'not_operator', 'boolean_operator', 'attribute'].includes(value.kind) && PLACE.test(value.text)).map(({ text }) => text);
  return [condition.text, ...values].join(' ');
}

/** `@dev_only`, `@require_debug`. */
function isForDevelopers(fn: PyNode): boolean {
  const decorators = fn.parent?.kind === 'decorated_definition' ? fn.parent.children.filter(({ kind }) => kind === 'decorator') : [];
  return decorators.some(({ text }) => /^@[\w.]*(dev(elopment)?|debug)_?(only|mode)|^@[\w.]*(requires?|only)_?(in_)?(debug|dev)/i.test(text));
}

const MARK = /\b(BAD|WRONG|INSECURE|VULNERABLE|ANTI-?PATTERN)\b|❌/;

/** Whether a comment over the place, in its function or over it, or the name of the function, shows it as an example of what not to do. */
export function isBadExample(doc: PythonDoc, at: PyNode): boolean {
  const fn = enclosingFunction(at);
  if (!fn) return false;
  const whole = fn.parent?.kind === 'decorated_definition' ? fn.parent : fn;
  const above = /(?:^[ \t]*#.*\n)+(?=[ \t]*$)/m.exec(doc.text.slice(Math.max(0, whole.start - 500), whole.start))?.[0] ?? '';
  const docstring = statementsOf(fn.field('body'))[0]?.named[0];
  const said = [above, ...fn.descendants('comment').filter(({ end }) => end <= statementOf(at).end).map(({ text }) => text), ...(docstring?.kind === 'string' ? [docstring.text] : [])];
  return said.some((text) => MARK.test(text)) || /(^|_)(bad|wrong|insecure|vulnerable)(_|$)/.test(fn.field('name')!.text);
}

/** The types a place handles: those of the clause, or of an `isinstance` test on the way to it. */
export function typesAt(at: PyNode, source: Source): readonly PyNode[] {
  for (const ancestor of at.ancestors()) {
    if (ancestor === source.node) break;
    if (!['if_statement', 'elif_clause'].includes(ancestor.kind) || !at.isWithin(ancestor.field('consequence')!)) continue;
    const condition = ancestor.field('condition')!;
    if (condition.kind !== 'call' || condition.field('function')!.text !== 'isinstance') continue;
    const [subject, type] = argumentsOf(condition).positional;
    if (subject?.text === source.name?.text && type) return type.kind === 'tuple' ? type.named : [type];
  }
  return source.types;
}

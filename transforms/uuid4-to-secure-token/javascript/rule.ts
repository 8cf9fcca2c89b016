import { isCall, lastName, textOf, unwrapped } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import { spanOf, type Node } from '../../../src/languages/javascript/tree.ts';
import { snakeCase } from '../../../src/languages/secret-names.ts';
import type { ProjectView } from '../../../src/languages/types.ts';
import type { Rule } from '../../../src/transform.ts';
import type { Finding } from '../../../src/types.ts';
import { together, type Rewrite } from '../rewrite.ts';
import { slotsFor, type PlacedSlot } from '../slots.ts';
import { judge, type Verdict } from './evidence.ts';
import { FACT_TEXT, factsOf } from './facts.ts';
import { isUuid, madeValues, type Made, type Part } from './made.ts';
import { rewriteRandom } from './random.ts';
import type { Target } from './text.ts';
import { usesOf, type Use } from './uses.ts';
import { bytesOf, rewriteUuid } from './uuid.ts';

const KEPT = ['variable', 'field', 'default', 'key', 'cookie'];

interface Candidate {
  readonly made: Made;
  readonly uses: readonly Use[];
  readonly verdict: Verdict;
}

export const javascript: Rule<JavaScriptDoc> = {
  prefilter: /\buuid|\brandomUUID\b|\bMath\.random\b|\bnanoid\b|\bDate\.now\b/,
  collect: { prefilter: FACT_TEXT, facts: factsOf },
  *sites(doc, project) {
    const candidates = madeValues(doc).map((made): Candidate => {
      const uses = usesOf(doc, made.value, made.parts.map(({ source, call }) => call ?? source));
      return { made, uses, verdict: judge(doc, made, uses, project) };
    });
    const hasSecret = candidates.some(({ verdict }) => verdict && 'evidence' in verdict);
    for (const candidate of candidates) {
      const finding = findingOf(doc, candidate, hasSecret, project);
      if (finding) yield finding;
    }
  },
};

function findingOf(doc: JavaScriptDoc, { made, uses, verdict }: Candidate, hasSecret: boolean, project: ProjectView): Finding | undefined {
  const span = { start: made.value.start!, end: made.value.end! };
  const [part] = made.parts;
  const maker = textOf(doc, part!.source);
  // The time alone is a mark of when, unless it is made text for a secret.
  if (part!.kind === 'clock' && (!verdict || 'reason' in verdict || !isPutTogether(made.value))) return undefined;
  if (!verdict) {
    const id = hasSecret && isUuid(made) ? idName(uses) : undefined;
    return id === undefined ? undefined : { span, message: `\`${id}\` is made by \`${maker}\``, reason: `\`${id}\` is an id: it has to be unique, not secret`, fine: true };
  }
  if ('reason' in verdict) return { span, message: `\`${maker}\` makes a value with the name of a secret`, ...verdict };
  const message = `${verdict.evidence}: ${weakness(part!, maker)}`;
  const rewrite = rewriteOf(doc, made, uses, project);
  if ('reason' in rewrite) return { span, message, ...rewrite };
  return {
    span, message, safety: rewrite.unsafe === undefined ? 'safe' : 'unsafe',
    ...(rewrite.unsafe !== undefined && { reason: rewrite.unsafe }),
    fix: { edits: rewrite.edits, needs: rewrite.needs, orphans: made.parts.flatMap(({ source }) => rootName(source)) },
    ...(rewrite.note !== undefined && { actions: [{ kind: 'follow-up' as const, name: nameOf(uses) ?? maker, message: rewrite.note }] }),
  };
}

function rewriteOf(doc: JavaScriptDoc, made: Made, uses: readonly Use[], project: ProjectView): Rewrite {
  const slots = slotsFor(uses.filter(({ kind }) => KEPT.includes(kind)).map(({ name }) => name), project);
  const target = targetOf(doc, uses, slots);
  if (made.parts.some(({ kind }) => kind === 'nanoid')) return { reason: '`nanoid` takes 126 bits from the generator of the system: enough', fine: true };
  const spare = spareOf(doc, made);
  if (spare) return { edits: [{ start: made.value.start!, end: made.value.end!, text: textOf(doc, spare) }], needs: [] };
  if (doc.text.includes('seedrandom')) return { reason: '`seedrandom` makes the values repeatable on purpose' };
  return together(made.parts.map((part) => {
    if (part.kind === 'clock' && !isText(made.value)) return { reason: 'other values stand beside the time, and what reads it may take them out again' };
    if (part.kind === 'clock') return rewriteClock(doc, made, project);
    return part.kind === 'random' ? rewriteRandom(doc, made, part.call!, target, project) : rewriteUuid(doc, made, part, slots, project);
  }));
}

/** Whether what becomes of a text depends on how long it is: a code that people type, a length that is asked for. */
function targetOf(doc: JavaScriptDoc, uses: readonly Use[], slots: readonly PlacedSlot[]): Target {
  const names = uses.filter(({ kind }) => KEPT.includes(kind) || kind === 'returned' || kind === 'told').map(({ name }) => name);
  const isAsked = names.map((name) => name.replaceAll('$', '\\$')).some((name) => new RegExp(`\\b${name}\\.(?:length|match)\\b|\\.test\\((?:[\\w.]+\\.)?${name}\\)`).test(doc.text));
  const isCode = names.some((name) => /(^|_)(code|codes|otp|otps|pin|number)$/.test(snakeCase(name)));
  return { slots, isPassword: names.some((name) => /(^|_)(password|passwd|pwd|pass|passphrase)$/.test(snakeCase(name))), isCounted: isAsked || isCode };
}

/** The random bytes of `crypto.randomUUID ? crypto.randomUUID() : crypto.randomBytes(32).toString('hex')`. */
function spareOf(doc: JavaScriptDoc, { parts: [part, ...more], value }: Made): Node | undefined {
  if (value.type !== 'ConditionalExpression' || more.length > 0 || value.consequent !== part!.call || textOf(doc, value.test) !== textOf(doc, part!.source)) return undefined;
  return /\brandomBytes\((1[6-9]|[2-9]\d)\)/.test(textOf(doc, value.alternate)) ? value.alternate : undefined;
}

/** `Date.now().toString(36)`, `` `tok_${Date.now()}` ``. */
function rewriteClock(doc: JavaScriptDoc, { parts: [part] }: Made, project: ProjectView): Rewrite {
  let node: Node = part!.call!;
  const member = doc.tree.parent(node);
  const call = member && doc.tree.parent(member);
  if (isCall(call) && lastName(call.callee) === 'toString' && call.callee === member) node = call;
  return { ...bytesOf(doc, spanOf(node), node, 16, 'hex', project), unsafe: 'the time goes out of it, which something may read' };
}

/** Text with the time in it. */
function isPutTogether(value: Node): boolean {
  const { type } = unwrapped(value);
  return type === 'TemplateLiteral' || (type === 'BinaryExpression' && isTextSum(unwrapped(value))) || isText(value);
}

function isTextSum(node: Node): boolean {
  return node.type === 'StringLiteral' || node.type === 'TemplateLiteral' || (node.type === 'BinaryExpression' && node.operator === '+' && (isTextSum(node.left) || isTextSum(node.right)));
}

/** Text of nothing but the time and literals; what else goes into it, its reader may take out again. */
function isText(value: Node): boolean {
  const inner = unwrapped(value);
  if (inner.type === 'TemplateLiteral') return inner.expressions.length === 1;
  if (inner.type === 'BinaryExpression') return inner.operator === '+' && [inner.left, inner.right].some(({ type }) => type === 'StringLiteral') && [inner.left, inner.right].some(isCall);
  return isCall(inner) && lastName(inner.callee) === 'toString';
}

function weakness({ kind }: Part, maker: string): string {
  switch (kind) {
    case 'uuid': return `\`${maker}\` is made to be unique, not to be a secret`;
    case 'clock-uuid': return `\`${maker}\` is made from the clock`;
    case 'nanoid': return `\`${maker}\` makes it`;
    case 'clock': return 'the time can be guessed';
    default: return `what \`${maker}\` gives can be predicted`;
  }
}

function nameOf(uses: readonly Use[]): string | undefined {
  return uses.find(({ kind }) => KEPT.includes(kind))?.name;
}

function idName(uses: readonly Use[]): string | undefined {
  const name = nameOf(uses);
  return name !== undefined && /_(ids?|uuid|guid)$/.test(snakeCase(name)) ? name : undefined;
}

/** The imported name in front: `uuid` of `uuid.v4`. */
function rootName(source: Node): { start: number; end: number }[] {
  let node = source;
  while (node.type === 'MemberExpression' || node.type === 'OptionalMemberExpression') node = node.object;
  return node.type === 'Identifier' ? [{ start: node.start!, end: node.end! }] : [];
}

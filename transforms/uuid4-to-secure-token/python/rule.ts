import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import { snakeCase } from '../../../src/languages/secret-names.ts';
import type { ProjectView } from '../../../src/languages/types.ts';
import type { Rule } from '../../../src/transform.ts';
import type { Finding } from '../../../src/types.ts';
import { together, type Rewrite } from '../rewrite.ts';
import { slotsFor } from '../slots.ts';
import { judge, type Verdict } from './evidence.ts';
import { FACT_TEXT, factsOf } from './facts.ts';
import { isUuid, madeValues, type Made, type Part } from './made.ts';
import { makesText, rewriteRandom } from './random.ts';
import { usesOf, type Use } from './uses.ts';
import { rewriteUuid } from './uuid.ts';

const KEPT = ['variable', 'field', 'default', 'key', 'keyword'];

interface Candidate {
  readonly made: Made;
  readonly uses: readonly Use[];
  readonly verdict: Verdict;
}

export const python: Rule<PythonDoc> = {
  prefilter: /\buuid[14]\b|\brandom\b|\bimport[ \t]*\*[\s\S]*\brand(?:int|range)\(/,
  collect: { prefilter: FACT_TEXT, facts: factsOf },
  *sites(doc, project) {
    const candidates = madeValues(doc, project).filter((made) => isUuid(made) || makesText(doc, made)).map((made): Candidate => {
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

function findingOf(doc: PythonDoc, { made, uses, verdict }: Candidate, hasSecret: boolean, project: ProjectView): Finding | undefined {
  const span = { start: made.value.start, end: made.value.end };
  const maker = made.parts[0]!.origin;
  if (!verdict) {
    const id = hasSecret && isUuid(made) ? idName(uses) : undefined;
    return id === undefined ? undefined : { span, message: `\`${id}\` is made by \`${maker}\``, reason: `\`${id}\` is an id: it has to be unique, not secret`, fine: true };
  }
  if ('reason' in verdict) return { span, message: `\`${maker}\` makes a value with the name of a secret`, ...verdict };
  const message = `${verdict.evidence}: ${weakness(maker)}`;
  const rewrite = rewriteOf(doc, made, uses, project);
  if ('reason' in rewrite) return { span, message, ...rewrite };
  return {
    span, message, safety: rewrite.unsafe === undefined ? 'safe' : 'unsafe',
    ...(rewrite.unsafe !== undefined && { reason: rewrite.unsafe }),
    fix: { edits: rewrite.edits, needs: rewrite.needs, orphans: made.parts.map(rootName) },
    ...(rewrite.note !== undefined && { actions: [{ kind: 'follow-up' as const, name: nameOf(uses) ?? maker, message: rewrite.note }] }),
  };
}

function rewriteOf(doc: PythonDoc, made: Made, uses: readonly Use[], project: ProjectView): Rewrite {
  if (uses.some(({ kind }) => kind === 'parsed')) return { reason: 'it is read back with `UUID()`' };
  const names = uses.filter(({ kind }) => KEPT.includes(kind)).map(({ name }) => name);
  const slots = slotsFor(names, project);
  return together(made.parts.map((part) => (part.origin.startsWith('uuid.') ? rewriteUuid(doc, made, part, slots, project) : rewriteRandom(doc, part))));
}

function weakness(maker: string): string {
  if (maker === 'uuid.uuid4') return '`uuid4` is made to be unique, not to be a secret';
  if (maker === 'uuid.uuid1') return '`uuid1` is made from the clock and the network address';
  return `what \`${maker}\` gives can be predicted`;
}

function nameOf(uses: readonly Use[]): string | undefined {
  return uses.find(({ kind }) => KEPT.includes(kind))?.name;
}

function idName(uses: readonly Use[]): string | undefined {
  const name = nameOf(uses);
  return name !== undefined && /_(ids?|uuid|guid)$/.test(snakeCase(name)) ? name : undefined;
}

/** The imported name in front: `uuid` of `uuid.uuid4`. */
function rootName({ source }: Part): { start: number; end: number } {
  let node = source;
  while (node.kind === 'attribute') node = node.field('object')!;
  return { start: node.start, end: node.end };
}

import { lineEdits } from '../languages/line-edits.ts';
import { SyntaxProblem, type Doc } from '../languages/types.ts';
import type { Action, Asked, ChangedText, Edit, FileResult, Need, Span, Visit, Zone } from '../types.ts';
import { mapSpan, overlap, sameEdit, withoutRepeats } from './edits.ts';
import { findSites, keepsNothing, leave, unusedSuppressions, type Finder, type FoundSite } from './find-sites.ts';
import { editSource, rawText, sortEdits, type Source } from './source-file.ts';
import { visitingSites } from './visits.ts';

/** Overlapping fixes are taken in further passes over the text in memory. */
const MOST_PASSES = 3;
/** When a transform fails on a file, as many of its fixes are tried one by one. */
const MOST_TRIED_ALONE = 40;

export interface FileTask extends Finder {
  readonly path: string;
  readonly zone: Zone;
  readonly source: Source;
  /** What fixes of other files change here. */
  readonly visits: readonly Visit[];
}

interface Attempt {
  readonly found: readonly FoundSite[];
  readonly source: Source;
  readonly needs: readonly Asked<Need>[];
  readonly problem?: string;
}

/** Runs the transforms over one file: text in, result out, nothing written. */
export async function runFile(task: FileTask): Promise<FileResult> {
  let doc: Doc;
  try {
    doc = task.language.parse(task.source.text, task.path);
  } catch (error) {
    if (error instanceof SyntaxProblem) return { ...emptyResult(task), status: 'skipped', reason: `it does not parse: ${error.message}` };
    throw error;
  }
  const found = findSites(doc, task);
  const result = await runOver(task, doc, [...visitingSites(task.visits), ...found]);
  if (task.acceptance.pruneIgnores) return result;
  const unused = unusedSuppressions(doc, task, found).map(({ comment, unused: ids }): Asked<Action> => ({
    value: { kind: 'follow-up', name: `${task.path}:${comment.from}`, message: `${keepsNothing(ids)}: remove it, or have --prune-ignores do it` }, sites: [],
  }));
  return unused.length > 0 ? { ...result, actions: [...result.actions, ...unused] } : result;
}

async function runOver(task: FileTask, doc: Doc, found: readonly FoundSite[]): Promise<FileResult> {
  if (!found.some(({ accepted }) => accepted)) return resultOf(task, { found, source: task.source, needs: [] });
  const whole = await attempt(task, doc, found);
  return whole.problem === undefined ? resultOf(task, whole) : withoutFaults(task, doc, found, whole.problem);
}

/** Applies the accepted fixes, pass by pass, and checks the result. */
async function attempt(task: FileTask, doc: Doc, found: readonly FoundSite[]): Promise<Attempt> {
  const sites = [...found];
  const needs = new Map<string, { value: Need; sites: string[] }>();
  const applied: Edit[][] = [];
  const names = new Set<string>();
  let source = task.source;
  let current = doc;
  // What a person wrote cannot be found again in a further pass, so it goes first.
  const isWritten = ({ site }: FoundSite) => task.acceptance.choices?.[site.id]?.text !== undefined;
  const taking = sites.filter(({ accepted }) => accepted);
  let open = [...taking.filter(isWritten), ...taking.filter((each) => !isWritten(each))];
  for (let pass = 1; open.length > 0 && pass <= MOST_PASSES; pass += 1) {
    const { taken, overlapping } = withoutOverlaps(open);
    const support = task.language.support(current, taken.map(({ site, transform, accepted }) => ({ id: site.id, transform, fix: accepted! })));
    const edits = sortEdits(withoutRepeats([...taken.flatMap(({ accepted }) => accepted!.edits), ...support.edits]));
    const clash = edits.find((edit, i) => i > 0 && overlap(edits[i - 1]!, edit));
    if (clash) return { found: sites, source, needs: [], problem: `two edits meet at offset ${clash.start}` };
    for (const { need, id } of support.rest) needs.set(need.key, { value: need, sites: [...(needs.get(need.key)?.sites ?? []), id] });
    for (const name of support.names) names.add(name);
    source = editSource(source, edits);
    applied.push(edits);
    if (overlapping.length === 0) { open = []; break; }
    try {
      current = task.language.parse(source.text, task.path);
    } catch (error) {
      return { found: sites, source, needs: [], problem: `the result does not parse: ${(error as Error).message}` };
    }
    open = again(findSites(current, { ...task, acceptance: { unsafe: true, ...(task.acceptance.pruneIgnores && { pruneIgnores: true }) } }), overlapping.filter((each) => !isWritten(each)), applied);
  }
  const laidOut = await tidied(task, doc, source);
  if (laidOut.length > 0) {
    source = editSource(source, laidOut);
    applied.push(laidOut);
  }
  const late = new Set(open.map(({ site }) => site.id));
  const settled = sites.map((each) => (late.has(each.site.id) ? leave(each, 'it overlaps other fixes; run again', 'deferred') : each));
  const problem = task.language.verify(doc, source.text, [...names]) ?? unsettled(task, settled, source, applied);
  return { found: settled, source, needs: [...needs.values()], ...(problem !== undefined && { problem }) };
}

/** Lines laid out anew after the fixes. A text that does not parse is left for the verification. */
async function tidied({ language, view, transforms }: FileTask, doc: Doc, { text }: Source): Promise<Edit[]> {
  if (text === doc.text) return [];
  try {
    return lineEdits(text, await language.tidy(doc, text, view(transforms[0]?.id ?? '')));
  } catch (error) {
    if (error instanceof SyntaxProblem) return [];
    throw error;
  }
}

/** Of fixes that touch the same text the first in registry order is taken. */
function withoutOverlaps(open: readonly FoundSite[]): { taken: FoundSite[]; overlapping: FoundSite[] } {
  const taken: FoundSite[] = [];
  const overlapping: FoundSite[] = [];
  for (const each of open) {
    const meets = (other: FoundSite) => other.accepted!.edits.some((a) => each.accepted!.edits.some((b) => overlap(a, b) && !sameEdit(a, b)));
    (taken.some(meets) ? overlapping : taken).push(each);
  }
  return { taken, overlapping };
}

/** The deferred sites as they stand in the new text, under the ids they had on disk. */
function again(now: readonly FoundSite[], deferred: readonly FoundSite[], applied: readonly Edit[][]): FoundSite[] {
  return deferred.flatMap((old) => {
    const match = now.find((each) => each.accepted && isAt(each, old, applied));
    return match ? [{ ...match, site: old.site }] : [];
  });
}

/** Whether a site of the new text is one that the old text had. */
function isAt(now: FoundSite, old: FoundSite, applied: readonly Edit[][]): boolean {
  const { start, end } = applied.reduce<Span>((span, edits) => mapSpan(edits, span), old.finding.span);
  return now.transform === old.transform && start <= now.finding.span.start && now.finding.span.start < Math.max(end, start + 1);
}

/** A further pass must find nothing it would accept, other than what was left on purpose or as a person wrote it. */
function unsettled(task: FileTask, found: readonly FoundSite[], source: Source, applied: readonly Edit[][]): string | undefined {
  const { unsafe, choices } = task.acceptance;
  const left = found.filter(({ accepted, site }) => !accepted || choices?.[site.id]?.text !== undefined);
  const more = findSites(task.language.parse(source.text, task.path), { ...task, acceptance: { unsafe } })
    .find((each) => each.accepted && !left.some((old) => isAt(each, old, applied)));
  return more && `a second run would still change line ${more.site.line} (${more.transform})`;
}

/** Keeps the fixes that pass, transform by transform, and within one that does not pass whole, fix by fix. */
async function withoutFaults(task: FileTask, doc: Doc, found: readonly FoundSite[], problem: string): Promise<FileResult> {
  const accepted = found.filter((each) => each.accepted && !each.visits);
  const kept = new Set<string>();
  const failures: { transform: string; reason: string }[] = [];
  let best: Attempt | undefined;
  const keep = async (more: readonly FoundSite[]): Promise<string | undefined> => {
    const ids = new Set([...kept, ...more.map(({ site }) => site.id)]);
    const tried = await attempt(task, doc, found.map((each) => (ids.has(each.site.id) || !each.accepted ? each : leave(each, 'its fix failed verification'))));
    if (tried.problem !== undefined) return tried.problem;
    best = tried;
    for (const id of ids) kept.add(id);
    return undefined;
  };
  for (const { id } of task.transforms) {
    const own = accepted.filter(({ transform }) => transform === id);
    const reason = own.length > 0 ? await keep(own) : undefined;
    if (reason === undefined) continue;
    failures.push({ transform: id, reason });
    for (const unit of unitsOf(own).slice(0, MOST_TRIED_ALONE)) await keep(unit);
  }
  for (const visit of found.filter((each) => each.accepted && each.visits)) await keep([visit]);
  if (best) return { ...resultOf(task, best), failures };
  return {
    ...emptyResult(task), status: 'failed', reason: `nothing was changed: ${problem}`, failures,
    sites: found.filter(({ visits }) => !visits).map((each) => (each.accepted ? leave(each, `its file failed: ${problem}`) : each).site),
  };
}

/** Fixes that stand or fall together: those of one group with what requires it. */
function unitsOf(found: readonly FoundSite[]): FoundSite[][] {
  const units = new Map<string, FoundSite[]>();
  for (const each of found) {
    const key = each.accepted!.group ?? each.accepted!.requires?.[0] ?? each.site.id;
    units.set(key, [...(units.get(key) ?? []), each]);
  }
  return units.size > 1 ? [...units.values()] : [];
}

function emptyResult({ path, language, zone }: FileTask): FileResult {
  return { path, language: language.id, zone, status: 'unchanged', sites: [], needs: [], actions: [] };
}

function resultOf(task: FileTask, { found, source, needs }: Attempt): FileResult {
  const changed = source !== task.source && source.text !== task.source.text;
  const own = found.filter(({ visits }) => !visits);
  const taken = own.filter(({ accepted, site }) => accepted && site.status === 'pending');
  const visitors = found.filter(({ visits, accepted }) => visits && accepted).map(({ site }) => site.id);
  const visits = taken.flatMap(({ accepted, site }) => (accepted!.elsewhere ?? []).map((edits): Visit => ({ ...edits, transform: site.transform, site: site.id })));
  return {
    ...emptyResult(task),
    status: changed ? 'changed' : 'unchanged',
    sites: own.map(({ site }) => site),
    ...(taken.length > 0 && { taken: taken.map(({ site }) => site.id) }),
    ...(changed && { before: rawText(task.source), after: rawText(source), encoding: source.encoding }),
    needs,
    actions: taken.flatMap(({ finding, site }) => (finding.actions ?? []).map((value): Asked<Action> => ({ value, sites: [site.id] }))),
    ...(visits.length > 0 && { visits }),
    ...(visitors.length > 0 && { visitors }),
    texts: taken.flatMap(({ finding, site }) => (finding.texts ?? []).map((value): Asked<ChangedText> => ({ value, sites: [site.id] }))),
  };
}

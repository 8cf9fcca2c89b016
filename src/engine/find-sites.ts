import type { Doc, Language, ProjectView, Suppression } from '../languages/types.ts';
import type { Rule, LoadedTransform } from '../transform.ts';
import type { Acceptance, Choice, Finding, Fix, Need, Site, SiteStatus, Zone } from '../types.ts';
import { editedFix, ignoringFix } from './chosen-fix.ts';
import { sortEdits } from './source-file.ts';
import { lineMap, type LineMap } from './lines.ts';
import { withoutIds } from './prune-ignores.ts';
import { siteIds } from './site-id.ts';

const COMMAND_LINE: Zone = 'cli';

/** A finding with its identity and whether its fix is taken. */
export interface FoundSite {
  readonly transform: string;
  readonly finding: Finding;
  readonly site: Site;
  /** The fix to apply; absent when the place is left as it is. */
  readonly accepted?: Fix;
  /** The site is of another file, whose fix reaches this one: never reported here. */
  readonly visits?: true;
}

export interface Finder {
  readonly language: Language;
  readonly transforms: readonly LoadedTransform[];
  readonly view: (transform: string) => ProjectView;
  readonly acceptance: Acceptance;
  /** Zones whose code is looked at whatever the transforms say. */
  readonly zones: readonly Zone[];
  /** Groups and ids of sites dropped because what they change elsewhere was not taken, with the reason. */
  readonly dropped: ReadonlyMap<string, string>;
}

/** Every site of a file in source order, with the decision on each. */
export function findSites(doc: Doc, finder: Finder): FoundSite[] {
  const lines = lineMap(doc.text);
  const suppressions = finder.language.suppressions(doc);
  const found = finder.transforms.flatMap((transform) => {
    const rule = ruleOf(transform, finder.language);
    if (!rule?.prefilter.test(doc.text)) return [];
    const findings = [...rule.sites(doc, finder.view(transform.id))].sort((a, b) => a.span.start - b.span.start);
    const ids = siteIds(finder.language, doc, transform.id, findings);
    return findings.map((finding, i) => identify(doc, finder, lines, suppressions, transform, finding, ids[i]!));
  });
  const pruned = finder.acceptance.pruneIgnores ? prunedIgnores(doc, finder, lines, found) : [];
  return [...withWholeGroups(found), ...pruned].sort((a, b) => a.finding.span.start - b.finding.span.start);
}

/** The comments of ours that keep nothing for some of the transforms they name, with those. */
export function unusedSuppressions(doc: Doc, finder: Finder, found: readonly FoundSite[]): { readonly comment: Suppression; readonly unused: readonly string[] }[] {
  const ids = finder.transforms.map(({ id }) => id);
  return finder.language.suppressions(doc).filter(({ own }) => own).map((comment) => ({
    comment,
    unused: comment.ids.filter((id) => ids.includes(id) && !found.some(({ transform, site }) =>
      transform === id && site.status === 'suppressed' && comment.from <= site.endLine && comment.to >= site.line)),
  })).filter(({ unused }) => unused.length > 0);
}

/** Those comments as places whose fix is to go, whatever the code around them is for. Whoever asks for it has decided. */
function prunedIgnores(doc: Doc, finder: Finder, lines: LineMap, found: readonly FoundSite[]): FoundSite[] {
  const { language, acceptance, zones } = finder;
  const everywhere: Finder = { ...finder, zones: [...zones, COMMAND_LINE], acceptance: { ...acceptance, onlyAccepted: false } };
  return unusedSuppressions(doc, finder, found).map(({ comment, unused }) => {
    const transform = finder.transforms.find(({ id }) => id === unused[0])!;
    const edit = withoutIds(doc.text, comment, unused, language.lineComment);
    const span = { start: Math.min(edit.start, comment.span.start), end: Math.max(edit.end, comment.span.end) };
    const finding: Finding = { span, message: keepsNothing(unused), fix: { edits: [edit] } };
    return identify(doc, everywhere, lines, [], transform, finding, siteIds(language, doc, transform.id, [finding])[0]!);
  });
}

export function keepsNothing(unused: readonly string[]): string {
  return `\`checkmod-ignore: ${unused.join(', ')}\` keeps nothing any more`;
}

export function ruleOf(transform: LoadedTransform, language: Language): Rule | undefined {
  return transform.rules[language.id] as Rule | undefined;
}

function identify(
  doc: Doc, finder: Finder, lines: LineMap, suppressions: readonly Suppression[], transform: LoadedTransform, finding: Finding, id: string,
): FoundSite {
  const { span, message, fix, safety, evidence } = finding;
  const start = lines.positionOf(span.start);
  const end = lines.positionOf(span.end);
  const suppression = suppressions.find((comment) => (comment.own || !evidence) && suppresses(comment, transform, start.line, end.line));
  const decision = decide(doc, finder, transform, finding, id, suppression);
  const fine = finding.fine || decision.fine;
  const choice = fix && finder.acceptance.choices?.[id];
  const taken = fix && chosenFix(doc, finder, transform, finding, decision, choice);
  const site: Site = {
    id, transform: transform.id,
    line: start.line, column: start.column, endLine: end.line, endColumn: end.column,
    scope: finder.language.scopeAt(doc, span.start),
    message,
    safety: fix ? safety ?? 'safe' : 'manual',
    status: decision.status,
    ...(decision.reason !== undefined && { reason: decision.reason }),
    before: doc.text.slice(span.start, span.end),
    ...(fix && { after: choice?.text ?? afterText(doc, finding, fix) }),
    ...(fix?.group !== undefined && { group: fix.group }),
    ...(evidence && { evidence }),
    ...(finding.unused && { unused: true }),
    ...(fine && { fine }),
    ...(choice && { decision: choice.decision }),
  };
  return { transform: transform.id, finding, site, ...(taken && { accepted: taken }) };
}

/** What is done about a place: its fix, what a person made of that, the comment that keeps the place, or nothing. */
function chosenFix(doc: Doc, { language, acceptance }: Finder, { id }: LoadedTransform, { span, fix }: Finding, { status }: Decision, choice: Choice | undefined): Fix | undefined {
  if (status === 'rejected') return choice?.ignore && ignoringFix(doc, span, language.lineComment, id, choice.reason);
  if (status !== 'pending' || (acceptance.onlyAccepted && choice?.decision !== 'accepted')) return undefined;
  return choice?.text === undefined ? fix : editedFix(fix!, span, choice.text);
}

interface Decision { readonly status: SiteStatus; readonly reason?: string; readonly fine?: boolean }

function decide(
  doc: Doc, finder: Finder, transform: LoadedTransform, finding: Finding, id: string, suppression: Suppression | undefined,
): Decision {
  const { fix, safety, reason, span, evidence, message } = finding;
  const { acceptance } = finder;
  if (suppression) return { status: 'suppressed', reason: `kept by \`${doc.text.slice(suppression.span.start, suppression.span.end)}\`` };
  // A program that is started from the command line shows what it is started with all the same.
  if (evidence) return { status: 'left', reason: reason ?? message };
  const cli = looksAt(transform, finder, COMMAND_LINE) ? undefined : finder.language.cliReason(doc, span.start, finder.view(transform.id));
  if (cli) return { status: 'left', reason: `command-line code: ${cli}`, fine: true };
  if (!fix) return { status: 'left', reason: reason ?? 'no fix is known for this shape' };
  const choice = acceptance.choices?.[id];
  if (choice?.decision === 'rejected') return { status: 'rejected', reason: choice.reason === undefined ? 'rejected' : `rejected: ${choice.reason}` };
  if (safety === 'unsafe' && !acceptance.unsafe && !choice) return { status: 'left', reason: `needs --unsafe${reason ? `: ${reason}` : ''}` };
  const dropped = [id, fix.group, ...(fix.requires ?? [])].map((key) => key && finder.dropped.get(key)).find(Boolean);
  if (dropped) return { status: 'left', reason: dropped };
  return { status: 'pending' };
}

export function looksAt(transform: LoadedTransform, { zones }: Pick<Finder, 'zones'>, zone: Zone): boolean {
  return zones.includes(zone) || (transform.zones ?? ['server', 'library']).includes(zone);
}

function suppresses(comment: Suppression, transform: LoadedTransform, from: number, to: number): boolean {
  const touches = comment.from <= to && comment.to >= from;
  if (comment.own) return touches && comment.ids.includes(transform.id);
  if (comment.ids.length === 0) return comment.from === from;
  return touches && comment.ids.some((id) => transform.respects?.includes(id));
}

/** The site's own text with its fix: the edits and log lines that fall inside it. */
function afterText(doc: Doc, { span }: Finding, fix: Fix): string {
  const logs = (fix.needs ?? []).filter(({ kind }) => kind === 'handler-log' || kind === 'binding')
    .flatMap((need) => [need, ...((need['needs'] ?? []) as unknown as readonly Need[]).filter(({ kind }) => kind === 'binding')])
    .map((need) => ({ start: Number(need['start']), end: Number(need['end']), text: String(need['text']) }));
  const inside = sortEdits([...fix.edits, ...logs]).filter((edit) => edit.start >= span.start && edit.end <= span.end);
  let at = span.start;
  let text = '';
  for (const edit of inside) {
    text += doc.text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return text + doc.text.slice(at, span.end);
}

/** A group is taken whole or not at all, and what requires it goes with it; across files the repository run settles that. */
function withWholeGroups(found: readonly FoundSite[]): FoundSite[] {
  const groupOf = ({ finding }: FoundSite) => finding.fix?.group;
  const isTaken = ({ accepted, site }: FoundSite) => accepted && site.status === 'pending';
  const broken = new Set(found.filter((each) => groupOf(each) !== undefined && !isTaken(each)).map(groupOf));
  const lost = found.filter((each) => isTaken(each) && groupsOf(each).some((group) => broken.has(group)));
  if (lost.length === 0) return [...found];
  return withWholeGroups(found.map((each) => (lost.includes(each) ? leave(each, 'another place of the same change was not taken') : each)));
}

/** The groups a fix goes with: its own, and those it makes no sense without. */
function groupsOf({ accepted }: FoundSite): readonly string[] {
  return [...(accepted!.group === undefined ? [] : [accepted!.group]), ...(accepted!.requires ?? [])];
}

export function leave(each: FoundSite, reason: string, status: SiteStatus = 'left'): FoundSite {
  const { accepted: _, ...rest } = each;
  return { ...rest, site: { ...each.site, status, reason } };
}

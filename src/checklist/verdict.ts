import type { ItemReport } from '../report.ts';
import type { Transform } from '../transform.ts';
import { isQuality, tellsDefect } from './beyond.ts';
import { covers } from './covers.ts';
import { compare } from './exact.ts';
import { isReferenceLine } from './sections.ts';
import { namedSpots, staleReferences, targetsOf } from './targets.ts';
import { standingOf, type Facts, type Spot, type Standing, type Taking } from './standing.ts';
import type { Checklist, ChecklistItem, Evidence, Match, Recognised, Verdict } from './types.ts';

/** An item with what the code says about it. */
export interface Judged {
  readonly item: ChecklistItem;
  readonly report: ItemReport;
  /** Once the run is written the item holds, as far as code can tell: it may be ticked. Undefined where its sub-items say so. */
  readonly holdsAfter: boolean | undefined;
}

/**
 * Judges every item of a checklist by what the code says. With `taking` the places a run fixes count as fixed: the
 * verdict is `fixed` where nothing else is open.
 */
export function judge(
  checklist: Checklist, recognised: readonly Recognised[], transforms: readonly Transform[], facts: Facts, taking?: Taking,
): Judged[] {
  const standings = new Map(transforms.map((transform) => [transform.id, standingOf(transform, facts, taking)]));
  const { items } = checklist;
  const done = new Map<ChecklistItem, Judged>();
  // Sub-items come after the item they belong to, and it is judged with what they say.
  for (const [i, item] of [...items.entries()].reverse()) {
    const subItems = items.filter((each) => each.parentLine === item.line && each !== item).map((each) => done.get(each)!).filter(Boolean);
    const above = items.findIndex((each) => each.line === item.parentLine);
    done.set(item, judgeItem(item, items[above], withBeyondOf(recognised[above], recognised[i]!), standings, facts, subItems));
  }
  return items.map((item) => done.get(item)!);
}

/** A line that goes on from the one above it (`References: …`) asks for what that one asks for, and no less. */
function withBeyondOf(above: Recognised | undefined, own: Recognised): Recognised {
  const beyondOf = (id: string) => above?.transforms.find(({ transform }) => transform === id)?.beyond;
  return { ...own, transforms: own.transforms.map((match) => {
    const beyond = match.direct ? match.beyond : match.beyond ?? beyondOf(match.transform);
    return { transform: match.transform, direct: match.direct, ...(beyond !== undefined && { beyond }) };
  }) };
}

const SETTLED: readonly Verdict[] = ['fixed', 'holds already', 'not applicable'];

function judgeItem(
  item: ChecklistItem, parent: ChecklistItem | undefined, { transforms: matches, verifies, topic }: Recognised,
  standings: ReadonlyMap<string, Standing>, facts: Facts, subItems: readonly Judged[],
): Judged {
  const parts = matches.flatMap((match) => partOf(match, standings.get(match.transform), item.text));
  if (parts.length === 0 && verifies) return verified(item, verifies.flatMap((id) => partOf({ transform: id, direct: true }, standings.get(id), item.text)), topic);
  if (parts.length === 0) return topic ? plain(item, 'needs a person', `${topic.name}: not for code to answer`, topic.advice) : ofSubItems(item, subItems);
  const applying = parts.filter(({ verdict }) => verdict !== 'not applicable');
  const targets = targetsOf([...item.references, ...(parent?.references ?? [])], facts.paths);
  const spots = parts.flatMap((part) => part.spots);
  const named = namedSpots(targets, spots);
  const open = spots.filter(({ holds }) => !holds);
  const combined = combine(parts.map(({ verdict }) => verdict));
  const restless = subItems.filter(({ report, item: { text } }) => !SETTLED.includes(report.verdict) && !isReferenceLine(text));
  const isHeld = combined === 'holds already' || combined === 'fixed';
  const verdict = isHeld && restless.length > 0 ? 'partly' : combined;
  const isOpen = parts.some((part) => part.isOpen);
  const tickedButOpen = item.checked === true && isOpen;
  const advice = [...new Set(applying.flatMap((part) => part.advice ?? []))].join(' ');
  const notes = [
    ...placeNotes(open.length, open.filter((spot) => named.has(spot)).length, targets.some(({ paths }) => paths.length > 0)),
    ...staleReferences(targets, spots),
    ...parts.flatMap((part) => part.notes),
  ];
  const reasons = applying.length > 0 ? applying : parts;
  const reason = [
    reasons.map((part) => (reasons.length > 1 ? `${part.transform}: ${part.reason}` : part.reason)).join('; '),
    ...(isHeld && restless.length > 0 ? [`of its ${counted(subItems.length, 'sub-item')} ${restless.length === 1 ? 'one is' : `${restless.length} are`} not settled`] : []),
  ].join('; ');
  return {
    item,
    holdsAfter: (verdict === 'holds already' || verdict === 'fixed') && matches.some(({ direct }) => direct),
    report: {
      ...about(item), ...(tickedButOpen && { tickedButOpen }),
      transforms: matches.map(({ transform }) => transform), verdict, reason: tickedButOpen ? `ticked, but ${reason}` : reason,
      ...(notes.length > 0 && { notes }),
      evidence: evidenceOf(spots, named),
      fixes: sum(parts, (part) => part.fixes), unsafeFixes: sum(parts, (part) => part.unsafeFixes),
      ...(advice && { advice }),
    },
  };
}

/** What is to be tried or looked at: what the code says of it is half of the answer, and never ticks it. */
function verified(item: ChecklistItem, all: readonly Part[], topic: Recognised['topic']): Judged {
  const parts = all.filter(({ spots }) => spots.length > 0);
  const advice = topic?.advice ?? 'Try it on the running system.';
  if (parts.length === 0) return plain(item, 'needs a person', `${topic?.name ?? 'verification'}: not for code to answer`, advice);
  const tickedButOpen = item.checked === true && parts.some(({ isOpen, spots }) => isOpen && spots.some(({ holds }) => !holds));
  const reason = `the code: ${parts.map((part) => (parts.length > 1 ? `${part.transform}: ${part.reason}` : part.reason)).join('; ')}; whether it works there has to be tried`;
  return {
    item, holdsAfter: false,
    report: {
      ...about(item), ...(tickedButOpen && { tickedButOpen }), transforms: [], verdict: 'partly', reason: tickedButOpen ? `ticked, but ${reason}` : reason,
      evidence: evidenceOf(parts.flatMap(({ spots }) => spots), new Set()), fixes: 0, unsafeFixes: 0, advice,
    },
  };
}

/** What one transform says about an item. */
interface Part {
  readonly transform: string;
  readonly verdict: Verdict;
  readonly reason: string;
  readonly advice?: string;
  readonly notes: readonly string[];
  readonly spots: readonly (Spot & { readonly holds: boolean; readonly transform: string })[];
  /** Something is against it in the code, rather than in what the item says. */
  readonly isOpen: boolean;
  readonly fixes: number;
  readonly unsafeFixes: number;
}

function partOf({ transform, beyond: asked }: Match, standing: Standing | undefined, text: string): Part[] {
  if (!standing) return [];
  const { check, fixed, fixable, unsafe, manual, missing, holds, notServed, unused, right, kept, unread, unknown } = standing;
  const { met, difference } = compare(text, standing.exact, holds.map(({ message }) => message));
  const isThere = asked !== undefined && check?.wants === 'presence' && holds.some(({ message }) => covers(message, asked, met));
  const beyond = difference?.asked ?? (isThere ? undefined : asked) ?? openInProduction(text, holds) ?? (check?.wants === 'presence' ? undefined : notByAbsence(text, holds, right));
  const against = [...fixable, ...unsafe, ...manual];
  const ofOthers = check?.wants === 'absence' && missing.length === 0 ? onlyOthersOpen(text, against, holds) : undefined;
  const { verdict, reason } = ofOthers ?? (check?.wants === 'presence' ? ofPresence(standing) : ofAbsence(standing));
  // What was not found may be there in a shape that nobody here knows: that contradicts no tick.
  const isOpen = !ofOthers && verdict !== 'not applicable' && (against.length > 0 || missing.length > 0 || (check?.wants === 'presence' && holds.length === 0 && unused.length + notServed.length > 0));
  const isHeld = verdict === 'holds already' || verdict === 'fixed';
  const unseen = isHeld && check?.wants !== 'presence' ? [...unreadText(unread), ...unknown.map((language) => `${LANGUAGES[language] ?? language} code is not looked at for this`)] : [];
  const capped = beyond !== undefined && isHeld;
  return [{
    transform,
    verdict: capped || unseen.length > 0 ? 'partly' : verdict,
    reason: [
      reason,
      ...unseen,
      // Where nothing is there yet, how much of it there should be is no news.
      ...(beyond !== undefined && (isHeld || verdict === 'fixable' || holds.length > 0) ? [beyondText(beyond, difference?.found)] : []),
    ].join('; '),
    ...(check && !isHeld && verdict !== 'not applicable' && { advice: check.advice }),
    notes: kept > 0 ? [`${counted(kept, 'place')} ${kept === 1 ? 'is' : 'are'} kept by a comment in the code`] : [],
    spots: [
      ...[...fixed, ...against].map((spot) => ({ ...spot, holds: false, transform })),
      ...(holds.length === 0 ? unused.map((spot) => ({ ...spot, holds: false, transform })) : []),
      ...notServed.map(({ served, message, ...spot }) => ({ ...spot, message: `${message}, in another app than the one that is served (${served.path})`, holds: false, transform })),
      ...holds.map((spot) => ({ ...spot, holds: true, transform })),
      ...(isHeld && check?.wants !== 'presence' && holds.length === 0 && right ? [{ path: right.path, ...(right.line !== undefined && { line: right.line }), message: right.message, holds: true, transform }] : []),
    ],
    isOpen,
    fixes: fixed.length + fixable.length,
    unsafeFixes: unsafe.length,
  }];
}

function beyondText(beyond: string, found: string | undefined): string {
  if (tellsDefect(beyond) || /^no\b/i.test(beyond)) return `the line says “${beyond}”: look whether that is still so`;
  if (found !== undefined) return `the item says “${beyond}”, the code has ${found}`;
  return isQuality(beyond) ? `whether it is “${beyond}” is for a person to say` : `the item also asks for “${beyond}”: look at that`;
}

/** Where an item names its variables, those hold, and what is open is about others: that is not against what it says. */
function onlyOthersOpen(text: string, against: readonly Spot[], holds: readonly Spot[]): Opinion | undefined {
  const names = text.match(/\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b/g) ?? [];
  const held = holds.filter(({ message }) => names.some((name) => message.includes(`\`${name}\``)));
  const areHeld = names.every((name) => held.some(({ message }) => message.includes(`\`${name}\``)) && !against.some(({ message }) => message.toUpperCase().includes(name)));
  if (names.length === 0 || against.length === 0 || !areHeld) return undefined;
  return { verdict: 'partly', reason: `${spotsText(held)}; ${counted(against.length, 'place')} ${against.length === 1 ? 'is' : 'are'} open for other names` };
}

/** What an address or an allowlist has for a developer's machine, or from where nobody here can look: the value that production has shows it. */
function openInProduction(text: string, holds: readonly Spot[]): string | undefined {
  const first = (pattern: RegExp) => holds.flatMap(({ message }) => pattern.exec(message)?.[1] ?? [])[0];
  const unset = first(/the origins of (`\w+`), and `[^`]*` where it is not set/) ?? first(/the address comes from (`[\w.]+`), and is localhost where/) ?? first(/^(`[\w.]+`) is a setting that the environment changes; its default is localhost/);
  if (unset !== undefined) return `${unset.replaceAll('`', '')} set in production`;
  // That no list is open to everybody is shown by any list.
  if (/\bwildcards?\b|\*/.test(text) && !/\b(only|restrict\w*|specific|limited|exact|trusted|whitelist\w*|allowlist\w*|domains?)\b/i.test(text)) return undefined;
  if (!/\b(only|restrict\w*|specific|production|prod|limited|exact|trusted|whitelist\w*|allowlist\w*)\b/i.test(text)) return undefined;
  const local = first(/^(?:CORS lets in|sockets are open to) .*?(`[^`]*(?:localhost|127\.0\.0\.1)[^`]*`)/);
  if (local !== undefined) return `no ${local.replaceAll('`', '')} in production`;
  const elsewhere = first(/^(?:CORS lets in|sockets are open to) what (`[^`]*`) says/);
  return elsewhere && `the values of ${elsewhere.replaceAll('`', '')}`;
}

/** Statements of one language, which code of the other cannot show to be gone. */
const STATEMENTS: readonly (readonly [words: RegExp, language: RegExp])[] = [
  [/\bconsole(\.\w+| (logs?|statements?|calls?))\b/i, /\.[cm]?[jt]sx?$/], [/\bprint(\(\)?| (statements?|calls?))|\bprints\b/i, /\.pyw?$/],
];

/** What an item asks for that nothing shows where all there is to show is that something is gone. */
function notByAbsence(text: string, holds: readonly Spot[], right: Spot | undefined): string | undefined {
  if (holds.length > 0 || !right) return undefined;
  const [words] = STATEMENTS.find(([pattern, path]) => pattern.test(text) && !path.test(right.path)) ?? [];
  const isThereAsked = /\b(from|in|via|through|using|as) (the )?env(ironment)?\b/i.test(text) && !/\b(no|not|never|without|remove\w*|hard-?coded|don['’]?t|avoid)\b/i.test(text);
  return words ? words.exec(text)![0] : isThereAsked ? 'environment' : undefined;
}

const LANGUAGES: { readonly [id: string]: string } = { python: 'Python', javascript: 'JavaScript' };

function unreadText([first, ...others]: readonly string[]): string[] {
  if (first === undefined) return [];
  return [`${first} could not be read${others.length > 0 ? `, nor ${counted(others.length, 'other file')}` : ''}`];
}

interface Opinion { readonly verdict: Verdict; readonly reason: string }

/** Something is to be gone: places that a rewrite changes, or that a check finds wrong. */
function ofAbsence({ fixed, fixable, unsafe, manual, missing, holds, right, unused, servedFiles, notApplicable }: Standing): Opinion {
  const looked = `${counted(servedFiles, 'file')} of server and library code`;
  const hasFix = fixed.length + fixable.length + unsafe.length > 0;
  const person = manual.length + missing.length > 0;
  const reason = placesReason({ fixed: fixed.length, fixable: fixable.length, unsafe: unsafe.length, manual: manual.length }) || missing[0] || '';
  if (hasFix && person) return { verdict: 'partly', reason };
  if (person) return { verdict: 'needs a person', reason };
  if (fixable.length + unsafe.length > 0) return { verdict: 'fixable', reason };
  if (fixed.length > 0) return { verdict: 'fixed', reason };
  if (notApplicable !== undefined) return { verdict: 'not applicable', reason: notApplicable };
  if (unused.length > 0) return { verdict: 'needs a person', reason: spotsText(unused) };
  if (holds.length > 0) return { verdict: 'holds already', reason: spotsText(holds) };
  if (right) return { verdict: 'holds already', reason: spotsText([right]) };
  return { verdict: 'needs a person', reason: `nothing against it was found in ${looked}, and nothing that shows it either: not found by what checkmod knows` };
}

/** Something is to be there. */
function ofPresence({ fixed, fixable, unsafe, manual, missing, holds, notServed, unused, lacking, notApplicable, isOfRepository }: Standing): Opinion {
  const against = placesReason({ fixed: fixed.length, fixable: fixable.length, unsafe: unsafe.length, manual: manual.length }) || missing[0];
  if (holds.length === 0) {
    if (notApplicable !== undefined) return { verdict: 'not applicable', reason: notApplicable };
    const [other] = notServed;
    const unserved = other && `${spotsText(notServed)}, but ${other.served.startedBy === undefined ? 'what is served' : `what ${other.served.startedBy} starts`} is ${other.served.path}`;
    return { verdict: 'needs a person', reason: against ?? unserved ?? (unused.length > 0 ? spotsText(unused) : undefined) ?? (isOfRepository ? 'not found by what checkmod knows of this, in the code and in the files around it' : undefined) ?? `not found ${lacking.length > 1 ? `in ${packagesText(lacking)} ` : 'in the server code '}by what checkmod knows of this` };
  }
  const seen = spotsText(holds);
  if (against !== undefined) return { verdict: 'partly', reason: `${seen}; ${against}` };
  if (lacking.length > 0) return { verdict: 'partly', reason: `${seen}; nothing of the kind in ${packagesText(lacking)}` };
  return { verdict: 'holds already', reason: seen };
}

/** `4 places can be fixed, 2 need --unsafe, 1 needs a person`. */
function placesReason({ fixed, fixable, unsafe, manual }: { readonly [kind in 'fixed' | 'fixable' | 'unsafe' | 'manual']: number }): string {
  const kinds: readonly (readonly [number, string, string])[] = [
    [fixed, 'is fixed', 'are fixed'], [fixable, 'can be fixed', 'can be fixed'], [unsafe, 'can be fixed with --unsafe', 'can be fixed with --unsafe'], [manual, 'needs a person', 'need a person'],
  ];
  const told = kinds.filter(([n]) => n > 0);
  return told.map(([n, one, many], i) => `${i === 0 ? counted(n, 'place') : n.toLocaleString('en-US')} ${n === 1 ? one : many}`).join(', ');
}

function spotsText(spots: readonly Spot[]): string {
  const [{ message, path, line } = { message: '', path: '', line: undefined }] = spots;
  const place = `${path}${line === undefined ? '' : `:${line}`}`;
  return `${message.includes(path) ? message : `${message} (${place})`}${spots.length > 1 ? ` and ${counted(spots.length - 1, 'more place')}` : ''}`;
}

function packagesText(names: readonly string[]): string {
  return names.length > 3 ? `${names.slice(0, 2).join(', ')} and ${names.length - 2} more packages` : names.join(names.length === 2 ? ' and ' : ', ');
}

function placeNotes(open: number, where: number, isNamed: boolean): string[] {
  if (!isNamed || open === 0 || where === open) return [];
  return [where === 0 ? `${open === 1 ? 'the place is not' : `none of the ${open} places is`} where the item says` : `${where} of ${open} places ${where === 1 ? 'is' : 'are'} where the item says`];
}

/** What applies to nothing here does not count beside what does. */
function combine(verdicts: readonly Verdict[]): Verdict {
  const counted = new Set(verdicts.filter((verdict) => verdict !== 'not applicable'));
  if (counted.size === 0) return 'not applicable';
  if (counted.size === 1) return [...counted][0]!;
  const only = (...allowed: Verdict[]) => [...counted].every((verdict) => allowed.includes(verdict));
  if (only('holds already', 'fixed')) return 'fixed';
  if (only('holds already', 'fixed', 'fixable')) return 'fixable';
  return 'partly';
}

/** An item without words of its own that say anything groups those below it. A person ticks it. */
function ofSubItems(item: ChecklistItem, subItems: readonly Judged[]): Judged {
  const verdicts = subItems.map(({ report }) => report.verdict);
  if (verdicts.every((verdict) => verdict === 'not recognised')) return plain(item, 'not recognised', 'no transform or check is known for this');
  const known = combineGroup(verdicts);
  return { ...plain(item, known, `see its ${counted(subItems.length, 'sub-item')}`), holdsAfter: undefined };
}

function combineGroup(verdicts: readonly Verdict[]): Verdict {
  const hasUnknown = verdicts.includes('not recognised');
  const verdict = combine(verdicts.filter((each) => each !== 'not recognised'));
  return hasUnknown && SETTLED.includes(verdict) ? 'partly' : verdict;
}

function plain(item: ChecklistItem, verdict: Verdict, reason: string, advice?: string): Judged {
  return { item, holdsAfter: false, report: { ...about(item), transforms: [], verdict, reason, evidence: [], fixes: 0, unsafeFixes: 0, ...(advice !== undefined && { advice }) } };
}

function about({ line, text, heading, parent, severity, checked }: ChecklistItem): Pick<ItemReport, 'line' | 'text' | 'heading' | 'parent' | 'severity' | 'checked'> {
  return { line, text, heading, ...(parent !== undefined && { parent }), ...(severity && { severity }), ...(checked !== undefined && { checked }) };
}

/** Places the item names first, then what is against it, each by path. */
function evidenceOf<S extends Part['spots'][number]>(spots: readonly S[], named: ReadonlySet<S>): Evidence[] {
  const rank = (spot: S) => (named.has(spot) ? 0 : 2) + (spot.holds ? 1 : 0);
  return [...spots]
    .sort((a, b) => rank(a) - rank(b) || (a.path < b.path ? -1 : a.path > b.path ? 1 : 0) || (a.line ?? 0) - (b.line ?? 0))
    .map((spot) => ({ ...spot, ...(named.has(spot) && { referenced: true }) }));
}

function sum<T>(list: readonly T[], of: (each: T) => number): number {
  return list.reduce((total, each) => total + of(each), 0);
}

function counted(n: number, noun: string): string {
  return `${n.toLocaleString('en-US')} ${noun}${n === 1 ? '' : 's'}`;
}

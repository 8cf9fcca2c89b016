import { severityOfHeading, withoutEmoji } from './marks.ts';
import type { Severity } from './types.ts';

/** A part of the document under one heading, or under a line in bold that stands for one. */
export interface Section {
  readonly title: string;
  readonly depth: number;
  readonly line: number;
  readonly above: Section | undefined;
  /** What stands in front of a list: `**Files to Update:**`; it is no heading. */
  readonly label?: string;
}

/** Headings of what informs and asks for nothing. */
const INFORMS = /^(?:\d+[.)]\s*)?(?:the\s+)?(?:scope|notes?|important notes?|(?:executive |final |quick )?summary|overview|introduction|background|(?:estimated )?timeline.*|references?|(?:additional |helpful |useful )?(?:resources|links)|related.*|see also|quick (?:reference|links|commands|start)|current (?:status|state)|(?:overall |project )?status|legend|key|about.*|appendix.*|(?:emergency )?contacts?(?: information)?|glossary|support(?: contacts?)?|changelog|history|(?:table of )?contents|toc|conclusion|purpose|how to use.*|architecture(?: overview)?|tech(?:nology)? stack|files? (?:created|changed|modified|added).*|documentation(?: links| files| references)?|sign-?off|key (?:metrics|files|contacts|features)|estimated .*|metrics summary|costs?(?: .*)?|pricing|examples?|usage|api endpoints|endpoints|troubleshooting.*|common (?:issues|problems).*|(?:recommended |deployment |hosting )?platforms|(?:useful |quick )?commands|test (?:accounts|cards|credentials)|team|revision history|verdict|strengths|project structure|features|credits|license|assumptions|definitions|rating.*|score.*|approvals?|version(?: history)?|what (?:works|is|was|we).*|why .*)$|\b(?:notes|summary|overview)$/iu;
/** Headings of what repeats or explains the marks of others. */
const SUMS_UP = /^(?:legend|key|why .*|verdict|conclusion|rating.*|score.*|strengths)$|\bsummary$/iu;
/** Headings and labels of what is asked for, also where it has no boxes. */
const ASKS = /next steps?|\bto-?dos?\b|action|\brequired\b|remaining|\btasks?\b|\bfix(?:es)?\b|recommendations?|recommended (?:actions|fixes|changes|improvements)|immediate|\bmust\b|\bshould\b|\bbefore\b|improve|checklist|additions|\bgaps?\b|missing|\bissues?\b|blockers?|files? to (?:update|create|modify|change|edit|add)|priorit|hardening|requirements?|outstanding|pending|not (?:yet )?(?:done|implemented|started)|what(?:'s| is) left|in progress|to be (?:done|implemented|fixed)|nice to have|enhancements?|hinzufügen|pendientes?|à faire|yapılacak/iu;
/** Labels of files that belong to the items above, not to be worked on one by one. */
const REFERS = /^(?:(?:example|related|affected|relevant|key|see|main)\s+)?(?:references?|refs?|files?|locations?|where|affected|see also|sources?|code|paths?)\s*[:：]?$|^files? (?:to (?:update|create|modify|change|edit|add|touch|check|review)|affected|involved|changed)/iu;
/** Labels too general to tell where an item belongs. */
const GENERAL = /^(?:required|tasks?|to-?dos?|items?|actions?|action items|checklist|steps?|requirements?|needed|what to do|fix(?:es)?|status|current state|remaining)$/iu;

export const bare = (title: string): string => withoutEmoji(title.replace(/[*_]{1,3}/g, '')).replace(/^\d+(?:\.\d+)*[.)]\s*/, '').replace(/\s*\([^)]*\)\s*$/, '').replace(/[:：]\s*$/, '').trim();

export const informs = (title: string): boolean => INFORMS.test(bare(title));
/** Not even what it marks is asked for. */
export const sumsUp = (title: string | undefined): boolean => title !== undefined && SUMS_UP.test(bare(title));
export const asks = (title: string): boolean => ASKS.test(title) && !informs(title);
export const refers = (label: string): boolean => REFERS.test(bare(label));
/** `References: api/main.py`: it only says where. */
export const isReferenceLine = (text: string): boolean => /[:：]/u.test(text) && refers(text.replace(/[:：].*$/u, ''));
export const isGeneral = (label: string): boolean => GENERAL.test(bare(label)) || refers(label);

export function sectionsAbove(section: Section | undefined): Section[] {
  const above: Section[] = [];
  for (let each = section; each !== undefined; each = each.above) above.unshift(each);
  return above;
}

/** Nothing in it is asked for: it or one that it is part of says so. A first-level heading speaks only for what is right under it. */
export const isInforming = (section: Section | undefined, says: (title: string) => boolean = informs): boolean => sectionsAbove(section).some((each) => (each.depth > 1 || each === section) && says(each.title));

/** `Security > CORS`, without the title of the document where there is anything else. */
export function headingOf(section: Section | undefined, title: Section | undefined): string {
  const above = sectionsAbove(section);
  return (above.length > 1 && above[0] === title ? above.slice(1) : above).map((each) => withoutEmoji(each.title)).filter((each) => each !== '').join(' > ');
}

export function severityOf(section: Section | undefined, title: Section | undefined): Severity | undefined {
  return sectionsAbove(section).filter((each) => each !== title).reverse().map((each) => severityOfHeading(each.title)).find((severity) => severity !== undefined);
}

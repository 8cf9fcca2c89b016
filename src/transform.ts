import type { Docs } from './languages/docs.ts';
import type { Doc, LanguageId, ProjectView, RepositoryView } from './languages/types.ts';
import type { Finding, Json, RepositoryFinding, Span, Zone } from './types.ts';

/** The rule of a transform for one language. It finds and describes; it never edits, prints or reads the disk. */
export interface Rule<D extends Doc = Doc> {
  /** A necessary condition on the text: a file that fails it has no site and is never parsed for this rule. */
  readonly prefilter: RegExp;
  /**
   * Facts about this file that the rule needs when it looks at other files; merged over the repository in path order. Asked
   * for where the rule has a file to look at, of the code a server may run and of the zones the transform looks at.
   */
  readonly collect?: {
    readonly prefilter: RegExp;
    facts(doc: D, project: ProjectView): Json | undefined;
  };
  sites(doc: D, project: ProjectView): Iterable<Finding>;
}

/** Words that ask for a transform: a phrase, such as `no {secret} in {code}` over the concepts of `src/checklist/vocabulary`, or a regular expression. */
export type Cue = string | RegExp;

export interface Meta {
  /** The folder's name, the `-t` value, the suppression name and the key in every report. */
  readonly id: string;
  readonly title: string;
  /** Why a team asks for it: one or two sentences, shown by `checkmod explain`. */
  readonly why: string;
  /** A checklist line that matches one of these asks for the transform. */
  readonly cues: readonly Cue[];
  /** Wordings that hold a cue and ask for something else. */
  readonly notCues?: readonly Cue[];
  /** What a line may say when the item above it, or its heading, already matches a cue: `Not using * in production` under `CORS`. */
  readonly subCues?: readonly Cue[];
  /** What a line may say under such a heading or item: `Sensitive data filtering` under `Logging`. */
  readonly cuesUnder?: readonly (readonly [above: RegExp, cue: Cue])[];
  /** Headings and parents under which a cue is about something else. */
  readonly notUnder?: readonly RegExp[];
  /** Zones whose files are looked at; `server` and `library` if absent. */
  readonly zones?: readonly Zone[];
  /** What server code holds that has something of the kind at all; where none does, an item that asks for this does not apply. All servers if absent. */
  readonly about?: RegExp;
  /** What code that does it right holds, of a transform after which something is gone: what holds by being absent is shown by it. */
  readonly right?: RegExp;
  /** What an item may name of it exactly, and the messages of evidence with it: `100 requests per minute`, `X-Frame-Options: DENY`, `INFO`, `argon2`. */
  readonly exact?: 'rate' | 'header' | 'level' | 'algorithm';
  /** Codes of other tools whose `noqa`, `nosec` or `eslint-disable` for this problem keeps a place as it is. */
  readonly respects?: readonly string[];
}

/** What makes a transform a check: its rules find what is there and what is wrong, and rewrite nothing. */
export interface Check {
  /** The item wants something to be there (a limiter), or something to be gone (a debug flag). */
  readonly wants: 'presence' | 'absence';
  /** What to do where the item does not hold, in one sentence. */
  readonly advice: string;
}

export interface Transform extends Meta {
  readonly check?: Check;
  /** By language, each rule or the module that holds it: a run loads the rules of the languages it meets. */
  readonly rules: { readonly [L in LanguageId]?: Rule<Docs[L]> | (() => Promise<{ readonly [K in L]: Rule<Docs[L]> }>) };
  /** What the repository as a whole says, once all files are known: a file that is missing, a line in `.gitignore`. */
  repository?(view: RepositoryView): Iterable<RepositoryFinding>;
}

/** A transform with its rules at hand: those of the languages it was loaded for. */
export interface LoadedTransform extends Transform {
  readonly rules: { readonly [L in LanguageId]?: Rule<Docs[L]> };
}

/** A place a check points at, and what it says there. */
export interface Place extends Span {
  readonly message: string;
  /** The wanted thing is written there, and nothing puts it to use. */
  readonly unused?: boolean;
}

/**
 * The rule of a check: places that show the wanted thing, and places that are against it. It looks at server and library
 * code, and at what `settings` names where the check takes in further zones: `next.config.js` is a tool's configuration.
 */
export function checkRule<D extends Doc>(
  { prefilter, settings, everywhere = false, evidence, problems }: {
    readonly prefilter: RegExp;
    readonly settings?: RegExp;
    /** Problems count in all zones of the transform, not in what is served alone. */
    readonly everywhere?: boolean;
    evidence?(doc: D, project: ProjectView): Iterable<Place>;
    problems?(doc: D, project: ProjectView): Iterable<Place>;
  },
): Rule<D> {
  return {
    prefilter,
    * sites(doc, project) {
      const isServed = project.zone === 'server' || project.zone === 'library' || (settings?.test(doc.path) ?? false);
      if (!isServed && !everywhere) return;
      const shown = isServed ? [...evidence?.(doc, project) ?? []] : [];
      for (const { start, end, message } of shown) yield { span: { start, end }, message, reason: message, evidence: true };
      for (const { start, end, message } of isServed && shown.length === 0 ? evidence?.(doc, { ...project, everythingIsUsed: true }) ?? [] : []) {
        const said = `${message}, but nothing puts it to use`;
        yield { span: { start, end }, message: said, reason: said, unused: true };
      }
      for (const { start, end, message, unused } of problems?.(doc, project) ?? []) yield { span: { start, end }, message, reason: message, ...(unused && { unused }) };
    },
  };
}

/** Types a transform; the identity function at run time. */
export function defineTransform(transform: LoadedTransform): LoadedTransform;
export function defineTransform(transform: Transform): Transform;
export function defineTransform(transform: Transform): Transform {
  return transform;
}

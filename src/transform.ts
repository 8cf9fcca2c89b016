import type { Doc, Docs, ProjectView } from './languages/types.ts';
import type { Finding, Json, Zone } from './types.ts';

/** The rule of a transform for one language. It finds and describes; it never edits, prints or reads the disk. */
export interface Rule<D extends Doc = Doc> {
  /** A necessary condition on the text: a file that fails it has no site and is never parsed for this rule. */
  readonly prefilter: RegExp;
  /** Facts about this file that the rule needs when it looks at other files; merged over the repository in path order. */
  readonly collect?: {
    readonly prefilter: RegExp;
    facts(doc: D, project: ProjectView): Json | undefined;
  };
  sites(doc: D, project: ProjectView): Iterable<Finding>;
}

export interface Meta {
  /** The folder's name, the `-t` value, the suppression name and the key in every report. */
  readonly id: string;
  readonly title: string;
  /** Why a team asks for it: one or two sentences, shown by `checkmod explain`. */
  readonly why: string;
  /** A checklist line that matches one of these asks for the transform. */
  readonly cues: readonly RegExp[];
  /** Zones whose files are looked at; `server` and `library` if absent. */
  readonly zones?: readonly Zone[];
  /** Codes of other tools whose `noqa`, `nosec` or `eslint-disable` for this problem keeps a place as it is. */
  readonly respects?: readonly string[];
}

export interface Transform extends Meta {
  readonly rules: { readonly [L in keyof Docs]?: Rule<Docs[L]> };
}

/** Types a transform; the identity function at run time. */
export function defineTransform(transform: Transform): Transform {
  return transform;
}

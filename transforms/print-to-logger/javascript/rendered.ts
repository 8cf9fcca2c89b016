import type { LogLine } from '../../../src/languages/javascript/log-line.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import type { Secrets } from '../../../src/languages/javascript/secrets.ts';
import type { NodeOf } from '../../../src/languages/javascript/tree.ts';
import type { LogForm } from '../../../src/languages/types.ts';
import type { Redaction } from './redact.ts';

/** What the arguments of a `console` call say. */
export interface Rendered {
  readonly line: LogLine;
  /** The text as read for its level, `{}` for values. */
  readonly text: string;
  /** A level tag that was taken away. */
  readonly tag?: string;
  readonly redacted: readonly Redaction[];
  readonly error?: NodeOf<'Identifier'>;
}

/** A file, and what the line of a call there may be. */
export interface Source {
  readonly doc: JavaScriptDoc;
  readonly secrets: Secrets;
  readonly form: LogForm;
  /** Whether the logger writes nothing of values behind a text. */
  readonly losesValues: boolean;
  /** Whether the level of a tag may become that of the line. */
  readonly takesTag: (tag: string) => boolean;
  /** Whether a text keeps the colon it leads over to its values with. */
  readonly keepsColon: boolean;
  /** The keys of the fields of the file's log lines. */
  readonly lineKeys: ReadonlySet<string>;
}

/** Why a call stays. */
export type Left = { readonly reason: string };

/** Whether the details have a key of their own for an error. */
export function hasErrorKey({ details }: LogLine): boolean {
  return details !== undefined && /(^|[\s,{])(err|error)\s*([:,]|$)/.test(details);
}

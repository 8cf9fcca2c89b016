import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import type { Fix, Log, Result } from 'sarif';

/** The official schema is of a draft whose keywords Ajv still reads; only its name and its id it does not know. */
const { $schema: _, id: __, ...schema } = createRequire(import.meta.url)('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json') as { readonly [key: string]: unknown };
const isUri = (text: string) => /^[\w.~:/?#[\]@!$&'()*+,;=%-]*$/.test(text) && !/%(?![0-9A-F]{2})/i.test(text);
const validate = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false, formats: { uri: isUri, 'uri-reference': isUri, 'date-time': true } }).compile(schema);

export function sarifErrors(log: unknown): readonly unknown[] {
  validate(log);
  return validate.errors ?? [];
}

export function resultsIn(log: Log): Result[] {
  return log.runs.flatMap(({ results = [] }) => results);
}

/** The files as a fix leaves them; one that is not there is made. Each replacement is of the text as it was. */
export function applyFixes(files: { readonly [path: string]: string }, fixes: readonly Fix[]): { [path: string]: string } {
  const after = { ...files };
  const changes = new Map<string, Map<string, Fix['artifactChanges'][number]['replacements'][number]>>();
  for (const { artifactLocation, replacements } of fixes.flatMap(({ artifactChanges }) => artifactChanges)) {
    const path = decodeURIComponent(artifactLocation.uri!);
    const own = changes.get(path) ?? new Map();
    for (const each of replacements) own.set(JSON.stringify(each), each);
    changes.set(path, own);
  }
  for (const [path, replacements] of changes) {
    let text = files[path] ?? '';
    const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
    const edits = [...replacements.values()].map(({ deletedRegion: { startLine, startColumn, endLine, endColumn }, insertedContent }) => ({
      start: starts[startLine! - 1]! + startColumn! - 1, end: starts[endLine! - 1]! + endColumn! - 1, text: insertedContent?.text ?? '',
    })).sort((a, b) => b.start - a.start);
    for (const edit of edits) text = text.slice(0, edit.start) + edit.text + text.slice(edit.end);
    after[path] = text;
  }
  return after;
}

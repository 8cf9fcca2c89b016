import { isProofName } from '../../../src/languages/secret-names.ts';
import { lineOf } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import type { ProjectView } from '../../../src/languages/types.ts';
import type { Slot } from '../slots.ts';

export const SLOT_TEXT = /UUID|Uuid|max_length|String\(|CHAR\b|Char\(/;
const UUID_TYPE = /\b(UUID[1-8]?|UUIDField|Uuid|GUID)\b/;
const LENGTH = /\b(?:String|Unicode|VARCHAR|CHAR|Varchar)\(\s*(?:length\s*=\s*)?(\d+)|\bmax_length\s*=\s*(\d+)/;
/** `token VARCHAR(36)` in SQL, and `Column("token", String(36))`. */
const IN_TEXT = /\b(\w+)\s+(?:(UUID)\b|(?:N?VAR)?CHAR(?:ACTER VARYING)?\s*\(\s*(\d+)\s*\))|Column\(\s*["'](\w+)["']\s*,\s*(?:[\w.]*(UUID)|[\w.]*String\(\s*(?:length\s*=\s*)?(\d+))/gi;

/** What the secrets of this file are kept in. */
export function slotsOf(doc: PythonDoc, project: ProjectView): Slot[] {
  if (!SLOT_TEXT.test(doc.text)) return [];
  return [...fields(doc), ...textual(doc)].filter(({ name, uuid, length }) => (uuid || length !== undefined) && isProofName(name, project.options));
}

function* fields(doc: PythonDoc): Generator<Slot> {
  for (const node of doc.root.descendants('assignment', 'typed_parameter', 'typed_default_parameter')) {
    const target = node.kind === 'assignment' ? node.field('left') : node.field('name') ?? node.named[0];
    if (target?.kind !== 'identifier' || (node.kind === 'assignment' && !node.closest('class_definition'))) continue;
    if (node.kind === 'assignment' && node.closest('function_definition', 'class_definition')!.kind !== 'class_definition') continue;
    yield slot(doc, target.text, node.start, UUID_TYPE.test(node.text), LENGTH.exec(node.text));
  }
}

function* textual(doc: PythonDoc): Generator<Slot> {
  for (const match of doc.text.matchAll(IN_TEXT)) {
    yield slot(doc, match[1] ?? match[4]!, match.index, !!(match[2] ?? match[5]), [match[0], (match[3] ?? match[6])!]);
  }
}

function slot(doc: PythonDoc, name: string, at: number, uuid: boolean, length: readonly (string | undefined)[] | null): Slot {
  const most = length?.[1] ?? length?.[2];
  return { name, line: lineOf(doc, at), uuid, ...(most !== undefined && { length: Number(most) }) };
}

import { enclosingClass, keyName, lineOf, textOf } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import { isProofName } from '../../../src/languages/secret-names.ts';
import type { ProjectView } from '../../../src/languages/types.ts';
import type { Slot } from '../slots.ts';

export const SLOT_TEXT = /^(?=[\s\S]*?(?:token|secret|pass|pwd|key|otp|code))(?=[\s\S]*?(?:\buuid\b|isuuid|char\b|char\(|maxlength|\blength:\s*\d|@Length\(|\.(?:max|length)\(\s*\d|STRING\(\s*\d|\btype:\s*String\b|:\s*String\b|\bDataTypes?\.|@Column|@Prop\(|\btext\())/i;
const UUID_TYPE = /\b(DataTypes?|Sequelize)\.UUID\b|\.uuid\(\)|\buuid\(\s*['"`]|type:\s*['"]uuid['"]|@Column\(\s*['"]uuid['"]|@IsUUID\(|format:\s*['"]uuid['"]/;
const LENGTH = /\b(?:STRING|CHAR)\(\s*(\d+)\s*\)|\blength:\s*(\d+)|\bmaxlength:\s*\[?\s*(\d+)|\.max\(\s*(\d+)|\.length\(\s*(\d+)|\b@(?:MaxLength|Length)\(\s*(?:\d+\s*,\s*)?(\d+)/i;
/** Text of any length, or of so many characters that a token always fits. */
const ANY_TEXT = /\b(?:DataTypes?|Sequelize)\.(?:STRING|TEXT)\b(?!\()|\btype:\s*String\b|^String$|^(?:text|varchar)\(\s*['"`]\w+['"`]\s*\)|@Column\(\s*(?:['"](?:text|varchar)['"]|\{(?![^}]*\btype:)|\))|@Prop\(/;
/** `token VARCHAR(36)` and `token TEXT` in SQL. */
const IN_TEXT = /\b(\w+)\s+(?:(UUID)\b|TEXT\b(?=\s*(?:[,)\n]|NOT\b|UNIQUE\b|PRIMARY\b|DEFAULT\b))|(?:N?VAR)?CHAR(?:ACTER VARYING)?\s*\(\s*(\d+)\s*\))/gi;

/** What the secrets of this file are kept in: columns, fields of schemas, properties with decorators, SQL. */
export function slotsOf(doc: JavaScriptDoc, project: ProjectView): Slot[] {
  return SLOT_TEXT.test(doc.text) ? [...fields(doc), ...textual(doc)].filter(({ name }) => isProofName(name, project.options)) : [];
}

function* fields(doc: JavaScriptDoc): Generator<Slot> {
  for (const property of doc.tree.all('ObjectProperty')) {
    const name = keyName(property);
    if (name === undefined || !['ObjectExpression', 'CallExpression', 'Identifier', 'MemberExpression'].includes(property.value.type)) continue;
    yield* slot(doc, name, property.start!, textOf(doc, property.value));
  }
  for (const property of doc.tree.all('ClassProperty')) {
    const name = keyName(property);
    const decorators = (property.decorators ?? []).map((each) => textOf(doc, each)).join('\n');
    if (name !== undefined && decorators !== '' && enclosingClass(doc.tree, property)) yield* slot(doc, name, property.start!, decorators);
  }
}

function* textual(doc: JavaScriptDoc): Generator<Slot> {
  for (const match of doc.text.matchAll(IN_TEXT)) {
    yield { name: match[1]!, line: lineOf(doc, match.index), uuid: !!match[2], ...(match[3] !== undefined && { length: Number(match[3]) }) };
  }
}

function* slot(doc: JavaScriptDoc, name: string, at: number, text: string): Generator<Slot> {
  const most = LENGTH.exec(text)?.slice(1).find((each) => each !== undefined);
  const uuid = UUID_TYPE.test(text);
  if (uuid || most !== undefined || ANY_TEXT.test(text)) yield { name, line: lineOf(doc, at), uuid, ...(most !== undefined && { length: Number(most) }) };
}

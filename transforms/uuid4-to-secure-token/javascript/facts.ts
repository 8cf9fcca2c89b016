import { isCall, propertyName, stringValue } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import type { ProjectView } from '../../../src/languages/types.ts';
import type { Json } from '../../../src/types.ts';
import { SLOT_TEXT, slotsOf } from './columns.ts';

/** Files that may hold a column, and those that make tokens of random bytes. */
export const FACT_TEXT = new RegExp(`${SLOT_TEXT.source}|^(?=[\\s\\S]*\\brandomBytes\\()`, 'i');

/** How many random bytes a token has, and how it is written. */
export interface TokenForm {
  readonly bytes: number;
  readonly encoding: string;
}

/** What other files need to know of this one. */
export function factsOf(doc: JavaScriptDoc, project: ProjectView): Json | undefined {
  const slots = slotsOf(doc, project);
  const tokens = tokenForms(doc);
  if (slots.length === 0 && tokens.length === 0) return undefined;
  return { dir: project.package.dir, ...(slots.length > 0 && { slots }), ...(tokens.length > 0 && { tokens }) } as unknown as Json;
}

/** Whether the file, or else its package, makes its tokens of 32 bytes or more, and writes them in base64url. */
export function habitOf({ path, package: { dir }, collected }: ProjectView): { readonly isLong: boolean; readonly isBase64: boolean } {
  const files = collected.map((each) => ({ path: each.path, ...(each.facts as unknown as { readonly dir: string; readonly tokens?: readonly TokenForm[] }) }));
  const own = files.find((each) => each.path === path)?.tokens ?? [];
  const tokens = own.length > 0 ? own : files.filter((each) => each.dir === dir).flatMap((each) => each.tokens ?? []);
  const long = tokens.filter(({ bytes }) => bytes >= 32);
  return { isLong: long.length > 0 && long.length * 2 >= tokens.length, isBase64: tokens.length > 0 && tokens.every(({ encoding }) => encoding === 'base64url') };
}

/** `randomBytes(32).toString('hex')`, of 16 bytes or more: fewer are a salt, a short name. */
function tokenForms(doc: JavaScriptDoc): TokenForm[] {
  return doc.tree.all('CallExpression').flatMap((call) => {
    const made = call.callee.type === 'MemberExpression' && propertyName(call.callee) === 'toString' ? call.callee.object : undefined;
    if (!isCall(made) || !/^crypto:(default\.)?randomBytes$/.test(doc.scopes.qualifiedName(made.callee) ?? '')) return [];
    const [size] = made.arguments;
    const encoding = stringValue(call.arguments[0]);
    return size?.type === 'NumericLiteral' && size.value >= 16 && encoding !== undefined ? [{ bytes: size.value, encoding }] : [];
  });
}

import { withTakes } from '../../languages/javascript/logger-libraries.ts';
import type { ErrorField, LoggerShape } from '../../languages/types.ts';
import { mostCommon } from '../python/counts.ts';
import { TEXT } from './logger-calls.ts';

/** How the calls of a logger give errors: as they are behind the text, under a key, or their text under a key. */
interface ErrorHabits {
  readonly bare: number;
  readonly wholes: readonly string[];
  readonly texts: readonly string[];
  readonly field?: ErrorField;
}

const ERROR = String.raw`(?:e|ex|err|error|exception|\w+(?:Err|Error))`;
const CAST = String.raw`(?:\s+as\s+[\w.]+)?`;
const BARE = new RegExp(String.raw`^\s*,\s*${ERROR}${CAST}\s*[,)]`);
const FIELDS = /^\s*,\s*\{([^{}]*)\}/;
const TEXT_FIELD = new RegExp(String.raw`(?:^|,)\s*(\w+)\s*:\s*(?:${ERROR}\s+instanceof\s+Error\s*\?\s*)?\(?\s*${ERROR}${CAST}\s*\)?\??\.message\b`);
const WHOLE_FIELD = new RegExp(String.raw`(?:^|,)\s*(?:(\w+)\s*:\s*)?(${ERROR})${CAST}\s*(?:,|$)`);
/** Of the calls that give an error, as many have to agree on one form, and not one call alone. */
const AGREED = 0.75;
const FEWEST = 2;

/** The shape with errors given as the project's own calls do, for a logger whose definition leaves that open. */
export function withErrorHabits(shape: LoggerShape, isWalked: boolean, files: readonly { readonly name: string; readonly text: string }[]): LoggerShape {
  const isOpen = isWalked || Object.values(shape.takes ?? {}).some((takes) => takes === 'plain' || takes === 'record');
  if (!isOpen || shape.form !== 'message-first') return shape;
  const { bare, wholes, texts, field } = habitsIn(files, shape.methods.filter((method) => !shape.parameters?.[method]));
  const errorField = field && { errorField: field };
  if (!isWalked) return { ...shape, ...errorField };
  const isAgreed = (calls: number) => calls >= FEWEST && calls >= AGREED * (bare + wholes.length + texts.length);
  if (isAgreed(bare)) return shape;
  if (isAgreed(wholes.length)) return { ...withTakes(shape, 'record'), ...errorField };
  return { ...withTakes(shape, 'plain'), errorField: field ?? { key: 'error', hasStack: true } };
}

function habitsIn(files: readonly { readonly name: string; readonly text: string }[], methods: readonly string[]): ErrorHabits {
  let bare = 0;
  let stacks = 0;
  const wholes: string[] = [];
  const texts: string[] = [];
  for (const { name, text } of files) {
    const call = new RegExp(String.raw`(?<![\w$])${name.replaceAll('$', '\\$')}\.(?:${methods.join('|')})\(\s*${TEXT}`, 'g');
    for (const match of text.matchAll(call)) {
      const rest = text.slice(match.index + match[0].length, match.index + match[0].length + 400);
      const fields = FIELDS.exec(rest)?.[1];
      const asText = fields === undefined ? undefined : TEXT_FIELD.exec(fields);
      const whole = fields === undefined ? undefined : WHOLE_FIELD.exec(fields);
      if (BARE.test(rest)) bare += 1;
      else if (asText) texts.push(asText[1]!);
      else if (whole) wholes.push(whole[1] ?? whole[2]!);
      if (asText && /\bstack\s*:/.test(fields!)) stacks += 1;
    }
  }
  const key = mostCommon(texts) ?? mostCommon(wholes);
  return { bare, wholes, texts, ...(key !== undefined && { field: { key, hasStack: stacks * 2 > texts.length } }) };
}

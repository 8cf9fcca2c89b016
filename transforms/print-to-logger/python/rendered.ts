import { argumentsOf, lineOf, literalText } from '../../../src/languages/python/nodes.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import { renderArguments } from './arguments.ts';
import { opensLineOf, shownTogether } from './blocks.ts';
import { formAt, isConsole, leftReason, type File } from './file.ts';
import type { Left, Rendered } from './form.ts';

/** By file, not by print alone: what a print becomes depends on the logger of the package. */
const known = new WeakMap<File, Map<PyNode, Rendered | Left>>();

/** A print as the arguments of a log call, or why it cannot be one. */
export function renderedAt(file: File, print: PyNode): Rendered | Left {
  let prints = known.get(file);
  if (!prints) known.set(file, (prints = new Map()));
  let rendered = prints.get(print);
  if (!rendered) {
    const reason = leftReason(file, print);
    prints.set(print, (rendered = reason === undefined ? renderArguments(file.doc, print, formAt(file, print)) : { reason }));
  }
  return rendered;
}

const MESSAGE_PART = /^(subject|body|message|text|content|html|otp|code|link|(otp|verification|reset|login|access|confirmation) ?(code|link|url))$/i;
const RECIPIENT = /^(to|recipients?|e-?mail|phone|sms to|mail to)$/i;

/** Whether lines are labelled as the parts of a message are: whom it goes to and what it says. */
function isMessage(labels: readonly string[]): boolean {
  return labels.some((label) => RECIPIENT.test(label)) && labels.some((label) => MESSAGE_PART.test(label));
}

/** `Subject` of `print(f"Subject: {subject}")`. */
function labelOf(print: PyNode): string {
  return /^[^\p{L}]*(\p{L}[\p{L} -]*?)\s*:/u.exec(literalText(argumentsOf(print).positional[0]) ?? '')?.[1] ?? '';
}

/** Why a print stays for the sake of another: what they show would be torn apart. */
export function tornReason(file: File, call: PyNode): string | undefined {
  const opened = opensLineOf(file, call);
  if (opened) return `it ends the line that the print on line ${lineOf(file.doc, opened.start)} begins`;
  const together = shownTogether(file, call);
  if (isMessage(together.map(labelOf))) return 'it shows a message in place of sending it';
  for (const print of together) {
    const target = argumentsOf(print).keywords.get('file');
    if (print === call || (target && !isConsole(file.doc, target))) continue;
    const rendered = renderedAt(file, print);
    if ('reason' in rendered) return `the print on line ${lineOf(file.doc, print.start)} shows the same thing and stays: ${rendered.reason}`;
  }
  return undefined;
}

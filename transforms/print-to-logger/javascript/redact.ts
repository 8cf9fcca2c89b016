import { keyName, stringValue, unwrapped } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import type { Secrets } from '../../../src/languages/javascript/secrets.ts';
import type { Node, NodeOf } from '../../../src/languages/javascript/tree.ts';
import type { Edit } from '../../../src/types.ts';
import { REDACTED } from '../text.ts';
import { partlyHidden } from './branches.ts';
import { Message } from './message.ts';

export interface Redaction {
  readonly name: string;
  /** The value that is shown no more. */
  readonly value?: Node;
}

/** A value with its secrets taken out, the rest as it was written; of an object without one of its properties. */
export function redacted(doc: JavaScriptDoc, node: Node, secrets: Secrets, quote: string, without?: Node): { readonly source: string; readonly taken: readonly Redaction[] } {
  const edits: Edit[] = [];
  const taken: Redaction[] = [];
  const hide = (value: Node, name: string, text = `${quote}${REDACTED}${quote}`) => {
    edits.push({ start: value.start!, end: value.end!, text });
    taken.push({ name, value });
  };
  visit(node);
  if (without) edits.push(withoutProperty(node as NodeOf<'ObjectExpression'>, without));
  return { source: withEdits(doc, node, edits), taken };

  function visit(value: Node): void {
    const bare = unwrapped(value);
    const message = Message.read(doc, bare);
    if (message) {
      message.redact(secrets);
      if (message.redacted.length > 0) edits.push({ start: bare.start!, end: bare.end!, text: message.source });
      taken.push(...message.redacted);
      return;
    }
    const name = secrets.shownBy(bare);
    if (name === undefined) return;
    switch (bare.type) {
      case 'ObjectExpression': for (const property of bare.properties) visitProperty(property); break;
      case 'ArrayExpression': for (const element of bare.elements) if (element && element.type !== 'SpreadElement') visit(element); else if (element) hide(element, name); break;
      case 'BinaryExpression':
        // `token.slice(0, 8) + '…'` is all secret.
        if (!saysSomething(bare)) return hide(value, name);
        visit(bare.left);
        visit(bare.right);
        break;
      case 'ConditionalExpression': visit(bare.consequent); visit(bare.alternate); break;
      case 'LogicalExpression': {
        const partly = partlyHidden(doc, bare, secrets, quote);
        if (!partly) return hide(value, name);
        edits.push({ start: bare.start!, end: bare.end!, text: partly.source });
        taken.push(...partly.taken);
        break;
      }
      default: hide(value, name);
    }
  }

  function saysSomething(sum: Node): boolean {
    if (sum.type === 'BinaryExpression') return saysSomething(sum.left) || saysSomething(sum.right);
    return secrets.shownBy(sum) === undefined && /[\p{L}\p{N}]/u.test(Message.read(doc, sum)?.text ?? 'x');
  }

  /** `token ? token : 'none'`: what is no secret in it is written out. */
  function isToldByLiteral(value: Node): boolean {
    const bare = unwrapped(value);
    if (bare.type !== 'ConditionalExpression') return false;
    const branches = [bare.consequent, bare.alternate];
    const isPlain = (branch: Node) => stringValue(branch) !== undefined || branch.type === 'NullLiteral';
    return branches.some(isPlain) && branches.every((branch) => isPlain(branch) || secrets.shownBy(branch) !== undefined);
  }

  function visitProperty(property: Node): void {
    const name = secrets.ofProperty(property);
    if (name === undefined) return;
    if (property.type === 'SpreadElement') return hide(property, name, `${/(\w+)\W*$/.exec(name)?.[1] ?? 'rest'}: ${quote}${REDACTED}${quote}`);
    if (property.type !== 'ObjectProperty') return;
    const key = keyName(property);
    if (property.shorthand) return hide(property, name, `${key}: ${quote}${REDACTED}${quote}`);
    if (key === undefined || !secrets.isKey(key) || isToldByLiteral(property.value)) visit(property.value);
    else hide(property.value, name);
  }
}

function withoutProperty({ properties }: NodeOf<'ObjectExpression'>, property: Node): Edit {
  const index = (properties as readonly Node[]).indexOf(property);
  const next = properties[index + 1];
  if (next) return { start: property.start!, end: next.start!, text: '' };
  return { start: properties[index - 1]?.end ?? property.start!, end: property.end!, text: '' };
}

export function withEdits(doc: JavaScriptDoc, node: Node, edits: readonly Edit[]): string {
  let text = '';
  let at = node.start!;
  for (const edit of [...edits].sort((a, b) => a.start - b.start)) {
    text += doc.text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return text + doc.text.slice(at, node.end!);
}

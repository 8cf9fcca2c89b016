import { isLogCall } from '../../../src/languages/python/log-calls.ts';
import { argumentsOf, statementOf } from '../../../src/languages/python/nodes.ts';
import { interpolated } from '../../../src/languages/python/secrets.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import type { File } from './file.ts';
import { Message } from './message.ts';

/** The statement so many steps further in the same block. */
export function beside(statement: PyNode, step: number): PyNode | undefined {
  const siblings = statement.parent!.named;
  return siblings[siblings.indexOf(statement) + step];
}

/** A log call right beside a print that says the same: the print adds nothing. */
export function isLoggedBeside({ doc, project }: File, call: PyNode): boolean {
  const printed = bareText(argumentsOf(call).positional);
  return printed !== undefined && [-1, 1].some((step) => {
    const other = beside(statementOf(call), step)?.named[0];
    return other?.kind === 'call' && isLogCall(doc, other, project) && bareText(argumentsOf(other).positional) === printed;
  });
}

/** What is shown, as source: the same for `f"❌ not sent: {str(e)}"` and `"not sent: %s", e`, for `message` and `f"{message}"` between rules. */
function bareText([argument, ...more]: readonly PyNode[]): string | undefined {
  const message = Message.read(argument);
  if (!message) return argument && more.length === 0 ? `{${argument.text}}` : undefined;
  message.dropRules();
  message.trim('both');
  message.takeTag();
  const values = [...message.values.map((value) => interpolated(value)!), ...more].map(({ text }) => `{${text.replace(/^str\((\w+)\)$/, '$1')}}`);
  const text = message.text.replace(more.length > 0 ? /\{\}|%[sdr]/g : /\{\}/g, () => values.shift() ?? '');
  return text.replace(/^[^\p{L}\p{N}{[(]+/u, '');
}

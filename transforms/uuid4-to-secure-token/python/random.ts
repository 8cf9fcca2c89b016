import { argumentsOf, lineOf, lastName } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import { scopeAround } from '../../../src/languages/python/scopes.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import type { Rewrite } from '../rewrite.ts';
import { isAlphabet, type Made, type Part } from './made.ts';
import { secretsName } from './secure-module.ts';

/** Functions of `random` with a twin in `secrets` that takes the same arguments. */
const TWINS = new Map([['choice', 'choice'], ['getrandbits', 'randbits'], ['randbytes', 'token_bytes']]);
/** Around a sum, these need no parentheses. */
const LOOSE = ['argument_list', 'assignment', 'augmented_assignment', 'return_statement', 'keyword_argument', 'pair', 'interpolation', 'parenthesized_expression',
  'expression_list', 'list', 'tuple', 'generator_expression', 'list_comprehension', 'lambda', 'default_parameter', 'named_expression', 'conditional_expression'];

/** Whether the code makes something of `random` that can be a secret: characters one by one, or a number; not a pick from a list of things. */
export function makesText(doc: PythonDoc, { parts, value }: Made): boolean {
  return parts.every(({ origin, call }) => {
    if (!call) return false;
    if (origin === 'random.sample' || origin === 'random.choices') return value !== call;
    if (origin !== 'random.choice') return true;
    const isJoined = value.kind === 'call' && lastName(value.field('function')) === 'join';
    return isJoined || value.parent!.kind === 'augmented_assignment' || isAlphabet(doc, argumentsOf(call).positional[0]);
  });
}

/** How what `random` makes is made with `secrets` instead, from the same characters or the same range. */
export function rewriteRandom(doc: PythonDoc, { origin, source, call }: Part): Rewrite {
  const seed = doc.root.descendants('call').find((each) => doc.scopes.qualifiedName(each.field('function')) === 'random.seed');
  if (seed) return { reason: `\`random.seed\` on line ${lineOf(doc, seed.start)} makes the values repeatable on purpose` };
  const fn = origin.split('.')[1]!;
  const twin = TWINS.get(fn);
  if (twin) return rename(doc, source, twin);
  if (fn === 'randint' || fn === 'randrange') return rewriteRange(doc, source, call!, fn);
  if (fn === 'choices') return rewriteChoices(doc, call!);
  if (fn === 'shuffle') return rename(doc, source, 'SystemRandom', '().shuffle');
  if (fn === 'sample') return { ...rename(doc, source, 'SystemRandom', '().sample'), unsafe: 'no character comes twice, so there are fewer values than the length suggests; `secrets.choice` for each would be better' };
  return { reason: `\`random.${fn}\` gives a fraction, which \`secrets\` does not; pick with \`secrets.choice\` or \`secrets.randbelow\`` };
}

function rename(doc: PythonDoc, source: PyNode, fn: string, suffix = ''): Rewrite {
  const name = secretsName(doc, source, fn);
  return 'reason' in name ? name : { edits: [{ start: source.start, end: source.end, text: name.expression + suffix }], needs: name.needs };
}

/** `randint(100000, 999999)` becomes `randbelow(900000) + 100000`; limits that are no plain numbers keep their call. */
function rewriteRange(doc: PythonDoc, source: PyNode, call: PyNode, fn: string): Rewrite {
  const { positional, keywords, hasSplat } = argumentsOf(call);
  const numbers = positional.map(plainNumber);
  const [first, second] = numbers;
  const low = fn === 'randrange' && positional.length === 1 ? 0 : first;
  const high = fn === 'randint' ? second === undefined ? undefined : second + 1 : positional.length === 1 ? first : second;
  const hasComment = call.descendants('comment').length > 0;
  if (hasComment || keywords.size > 0 || hasSplat || positional.length > 2 || low === undefined || high === undefined || high <= low || !Number.isSafeInteger(high)) {
    return rename(doc, source, 'SystemRandom', `().${fn}`);
  }
  const name = secretsName(doc, source, 'randbelow');
  if ('reason' in name) return name;
  const below = `${name.expression}(${grouped(high - low, positional)})`;
  const sum = low === 0 ? below : `${below} + ${positional[0]!.text}`;
  const text = low === 0 || LOOSE.includes(call.parent!.kind) ? sum : `(${sum})`;
  return { edits: [{ start: call.start, end: call.end, text }], needs: name.needs };
}

function plainNumber(node: PyNode): number | undefined {
  return node.kind === 'integer' && /^[\d_]+$/.test(node.text) ? Number(node.text.replaceAll('_', '')) : undefined;
}

/** A number with `_` between its thousands if the code writes its own so. */
function grouped(value: number, written: readonly PyNode[]): string {
  return written.some(({ text }) => text.includes('_')) ? String(value).replace(/\B(?=(\d{3})+$)/g, '_') : String(value);
}

/** `random.choices(digits, k=6)` becomes one `secrets.choice(digits)` for each of `range(6)`. */
function rewriteChoices(doc: PythonDoc, call: PyNode): Rewrite {
  const { positional, keywords, hasSplat } = argumentsOf(call);
  const alphabet = positional[0] ?? keywords.get('population');
  const size = keywords.get('k');
  if (hasSplat || !alphabet || !size || positional.length > 1 || keywords.has('weights') || keywords.has('cum_weights')) return { reason: 'its weights or number of characters cannot be kept with `secrets.choice`' };
  if (call.descendants('comment').length > 0) return { reason: 'a comment stands inside the expression' };
  if (!isSteady(alphabet)) return { reason: 'what it chooses from is made by a call, which would run for each character' };
  if (scopeAround(call)!.kind === 'class_definition') return { reason: 'names of a class body are not seen inside a generator' };
  const name = secretsName(doc, call, 'choice');
  if ('reason' in name) return name;
  const source = alphabet.text.includes('\n') ? `(${alphabet.text})` : alphabet.text;
  const each = `${name.expression}(${source}) for _ in range(${size.text})`;
  const list = call.parent!;
  const bare = list.kind === 'argument_list' && list.named.length === 1 && !/,\s*\)$/.test(list.text);
  return { edits: [{ start: call.start, end: call.end, text: bare ? each : `[${each}]` }], needs: name.needs };
}

/** Text, names, their sums and `range(10)`: the same each time. */
function isSteady(node: PyNode): boolean {
  if (node.kind === 'call') return ['range', 'list'].includes(node.field('function')!.text) && node.field('arguments')!.named.every(isSteady);
  if (['identifier', 'attribute', 'string', 'concatenated_string', 'integer'].includes(node.kind)) return node.kind !== 'attribute' || isSteady(node.field('object')!);
  return ['binary_operator', 'parenthesized_expression', 'subscript', 'list', 'tuple', 'slice'].includes(node.kind) && node.named.every(isSteady);
}

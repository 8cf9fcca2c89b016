import { argumentsOf, enclosingHandler, lastName, runsIn, stringValue } from '../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../src/languages/python/parse.ts';
import type { PyNode } from '../../src/languages/python/tree.ts';
import { checkRule, type Place } from '../../src/transform.ts';

interface Judged extends Place { readonly grows: boolean }

const GROWS = 'tries again with growing pauses';
const FLAT = 'tries again, and the pause does not grow';

export const python = checkRule<PythonDoc>({
  prefilter: /tenacity|backoff|stamina|Retry|retry|retries|sleep\(|max_attempts/,
  * evidence(doc) {
    for (const found of retries(doc)) yield { start: found.start, end: found.end, message: found.message };
  },
  * problems(doc) {
    for (const { grows, start, end } of retries(doc)) if (!grows) yield { start, end, message: 'the pause between the tries does not grow' };
  },
});

function judge(node: PyNode, grows: boolean, message: string): Judged {
  return { start: node.start, end: node.end, message, grows };
}

function* retries(doc: PythonDoc): Generator<Judged> {
  for (const node of doc.root.descendants('call', 'decorator')) {
    if (node.kind === 'call') yield* ofCall(doc, node);
    else if (doc.scopes.qualifiedName(node.named[0]) === 'tenacity.retry') yield judge(node, false, '`tenacity` tries again without a pause');
  }
  for (const loop of doc.root.descendants('for_statement', 'while_statement')) yield* ofLoop(doc, loop);
}

function* ofCall(doc: PythonDoc, call: PyNode): Generator<Judged> {
  const callee = call.field('function')!;
  const name = doc.scopes.qualifiedName(callee) ?? '';
  const { positional, keywords } = argumentsOf(call);
  if (/^tenacity\.(retry|Retrying|AsyncRetrying)$/.test(name)) {
    const wait = keywords.get('wait');
    const grows = /wait_(\w*exponential\w*|incrementing|chain)/.test(wait?.text ?? '') || (wait?.kind === 'identifier' && /exponential|backoff/i.test(valueOf(doc, wait) ?? wait.text));
    yield judge(call, grows, grows ? `\`tenacity\` ${GROWS}` : `\`tenacity\` ${FLAT}`);
  } else if (/^backoff\.on_(exception|predicate)$/.test(name)) {
    const kind = (positional[0] ?? keywords.get('wait_gen'))?.text ?? '';
    const grows = /expo|fibo|runtime/.test(kind);
    yield judge(call, grows, grows ? `\`backoff\` ${GROWS}` : `\`backoff\` ${FLAT}`);
  } else if (/^stamina\.(retry|retry_context)$/.test(name)) yield judge(call, true, `\`stamina\` ${GROWS}`);
  else if (/^(urllib3\.util\.retry\.Retry|urllib3\.util\.Retry|urllib3\.Retry|requests\.packages\.urllib3\.util\.retry\.Retry|requests\.adapters\.Retry)$/.test(name)) {
    const factor = keywords.get('backoff_factor');
    const grows = factor !== undefined && !/^0(\.0)?$/.test(factor.text);
    yield judge(call, grows, grows ? `urllib3's \`Retry\` ${GROWS}` : "urllib3's `Retry` tries again without a pause");
  } else if (/^aiohttp_retry\.\w+Retry$/.test(name)) {
    const grows = /Exponential|Jitter|Fibonacci/.test(name);
    yield judge(call, grows, `\`aiohttp_retry\` ${grows ? GROWS : FLAT}`);
  } else if (/^retry(ing|_async)?(\.api)?\.retry$/.test(name)) {
    const grows = keywords.has('backoff') && keywords.get('backoff')!.text !== '1' || keywords.has('wait_exponential_multiplier');
    yield judge(call, grows, `\`${callee.text}\` ${grows ? GROWS : FLAT}`);
  } else if (/^(shared_task|task)$/.test(lastName(callee) ?? '') && (keywords.has('autoretry_for') || keywords.has('retry_backoff'))) {
    const grows = keywords.has('retry_backoff') && keywords.get('retry_backoff')!.kind !== 'false';
    yield judge(call, grows, grows ? `the Celery task ${GROWS}` : `the Celery task ${FLAT}`);
  } else if (/^(self|\w*task)\.retry$/.test(callee.text)) {
    const fn = call.closest('function_definition');
    // The decorator's own backoff holds for a retry without a countdown.
    if (!keywords.has('countdown') && /retry_backoff\s*=\s*(True|\d)/.test(fn?.parent?.kind === 'decorated_definition' ? fn.parent.text.slice(0, fn.start - fn.parent.start) : '')) return;
    const grows = keywords.has('countdown') && isGrowing(doc, keywords.get('countdown')!, fn ?? doc.root);
    yield judge(call, grows, `the Celery task ${grows ? GROWS : FLAT}`);
  } else if (/(^|\.)(OpenAI|AsyncOpenAI|AzureOpenAI|AsyncAzureOpenAI|Anthropic|AsyncAnthropic|Groq|AsyncGroq)$/.test(name) && keywords.has('max_retries') && keywords.get('max_retries')!.text !== '0') {
    yield judge(call, true, `the client ${GROWS}`);
  } else if (/(^|\.)Config$/.test(name) && /^boto/.test(name) && keywords.has('retries')) yield judge(call, true, `the AWS client ${GROWS}`);
  else if (/^httpx\.(Async)?HTTPTransport$/.test(name) && keywords.has('retries') && keywords.get('retries')!.text !== '0') yield judge(call, true, 'httpx connects again with growing pauses; answers that say so are not asked for again');
}

/** A loop that sleeps between its tries: around a `try`, or one that counts them. */
function* ofLoop(doc: PythonDoc, loop: PyNode): Generator<Judged> {
  const head = loop.kind === 'for_statement' ? `${loop.field('left')!.text} ${loop.field('right')!.text}` : loop.field('condition')!.text;
  const body = loop.field('body')!;
  const sleeps = runsIn(body, 'call').filter((call) => lastName(call.field('function')) === 'sleep' && nearestLoop(call) === loop && argumentsOf(call).positional.length > 0);
  const isRetry = /attempt|retr(y|ies)|\btries\b|\b_?try_?(n|num|count)?\b/i.test(head);
  // What counts its tries may look at what it got instead of catching an error.
  if (!isRetry && !runsIn(body, 'try_statement').some((attempt) => nearestLoop(attempt) === loop)) return;
  const scope = loop.closest('function_definition') ?? doc.root;
  const meant = sleeps.filter((call) => {
    const pause = argumentsOf(call).positional[0]!.text;
    return isRetry || /backoff|retry|attempt|reconnect/i.test(pause) || (enclosingHandler(call) !== undefined && isGrowing(doc, argumentsOf(call).positional[0]!, scope));
  });
  if (meant.length === 0) return;
  const growing = meant.filter((call) => isGrowing(doc, argumentsOf(call).positional[0]!, scope));
  yield judge(growing[0] ?? meant[0]!, growing.length > 0, growing.length > 0 ? `a loop ${GROWS}` : `a loop ${FLAT}`);
}

function nearestLoop(node: PyNode): PyNode | undefined {
  return node.closest('for_statement', 'while_statement');
}

/** A pause that depends on how often was tried, or is made longer each time. */
function isGrowing(doc: PythonDoc, pause: PyNode, scope: PyNode, steps = 0): boolean {
  if (/\*\*|<<|\bpow\(|\bexp\(/.test(pause.text)) return true;
  if (pause.descendants('binary_operator').concat(pause).some((each) => each.kind === 'binary_operator' && each.field('operator')?.text === '*' && /attempt|retr(y|ies)|tries|\bi\b|\bn\b/i.test(each.text))) return true;
  // One pause after the other from a list: `delays[attempt]`, `for delay in delays`.
  if ([pause, ...pause.descendants('subscript')].some((each) => each.kind === 'subscript' && /attempt|retr|tries|\bi\b/i.test(each.field('subscript')?.text ?? ''))) return true;
  if (pause.kind === 'identifier' && doc.scopes.lookup(pause.text, pause).some(({ kind, node }) => kind === 'loop' && !/\brange\(/.test(node.closest('for_statement')?.field('right')?.text ?? ''))) return true;
  if (/backoff|delay/i.test(pause.kind === 'call' ? pause.field('function')!.text : '') && /attempt|retr|tries|count/i.test(pause.field('arguments')?.text ?? '')) return true;
  if (steps > 2) return false;
  const names = [pause, ...pause.descendants('identifier', 'attribute')].filter(({ kind }) => kind === 'identifier' || kind === 'attribute').map(({ text }) => text);
  return scope.descendants('assignment', 'augmented_assignment').some((each) => {
    const target = each.field('left')!.text;
    const value = each.field('right');
    if (!names.includes(target) || !value) return false;
    if (each.kind === 'augmented_assignment') return /^(\*=|\+=|<<=|\*\*=)$/.test(each.field('operator')?.text ?? '*=');
    return new RegExp(`\\b${target.replaceAll('.', '\\.')}\\b[^,]*[*]|[*][^,]*\\b${target.replaceAll('.', '\\.')}\\b`).test(value.text) || isGrowing(doc, value, scope, steps + 1);
  });
}

function valueOf(doc: PythonDoc, name: PyNode): string | undefined {
  const [binding] = doc.scopes.lookup(name.text, name);
  const value = binding?.node.parent?.field('right');
  return value && (stringValue(value) ?? value.text);
}

import { dottedText, enclosingFunction, functionName, isCall, isFunction, keyName, lastName, propertyOf, stringValue, textOf, unwrapped, type AnyFunction } from '../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../src/languages/javascript/parse.ts';
import { optionsOf, packageOf, valueOf, type Made } from '../../src/languages/javascript/queries.ts';
import { spanOf, type Node } from '../../src/languages/javascript/tree.ts';
import { checkRule, type Place } from '../../src/transform.ts';

/** Packages that pause longer each time unless told otherwise. */
const GROWS: readonly (readonly [RegExp, RegExp])[] = [
  [/^p-retry$/, /./], [/^async-retry$/, /./], [/^exponential-backoff$/, /backOff/], [/^(retry|promise-retry|retry-as-promised)$/, /./], [/^ts-retry-promise$/, /retry/], [/^@lifeomic\/attempt$/, /retry/],
];
/** Clients that repeat by themselves with growing pauses once told how often. */
const CLIENT_OPTIONS = /^(maxRetries|maxNetworkRetries|max_retries|numRetries)$/;
const CLIENT = /^(OpenAI|Anthropic|Stripe|GoogleGenerativeAI|Groq|ChatOpenAI|ChatAnthropic|AzureOpenAI|S3Client|DynamoDBClient|SESClient|SQSClient|Resend|WebClient|Mistral)$/;
const ATTEMPT = /attempt|retr(y|ies)|(?<![a-z])tries|backoff/i;
/** Another port is tried where one is taken. */
const LISTENS = /\.listen\(/;
const FLAT = 'Failed calls are repeated, with pauses that do not grow';

export const javascript = checkRule<JavaScriptDoc>({
  prefilter: /retr(y|ies)|backoff|attempt|tries|cockatiel/i,
  * evidence(doc) {
    // A flat pause shows that calls are repeated, and is a problem as well.
    yield* retriesOf(doc).map(({ node, how }): Place => ({ ...spanOf(node), message: how })).slice(0, 3);
  },
  * problems(doc) {
    yield* retriesOf(doc).filter(({ grows }) => !grows).map(({ node, how }): Place => ({ ...spanOf(node), message: how }));
  },
});

interface Retry {
  readonly node: Node;
  readonly grows: boolean;
  readonly how: string;
}

function retriesOf(doc: JavaScriptDoc): Retry[] {
  return [...libraries(doc), ...jobOptions(doc), ...handWritten(doc)].sort((a, b) => a.node.start! - b.node.start!);
}

function libraries(doc: JavaScriptDoc): Retry[] {
  return doc.tree.all('CallExpression', 'OptionalCallExpression', 'NewExpression').flatMap((call): Retry[] => {
    const origin = doc.scopes.qualifiedName(call.callee);
    const from = packageOf(origin) ?? '';
    const name = origin?.slice(from.length + 1) ?? '';
    if (GROWS.some(([packages, names]) => packages.test(from) && names.test(name)) && !/AbortError$/.test(name)) {
      const factor = propertyOf(optionsOf(doc, call), 'factor');
      const isFlat = factor?.type === 'ObjectProperty' && factor.value.type === 'NumericLiteral' && factor.value.value <= 1;
      return [{ node: call, grows: !isFlat, how: isFlat ? FLAT : `${from} repeats failed calls with growing pauses` }];
    }
    if (from === 'axios-retry' && /^default/.test(name) && /^default$/.test(name)) return [axiosRetry(doc, call)];
    if (from === 'cockatiel' && /^(retry|Policy\.\w+)$/.test(name)) return [growing(call, /ExponentialBackoff|DelegateBackoff|IterableBackoff/.test(textOf(doc, call)))];
    if (from === 'rxjs' && name === 'retry') return [growing(call, /\*\*|Math\.pow|\*\s*\w*(count|attempt)/i.test(textOf(doc, call)))];
    if (/^(got|ky)$/.test(from) && propertyOf(optionsOf(doc, call), 'retry')) return [{ node: call, grows: true, how: `${from} repeats failed calls with growing pauses` }];
    const client = lastName(call.callee) ?? '';
    const option = call.type === 'NewExpression' && CLIENT.test(client) ? optionsOf(doc, call)?.properties.find((each) => each.type === 'ObjectProperty' && CLIENT_OPTIONS.test(keyName(each) ?? '')) : undefined;
    return option && !/:\s*0\b/.test(textOf(doc, option)) ? [{ node: option, grows: true, how: `${client} repeats failed calls with growing pauses` }] : [];
  });
}

/** axios-retry repeats at once unless `retryDelay` says more. */
function axiosRetry(doc: JavaScriptDoc, call: Made): Retry {
  const delay = propertyOf(optionsOf(doc, call), 'retryDelay');
  const text = delay ? textOf(doc, delay) : '';
  return growing(call, /exponentialDelay|linearDelay|\*\*|Math\.pow|\*/.test(text));
}

function growing(node: Node, grows: boolean): Retry {
  return { node, grows, how: grows ? 'Failed calls are repeated with growing pauses' : FLAT };
}

/** `{ attempts: 3, backoff: { type: 'exponential', delay: 1000 } }` of BullMQ. */
function jobOptions(doc: JavaScriptDoc): Retry[] {
  return doc.tree.all('ObjectProperty').flatMap((property): Retry[] => {
    if (keyName(property) !== 'backoff') return [];
    const value = valueOf(doc, property.value);
    const type = stringValue((propertyOf(value, 'type') as { value?: Node } | undefined)?.value) ?? stringValue(value);
    if (type === 'exponential') return [{ node: property, grows: true, how: 'Failed jobs are repeated with growing pauses' }];
    return type === 'fixed' ? [{ node: property, grows: false, how: 'Failed jobs are repeated, with pauses that do not grow' }] : [];
  });
}

/** Loops that count attempts around an awaited call, and functions that call themselves with a count after a pause. */
function handWritten(doc: JavaScriptDoc): Retry[] {
  const loops = doc.tree.all('ForStatement', 'WhileStatement', 'DoWhileStatement', 'ForOfStatement').flatMap((loop): Retry[] => {
    const head = loop.type === 'ForStatement' ? `${loop.init ? textOf(doc, loop.init) : ''};${loop.test ? textOf(doc, loop.test) : ''}` : loop.type === 'ForOfStatement' ? textOf(doc, loop.left) + textOf(doc, loop.right) : textOf(doc, loop.test);
    const isCounted = ATTEMPT.test(head) || (/true|;;/.test(head) && ATTEMPT.test(textOf(doc, loop.body)));
    const tries = doc.tree.inside(loop.body, 'TryStatement').filter((each) => enclosingFunction(doc.tree, each) === enclosingFunction(doc.tree, loop));
    const awaits = doc.tree.inside(loop.body, 'AwaitExpression').filter((each) => !isPause(doc, each));
    if (!isCounted || LISTENS.test(textOf(doc, loop.body)) || tries.length === 0 && !/\.ok\b|status/.test(textOf(doc, loop.body)) || awaits.length === 0) return [];
    const pause = pauseIn(doc, loop.body);
    if (pause) return growsIn(doc, loop, pause) ? [growing(loop, true)] : tries.length > 0 ? [growing(loop, false)] : [];
    return !/max|retr/i.test(head) || tries.length === 0 ? [] : [{ node: loop, grows: false, how: 'Failed calls are repeated at once, without a pause' }];
  });
  const recursions = doc.tree.all('FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression', 'ClassMethod', 'ObjectMethod').flatMap((fn): Retry[] => {
    const name = functionName(doc.tree, fn);
    if (name === undefined || doc.tree.inside(fn, 'ForStatement', 'WhileStatement', 'DoWhileStatement').length > 0 || !ATTEMPT.test(fn.params.map((param) => textOf(doc, param)).join())) return [];
    const again = doc.tree.inside(fn.body, 'CallExpression').find((call) => lastName(call.callee) === name && call.arguments.some((argument) => ATTEMPT.test(textOf(doc, argument))));
    const pause = again && pauseIn(doc, fn.body);
    return pause && doc.tree.inside(fn.body, 'CatchClause').length > 0 ? [growing(fn as Node, growsIn(doc, fn as Node, pause))] : [];
  });
  return [...loops, ...recursions];
}

/** What waits: `setTimeout`, or a function called after it. */
function pauseIn(doc: JavaScriptDoc, node: Node): Node | undefined {
  return doc.tree.inside(node, 'CallExpression').find((call) => isWaiting(call));
}

function isWaiting(call: Node): boolean {
  if (!isCall(call)) return false;
  const name = lastName(call.callee) ?? '';
  return name === 'setTimeout' || /^(sleep|delay|wait|pause|backoff|timeout|sleepMs|waitFor|waitMs|setTimeoutAsync|applyBackoff)$/i.test(name) || dottedText(call.callee) === 'Bun.sleep';
}

function isPause(doc: JavaScriptDoc, wait: Node): boolean {
  const argument = wait.type === 'AwaitExpression' ? unwrapped(wait.argument) : wait;
  return isWaiting(argument) || argument.type === 'NewExpression' && /setTimeout/.test(textOf(doc, argument));
}

/** The pause depends on the count, or is itself made longer. */
function growsIn(doc: JavaScriptDoc, around: Node, pause: Node): boolean {
  if (!isCall(pause)) return false;
  const amount = lastName(pause.callee) === 'setTimeout' ? pause.arguments[1] : pause.arguments[0];
  if (!amount) return false;
  const seen = [amount, ...doc.tree.inside(amount, 'Identifier')].flatMap((part): Node[] => {
    const binding = part.type === 'Identifier' ? doc.scopes.bindingOf(part) : undefined;
    const writes = binding?.uses.flatMap((use) => { const set = doc.tree.parent(use); return set?.type === 'AssignmentExpression' && set.left === use ? [set as Node] : []; }) ?? [];
    const init = binding?.by.type === 'VariableDeclarator' && binding.by.init ? [binding.by.init as Node] : [];
    return [part, ...init, ...writes];
  });
  const called = seen.flatMap((part) => [part, ...doc.tree.inside(part, 'CallExpression')]).filter(isCall).flatMap((call): AnyFunction[] => { const fn = valueOf(doc, call.callee); return isFunction(fn) ? [fn] : methodNamed(doc, call.callee); });
  const texts = [...seen, ...called].map((part) => textOf(doc, part));
  return texts.some((text) => /\*\*|Math\.pow|<<|\*=|\b(attempt|retry|retries|tries|count|i|n)\w*\s*(\+\s*1\s*)?\)?\s*\*|\*\s*\(?\s*\w*(attempt|retr|tries|count|backoff|factor|multiplier|\bi\b|\bn\b)|\*\s*(1\.\d|[2-9])\b|exponential|\[\s*(attempt|retry|i|n)\w*/i.test(text)) || /delays?\[|exponentialBackoff|calculate(Backoff|Delay)|getBackoff|backoffDelay|computeDelay|getDelay/i.test(texts.join(' ')) && around !== pause;
}

function methodNamed(doc: JavaScriptDoc, callee: Node): AnyFunction[] {
  const name = /^this\.(\w+)$/.exec(dottedText(callee) ?? '')?.[1];
  return name === undefined ? [] : doc.tree.all('ClassMethod').filter((method) => keyName(method) === name);
}

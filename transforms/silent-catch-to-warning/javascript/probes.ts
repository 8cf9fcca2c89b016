import { tellingCalls } from '../../../src/languages/javascript/telling-calls.ts';
import type { Handler } from '../../../src/languages/javascript/handlers.ts';
import { isLogCall } from '../../../src/languages/javascript/log-calls.ts';
import { dottedText, enclosingFunction, functionName, isCall, lastName, runsIn, statementsIn, stringValue, textOf, unwrapped } from '../../../src/languages/javascript/nodes.ts';
import { moduleOf } from '../../../src/languages/javascript/modules.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import { isWithin, type Node } from '../../../src/languages/javascript/tree.ts';
import type { ProjectView } from '../../../src/languages/types.ts';
import { asksForOptionalFile } from './optional-file.ts';
import { shorten } from './tells.ts';

const MOST_STATEMENTS = 8;
const CONVERTS = /^(parse|safeParse|parseAsync|decode|decodeURIComponent|decodeURI|atob|btoa|stringify|URL|RegExp|BigInt|Date|toISOString|toBigInt|DateTimeFormat|NumberFormat|DisplayNames|ZonedDateTime|Decimal|ObjectId|from|fromISO|parseISO|parseUnits|parseEther|getAddress|PublicKey|isValid|isIP|isIPv4|isIPv6|validate|validateAsync|json|text|formData|arrayBuffer|blob|hexToBytes|base64Decode|parsePhoneNumber\w*|load|unescape|gunzipSync|inflateSync)$/;
/** Decoding by name: `JSON.parse`, `qs.parse`, `yaml.load`; a `load` or `from` of anything else may reach out. */
const NEEDS_OWNER: { readonly [last: string]: RegExp } = {
  load: /^(yaml|YAML|jsyaml|toml|cheerio)$/, from: /^(Buffer|Temporal\.\w+|PublicKey|Array|Uint8Array)$/, decode: /./, validate: /./, isValid: /./, text: /./, json: /./, parse: /./, blob: /./,
};
const CHECKS_TOKEN = /^(jwt|jsonwebtoken|jose|JWT|paseto)\.|(^|\.)(verify\w*|jwtVerify|decode_?\w*(token|jwt)\w*|decrypt\w*|unsign\w*|timingSafeEqual|checkSignature|unseal\w*|compactVerify|constructEvent|getToken)$|^(jwtService|tokenService|\w*[jJ]wt\w*)\./;
/** Whether somebody may do something, answered by an exception. */
const CHECKS_RIGHT = /(^|\.)_?(check|assert|ensure|require|verify|validate|authorize)\w*(Access|Permissions?|Roles?|Owner(ship)?|Allowed|Admin|Member(ship)?)$/;
const ASKS_FOR_FILE = /(^|\.)(access|accessSync|stat|statSync|lstat|lstatSync|existsSync|exists|pathExists|realpath|realpathSync|readlink|readlinkSync|opendir|headObject)$/;
const FEATURES = /(^|\.)(resolve|requireResolve|createRequire|eval|Function|getBuiltinModule|supports\w*|getHeapStatistics|isSupported)$/;
const COMMAND_PROBE = /^(which|where|command -v|type|\S+ (--?version|-v|-V|--help))\b/;
const LOOKS_UP = /(^|\.)(find|get)\w*Or(Throw|Fail)$/;
/** Functions whose name is a question. */
const EXISTS = /^(\w*(file|object|key|path|dir|folder|directory)_?)?exists$/i;
const ANSWERS_NO = /^(try|safe)?_?(verify|decode|decrypt|parse|validate|unsign)/i;
const SIMPLE = ['ReturnStatement', 'ExpressionStatement', 'VariableDeclaration', 'IfStatement', 'EmptyStatement'];
/** Functions and methods of texts, numbers, dates and lists. */
const WORKS_ON_VALUES = /^(String|Number|BigInt|Boolean|Date|Array|Set|Map|isNaN|parseInt|parseFloat|split|join|slice|substring|substr|trim|replace|replaceAll|match|test|exec|map|filter|find|some|every|reduce|includes|indexOf|startsWith|endsWith|toString|toFixed|toISOString|toLowerCase|toUpperCase|toLocaleString|toLocaleDateString|toLocaleTimeString|getTime|keys|values|entries|fromEntries|isArray|concat|sort|at|padStart|charAt|decodeURIComponent|encodeURIComponent|stringify|parse|from|has|get|normalize)$/;
const READS_FILE = /(^|\.)(readFile|readFileSync|readJson|readJsonSync|readJSON)$/;
/** Names of files and values that hold settings. */
const CONFIGURATION = /([cC]onfig|[sS]ettings|[cC]redentials?)(?![a-z])|CONFIG|SETTINGS|\.(ya?ml|toml|ini)\b/;
const BODY_READS = /^(json|text|formData|arrayBuffer|blob|urlencoded)$/;

/** Why a failure of the guarded code is an answer rather than a fault, so that nobody wants to read about it. */
export function probeReason(doc: JavaScriptDoc, handler: Handler, project: ProjectView): string | undefined {
  const { guarded, node } = handler;
  const statements = guarded.type === 'BlockStatement' ? statementsIn(guarded) : [guarded];
  if (statements.length === 0) return 'the `try` guards nothing';
  const body = bodyRead(guarded);
  if (body !== undefined && node.type !== 'CatchClause') return `a probe: the body that \`${body}\` reads may be missing or of another kind`;
  if (logsOnly(doc, guarded, statements, project)) return 'the `try` guards only a log line: another one would fail like it';
  const module = optionalImport(doc, guarded, project);
  if (module !== undefined) return `an optional import: the code does without ${module}`;
  if (asksForOptionalFile(doc, handler)) return 'an optional file: where it is not there, the answer is empty';
  if (isConfiguration(doc, guarded) || isAskedBefore(doc, guarded)) return undefined;
  if (statements.length > MOST_STATEMENTS || guarded.type === 'BlockStatement' && !statements.every(({ type }) => SIMPLE.includes(type))) return undefined;
  const calls = [...new Set([...tellingCalls(doc, guarded), ...madeIn(doc, guarded)])];
  const question = questionAsked(doc, handler);
  if (question) return question;
  if (calls.length === 0) return valuesOnly(doc, guarded, statements);
  const isAll = (matches: (call: string) => boolean) => calls.every(matches);
  if (isAll(isConversion)) return `a probe: \`${calls[0]}\` decides whether the value can be used as such`;
  if (isAll((call) => CHECKS_TOKEN.test(call) || isConversion(call))) return `a probe: \`${calls.find((call) => CHECKS_TOKEN.test(call))}\` failing is the answer no`;
  if (isAll((call) => CHECKS_RIGHT.test(call)) && runsIn(doc.tree, guarded, 'AwaitExpression').length === 0) return `a probe: \`${calls[0]}\` failing is the answer no`;
  if (isAll((call) => ASKS_FOR_FILE.test(call))) return `a probe: \`${calls[0]}\` asks whether something is there`;
  if (isAll((call) => FEATURES.test(call))) return `a probe: \`${calls[0]}\` asks what is available`;
  const command = runsIn(doc.tree, guarded, 'CallExpression').map(({ arguments: [first] }) => stringValue(first)).find((text) => text !== undefined && COMMAND_PROBE.test(text));
  return command !== undefined && calls.length === 1 ? `a probe: \`${command}\` asks what is installed` : undefined;
}

/** `res.json()` of `res.json().catch(() => ({}))`. */
function bodyRead(guarded: Node): string | undefined {
  const call = unwrapped(guarded);
  if (!isCall(call) || (call.callee.type !== 'MemberExpression' && call.callee.type !== 'OptionalMemberExpression') || call.arguments.length > 0) return undefined;
  const path = dottedText(call.callee);
  return path !== undefined && BODY_READS.test(path.split('.').at(-1)!) ? `${path}()` : undefined;
}

/** Log calls, and names for the values they show. */
function logsOnly(doc: JavaScriptDoc, guarded: Node, statements: readonly Node[], project: ProjectView): boolean {
  const isLog = (node: Node) => isLogCall(doc, node, project) || isConsoleCall(doc, node);
  const calls = runsIn(doc.tree, guarded, 'CallExpression', 'OptionalCallExpression', 'NewExpression', 'AwaitExpression');
  return calls.some(isLog) && statements.every((each) => each.type === 'VariableDeclaration' && !calls.some((call) => isWithin(call, each)) || each.type === 'ExpressionStatement' && isLog(each.expression));
}

/** `fileExists(path)`, `verifyTicket(text)`, `findOrThrow(id)`: a question, and a handler that answers no. */
function questionAsked(doc: JavaScriptDoc, { node, body, guarded }: Handler): string | undefined {
  const [only] = body;
  if (body.length !== 1 || only!.type !== 'ReturnStatement') return undefined;
  const calls = tellingCalls(doc, guarded);
  if (calls.length > 0 && calls.every((call) => LOOKS_UP.test(call))) return `a probe: \`${calls[0]}\` asks whether something is there`;
  if (only.argument && !/^(null|false|undefined)$/.test(textOf(doc, only.argument))) return undefined;
  const fn = enclosingFunction(doc.tree, node);
  const name = (fn && functionName(doc.tree, fn)) ?? '';
  if (EXISTS.test(name)) return `a probe: \`${name}\` asks whether something is there`;
  return !fn?.async && ANSWERS_NO.test(name) ? `a probe: \`${name}\` answers no where its input does not fit` : undefined;
}

function isConsoleCall(doc: JavaScriptDoc, node: Node): boolean {
  return isCall(node) && /^console\./.test(doc.scopes.qualifiedName(node.callee) ?? '');
}

/** A file of settings: what is in it counts, and a broken one is a fault. */
function isConfiguration(doc: JavaScriptDoc, guarded: Node): boolean {
  return tellingCalls(doc, guarded).some((call) => READS_FILE.test(call)) && CONFIGURATION.test(textOf(doc, guarded));
}

/** `x.items[0]` after a `hasOwnProperty`: whether it is there was asked, so that something else is wrong. */
function isAskedBefore(doc: JavaScriptDoc, guarded: Node): boolean {
  const conditions = [...doc.tree.ancestors(guarded)].flatMap((each) => (each.type === 'IfStatement' || each.type === 'ConditionalExpression' ? [textOf(doc, each.test)] : []));
  const indexes = runsIn(doc.tree, guarded, 'MemberExpression').some(({ computed }) => computed);
  return indexes && [textOf(doc, guarded), ...conditions].some((text) => /\bhasOwn(Property)?\b/.test(text));
}

/** Nothing that runs but `require` and `import()`, of modules that are not the repository's own: these are there or are broken. */
export function optionalImport(doc: JavaScriptDoc, guarded: Node, project: ProjectView): string | undefined {
  const calls = [...(isCall(guarded) ? [guarded] : []), ...runsIn(doc.tree, guarded, 'CallExpression', 'OptionalCallExpression', 'NewExpression')];
  const dynamic = [...(guarded.type === 'ImportExpression' ? [guarded] : []), ...runsIn(doc.tree, guarded, 'ImportExpression')].map(({ source }) => source as Node);
  const isLoad = (call: Node) => isCall(call) && (call.callee.type === 'Import' || call.callee.type === 'Identifier' && call.callee.name === 'require');
  const loads = [...calls.filter(isLoad).map((call) => (call as Extract<Node, { type: 'CallExpression' }>).arguments[0] as Node), ...dynamic];
  const isPlain = (call: Node) => WORKS_ON_VALUES.test(lastName((call as { callee: Node }).callee) ?? '');
  if (loads.length === 0 || calls.some((call) => !isLoad(call) && !isPlain(call) && !isLoad(unwrapped((call as { callee: Node }).callee)))) return undefined;
  if (loads.every((load) => isOwnModule(doc, stringValue(load), project))) return undefined;
  return `\`${stringValue(loads[0]) ?? textOf(doc, loads[0]!)}\``;
}

function madeIn(doc: JavaScriptDoc, guarded: Node): string[] {
  return runsIn(doc.tree, guarded, 'NewExpression').map(({ callee }) => dottedText(callee)).filter((name) => name !== undefined && /(^|\.)(URL|RegExp|Function|DateTimeFormat|NumberFormat|PublicKey|Decimal|ObjectId)$/.test(name)).map((name) => `new ${name}`);
}

function isConversion(call: string): boolean {
  const parts = call.replace(/^new /, '').split('.');
  const last = parts.at(-1)!;
  return CONVERTS.test(last) && (NEEDS_OWNER[last]?.test(parts.slice(0, -1).join('.')) ?? true);
}

/** `return row.a.b.c`, `return BigInt(text)`: one of the values may be missing or of another kind, and nothing else happens. */
function valuesOnly(doc: JavaScriptDoc, guarded: Node, statements: readonly Node[]): string | undefined {
  if (guarded.type !== 'BlockStatement' || runsIn(doc.tree, guarded, 'AwaitExpression', 'YieldExpression', 'TaggedTemplateExpression').length > 0) return undefined;
  const names = runsIn(doc.tree, guarded, 'CallExpression', 'OptionalCallExpression', 'NewExpression').map(({ callee }) => lastName(callee) ?? '');
  if (!names.every((name) => WORKS_ON_VALUES.test(name))) return undefined;
  return `a probe: \`${shorten(textOf(doc, statements[0]!))}\` only works on values, one of which may be missing or of another kind`;
}

function isOwnModule(doc: JavaScriptDoc, specifier: string | undefined, { package: { javascript } }: ProjectView): boolean {
  return specifier !== undefined && (javascript?.ownModules ?? []).includes(moduleOf(specifier, doc.path, javascript));
}

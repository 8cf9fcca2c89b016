import { dependsOnEnvironment, environmentGateOf } from '../../src/languages/javascript/environment.ts';
import { dottedText, isCall, keyName, lastName, propertyOf, stringValue, textOf, unwrapped } from '../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../src/languages/javascript/parse.ts';
import { madeFrom, mayHoldMore, optionsOf, packageOf, valueOf, type Made } from '../../src/languages/javascript/queries.ts';
import { spanOf, type Node, type NodeOf } from '../../src/languages/javascript/tree.ts';
import { checkRule } from '../../src/transform.ts';

const LEVEL_NAME = /^(_?(log|logger|logging|min|minimum|default|current|root|console)_?)?levels?$|^(log|logger|logging)_?level$/i;
const LEVEL_VARIABLE = /LOG_?LEVEL|LOGGING_LEVEL|logLevel|log_level|LOGLEVEL|DEBUG_LEVEL|VERBOSITY/;
/** Code that logs, by its place. */
const LOGGING = /(^|\/)[\w.-]*(logger|logging|winston|pino|log)[\w.-]*\.[cm]?[jt]s$|(^|\/)(logger|logging|log)\//i;
const SETTERS = /^(setLevel|setLogLevel|setLogLevels|setDefaultLevel|configureLogger)$/;

export const javascript = checkRule<JavaScriptDoc>({
  prefilter: /level|NODE_ENV|is_?prod|is_?dev|\blogger\s*:|winston|pino|bunyan|log4js|loglevel|consola/i,
  * evidence(doc) {
    const isLogging = LOGGING.test(doc.path) || [...loggersOf(doc)].length > 0;
    const places = [...doc.tree.all('ObjectProperty').filter((each) => (isLogging || isOption(doc, each)) && isLevel(doc, keyName(each), each.value)),
      ...doc.tree.all('AssignmentExpression').filter((each) => (isLogging || /log(ger)?\.level$/i.test(textOf(doc, each.left))) && isLevel(doc, lastName(each.left), each.right)),
      ...doc.tree.all('VariableDeclarator').filter((each) => isLogging && each.id.type === 'Identifier' && isLevel(doc, each.id.name, each.init)),
      ...doc.tree.all('ClassProperty').filter((each) => isLogging && isLevel(doc, keyName(each), each.value)),
      ...doc.tree.all('CallExpression').filter((each) => SETTERS.test(lastName(each.callee) ?? '') && each.arguments.some((argument) => dependsOnEnvironment(doc, argument))),
      ...doc.tree.all('CallExpression').filter((each) => isChosen(doc, each))];
    const first = places.sort((a, b) => a.start! - b.start!)[0];
    if (first) yield { ...spanOf(first), message: `The log level comes from the environment${productionLevel(doc, first)}` };
  },
  * problems(doc) {
    for (const made of loggersOf(doc)) {
      if (environmentGateOf(doc, made)) continue;
      const options = optionsOf(doc, made);
      const level = levelOf(options);
      if (!level && !mayHoldMore(doc, { ...made, arguments: made.arguments.filter((each) => valueOf(doc, each) !== options) } as Made) && !hasSpread(options)) {
        yield { ...spanOf(made), message: 'The logger is made without a level: it stays at its default' };
      } else if (level?.type === 'ObjectProperty' && isFixed(doc, level.value)) {
        yield { ...spanOf(level), message: `The log level is always ${stringValue(valueOf(doc, level.value)) === undefined ? 'the same' : `\`${stringValue(valueOf(doc, level.value))}\``}` };
      }
    }
  },
});

/** `if (!isProduction) console.debug(…)` in the project's own logger. */
function isChosen(doc: JavaScriptDoc, call: Node): boolean {
  return LOGGING.test(doc.path) && isCall(call) && /^console\.(debug|info|log|trace)$/.test(dottedText(call.callee) ?? '') && environmentGateOf(doc, call) !== undefined;
}

/** The level that production has where nobody sets one. */
function productionLevel(doc: JavaScriptDoc, place: Node): string {
  const given = 'value' in place ? place.value : 'right' in place ? place.right : 'init' in place ? place.init : 'arguments' in place ? place.arguments[0] : undefined;
  const level = given && typeof given === 'object' ? valueOf(doc, given as Node) : undefined;
  if (level?.type === 'LogicalExpression') {
    const rest = valueOf(doc, level.right);
    if (stringValue(rest) !== undefined) return `, \`${stringValue(rest)!}\` unless it is set`;
    return rest?.type === 'ConditionalExpression' ? chosenLevel(doc, rest, 'unless it is set') : '';
  }
  return level?.type === 'ConditionalExpression' ? chosenLevel(doc, level, 'in production') : '';
}

function chosenLevel(doc: JavaScriptDoc, { test, consequent, alternate }: NodeOf<'ConditionalExpression'>, when: string): string {
  const text = resolvedText(doc, test);
  if (!/prod|dev/i.test(text)) return '';
  const isForProduction = /prod/i.test(text) !== /!==?|!\s*[\w(]/.test(text);
  const level = stringValue(isForProduction ? consequent : alternate);
  return level === undefined ? '' : `, \`${level}\` ${when}`;
}

/** A level that the environment has a say in: `LOG_LEVEL`, or what kind of environment it is. */
function isLevel(doc: JavaScriptDoc, name: string | undefined, value: Node | null | undefined): boolean {
  if (name === undefined || !value || value.type === 'StringLiteral' || (value.type === 'ObjectExpression' && name !== 'logger')) return false;
  if (!LEVEL_NAME.test(name) && !/^LOG_?LEVEL$/i.test(name)) return name === 'logger' && value.type === 'ConditionalExpression' && dependsOnEnvironment(doc, value.test) && /['"](debug|log|verbose|warn)['"]/.test(textOf(doc, value));
  // In a schema the level is read and checked; whether a logger takes it is seen where it is made.
  if (/\b(z|Joi|t|v)\s*\.\s*\w+\(/.test(textOf(doc, value))) return false;
  return dependsOnEnvironment(doc, value) && (LEVEL_VARIABLE.test(textOf(doc, value)) || /NODE_ENV|isProd|isDev|nodeEnv|production|development|APP_ENV/i.test(resolvedText(doc, value)) || (/log/i.test(name) && dependsOnEnvironment(doc, value)));
}

function resolvedText(doc: JavaScriptDoc, value: Node): string {
  return [value, ...doc.tree.inside(value, 'Identifier')].map((each) => textOf(doc, valueOf(doc, each) ?? each).slice(0, 300)).join(' ');
}

/** Given to a call that makes something, under `logger` or by itself: a table of settings alone changes nothing. */
function isOption(doc: JavaScriptDoc, property: Node): boolean {
  const object = doc.tree.parent(property)!;
  const around = doc.tree.parent(object);
  if (around?.type === 'ObjectProperty') return /^(logger|log|logging|pinoHttp)$/.test(keyName(around) ?? '') && isOption(doc, around);
  return (around?.type === 'CallExpression' || around?.type === 'NewExpression') && /log|pino|winston|fastify|NestFactory|create$/i.test(textOf(doc, around.callee));
}

/** What makes the logger of an application: not a child, a transport or a format of it. */
function* loggersOf(doc: JavaScriptDoc): Generator<Made> {
  yield* madeFrom(doc, /^winston$/, /^(default\.)?createLogger$/);
  yield* madeFrom(doc, /^(pino|bunyan|tslog)$/, /^(default|pino|createLogger|(default\.)?createLogger|Logger)$/);
  for (const call of madeFrom(doc, /^fastify$/, /^(default|fastify)$/)) {
    const logger = propertyOf(optionsOf(doc, call), 'logger');
    if (logger?.type === 'ObjectProperty' && unwrapped(logger.value).type === 'BooleanLiteral' && (unwrapped(logger.value) as { value: boolean }).value) yield call;
  }
}

function levelOf(options: Node | undefined): Node | undefined {
  return propertyOf(options, 'level') ?? propertyOf(options, 'minLevel');
}

function hasSpread(options: Node | undefined): boolean {
  return options?.type === 'ObjectExpression' && options.properties.some(({ type }) => type === 'SpreadElement');
}

function isFixed(doc: JavaScriptDoc, node: Node): boolean {
  const value = valueOf(doc, node);
  return value?.type === 'StringLiteral' || value?.type === 'NumericLiteral' && packageOf(doc.scopes.qualifiedName(value)) === undefined;
}

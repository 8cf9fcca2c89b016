import { dependsOnEnvironment, envName, environmentGate, insteadOf } from '../../src/languages/javascript/environment.ts';
import { isLogCall } from '../../src/languages/javascript/log-calls.ts';
import { dottedText, enclosingFunction, isCall, keyName, lastName, stringValue, textOf, unwrapped } from '../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../src/languages/javascript/parse.ts';
import { conditionsOf } from '../../src/languages/javascript/conditions.ts';
import { madeFrom } from '../../src/languages/javascript/queries.ts';
import { spanOf, type Node } from '../../src/languages/javascript/tree.ts';
import type { ProjectView } from '../../src/languages/types.ts';
import { checkRule, type Rule } from '../../src/transform.ts';

const SWITCHES = /^(debug|debugMode|debug_mode|DEBUG|isDebug|enableDebug|playground|graphiql|introspection|showStack|exposeStack|includeStacktraceInErrorResponses|devMode|dumpExceptions|enableIntrospection|dev)$/;
const ENVIRONMENT = /^(NODE_ENV|APP_ENV|ENVIRONMENT|ENV|NEST_ENV|STAGE|RUNTIME_ENV)$/;
const DEVELOPMENT = /^(dev|develop|development|local|debug)$/i;

/** What development shows or lets through; a format of logs is neither. */
const UNLOCKS = /stack|swagger|redoc|\bdocs\b|playground|graphiql|introspection|bypass|\bskip|mock|fake|callback\(null, true\)|rejectUnauthorized|return true|return next\(\)|\bseed|\.sync\(|\berr(or)?\.message|details|origin|\/(debug|dev|test)\b|sameSite|\bsecure:/i;
const LOGGING = /\b(console|log|logger|this\.logger)\.\w+\([^;]*?\);?|morgan\([^)]*\)|\blog(Level|ging)?:[^\n]*/g;

const rule = checkRule<JavaScriptDoc>({
  prefilter: /debug|playground|graphiql|introspection|stack|NODE_ENV|APP_ENV|ENVIRONMENT|errorhandler|dev/i,
  * evidence(doc) {
    const gated = doc.tree.all('ObjectProperty').find((each) => SWITCHES.test(keyName(each) ?? '') && isRead(doc, each.value));
    if (gated) yield { ...spanOf(gated), message: `\`${keyName(gated)}\` depends on the environment` };
    const tested = gated ? undefined : doc.tree.all('BinaryExpression').find((each) => isSafeTest(doc, each));
    if (tested) yield { ...spanOf(tested), message: 'What is for development only runs where the environment says so' };
  },
  * problems(doc, project) {
    for (const property of doc.tree.all('ObjectProperty', 'AssignmentExpression', 'VariableDeclarator', 'ClassProperty')) {
      const [name, value] = property.type === 'AssignmentExpression' ? [lastName(property.left), property.right] : property.type === 'VariableDeclarator' ? [property.id.type === 'Identifier' ? property.id.name : undefined, property.init]
        : [keyName(property), property.value];
      if (name === undefined || !value || !SWITCHES.test(name) || !isInCode(doc, property)) continue;
      if (isOn(value) && !environmentGate(doc, property)) yield { ...spanOf(property), message: `\`${name}\` is always on` };
      else if (isOnByDefault(doc, value)) yield { ...spanOf(property), message: `\`${name}\` is on unless the environment says otherwise` };
    }
    const isUnlocking = project.collected.some(({ facts }) => (facts as unknown as Facts).dir === project.package.dir);
    for (const text of isUnlocking ? doc.tree.all('StringLiteral') : []) {
      if (DEVELOPMENT.test(text.value) && isDefaultEnvironment(doc, project, text)) yield { ...spanOf(doc.tree.parent(text)!), message: 'Without the variable the program takes itself to be in development' };
    }
    for (const stack of doc.tree.all('MemberExpression', 'OptionalMemberExpression')) {
      if (lastName(stack) === 'stack' && isShownUnlessProduction(doc, stack)) yield { ...spanOf(stack), message: 'The stack trace is sent unless the environment says production' };
    }
    for (const made of madeFrom(doc, /^(errorhandler|express-error-handler-dev)$/)) {
      if (!environmentGate(doc, made)) yield { ...spanOf(made), message: '`errorhandler` sends stack traces: it is for development only' };
    }
    for (const set of doc.tree.all('AssignmentExpression')) {
      if (/^process\.env\.(NODE_ENV|APP_ENV)$/.test(dottedText(set.left) ?? '') && DEVELOPMENT.test(stringValue(set.right) ?? '')) yield { ...spanOf(set), message: 'The program puts itself into development' };
    }
  },
});

interface Facts {
  /** The package of a file that shows or allows more in development. */
  readonly dir: string;
}

export const javascript: Rule<JavaScriptDoc> = {
  ...rule,
  collect: {
    prefilter: /development|production|is_?dev|is_?prod/i,
    facts(doc, project) {
      if (project.zone !== 'server' && project.zone !== 'library') return undefined;
      return tests(doc).some((test) => UNLOCKS.test(controlledBy(doc, test).slice(0, 800).replace(LOGGING, ''))) ? { dir: project.package.dir } : undefined;
    },
  },
};

/** Where code asks whether this is development, other than of the variable itself: `config.nodeEnv === 'development'`, `isDev`, `!isProduction`. */
function tests(doc: JavaScriptDoc): Node[] {
  const compared = doc.tree.all('BinaryExpression').filter(({ operator, left, right }) => {
    const value = stringValue(right) ?? '';
    return (/^===?$/.test(operator) ? DEVELOPMENT.test(value) : /^!==?$/.test(operator) && /^prod(uction)?$/.test(value)) && !/^process\.env\b/.test(dottedText(left) ?? '');
  });
  const named = doc.tree.all('Identifier').filter(({ name }) => /^is_?(dev(elopment)?|prod(uction)?)(_?(mode|env))?$/i.test(name)).map((name) => {
    const parent = doc.tree.parent(name);
    return (parent?.type === 'MemberExpression' && parent.property === name ? parent : name) as Node;
  }).flatMap((node) => {
    const parent = doc.tree.parent(node);
    const isNegated = parent?.type === 'UnaryExpression' && parent.operator === '!';
    return /prod/i.test(lastName(node) ?? '') === isNegated ? [isNegated ? parent as Node : node] : [];
  });
  return [...compared, ...named];
}

/** The text of what depends on a test. */
function controlledBy(doc: JavaScriptDoc, test: Node): string {
  let child = test;
  for (const parent of doc.tree.ancestors(test)) {
    if (parent.type === 'IfStatement' || parent.type === 'ConditionalExpression') return child === parent.test ? textOf(doc, parent.consequent) : '';
    if (parent.type === 'LogicalExpression' && parent.operator === '&&' && child === parent.left) return textOf(doc, parent.right);
    if (parent.type === 'ObjectProperty' || parent.type === 'ReturnStatement') return textOf(doc, parent);
    if (parent.type === 'VariableDeclarator' || parent.type === 'BlockStatement' || parent.type === 'Program') return '';
    child = parent;
  }
  return '';
}

/** A value of an option in code that runs: not of a schema, a type or a list of columns. */
function isInCode(doc: JavaScriptDoc, node: Node): boolean {
  for (const ancestor of doc.tree.ancestors(node)) {
    if (ancestor.type === 'ObjectProperty' && /^(select|include|properties|schema|fields|attributes)$/.test(keyName(ancestor) ?? '')) return false;
    if (ancestor.type === 'BlockStatement' || ancestor.type === 'Program') return true;
  }
  return true;
}

function isOn(node: Node): boolean {
  const value = unwrapped(node);
  return value.type === 'BooleanLiteral' && value.value;
}

/** `process.env.DEBUG || true`, `process.env.DEBUG !== 'false'`, `process.env.NODE_ENV !== 'production'`. */
function isOnByDefault(doc: JavaScriptDoc, node: Node): boolean {
  const value = unwrapped(node);
  if (value.type === 'LogicalExpression' && value.operator !== '&&') return (isOn(value.right) || stringValue(value.right) === 'true') && dependsOnEnvironment(doc, value.left);
  if (value.type !== 'BinaryExpression' || !/^!==?$/.test(value.operator)) return false;
  return envName(doc, value.left) !== undefined && /^(false|0|no|off|production|prod)$/.test(stringValue(value.right) ?? '');
}

function isRead(doc: JavaScriptDoc, node: Node): boolean {
  const value = unwrapped(node);
  return value.type !== 'BooleanLiteral' && dependsOnEnvironment(doc, value) && !isOnByDefault(doc, value);
}

/** `process.env.NODE_ENV === 'development'`: off where nothing is said. */
function isSafeTest(doc: JavaScriptDoc, test: Node): boolean {
  if (test.type !== 'BinaryExpression' || !/^===?$/.test(test.operator)) return false;
  return ENVIRONMENT.test(envName(doc, test.left) ?? '') && DEVELOPMENT.test(stringValue(test.right) ?? '');
}

/** `process.env.NODE_ENV || 'development'` that decides something; one that is only shown does not. */
function isDefaultEnvironment(doc: JavaScriptDoc, project: ProjectView, text: Node): boolean {
  const isEnvironment = [...insteadOf(doc, text)].some((other) => ENVIRONMENT.test(envName(doc, other) ?? ''));
  const schema = isEnvironment ? undefined : schemaDefault(doc, text);
  if (!isEnvironment && !schema) return false;
  for (const parent of doc.tree.ancestors(text)) {
    if (isCall(parent) && (isLogCall(doc, parent, project) || /^console\.|\.(json|send|write)$/.test(dottedText(parent.callee) ?? '') || /^(json|send|write)$/.test(lastName(parent.callee) ?? '') || dottedText(parent.callee) === 'Sentry.init')) return false;
    if (parent.type === 'TemplateLiteral') return false;
    if (parent.type === 'ObjectProperty' && !/^(env|NODE_ENV|nodeEnv|node_env|environment|APP_ENV|mode|stage)$/.test(keyName(parent) ?? '')) return false;
    if (parent.type === 'ReturnStatement' || parent.type === 'VariableDeclarator' || parent.type === 'ClassProperty') break;
  }
  return !isInAnswer(doc, text);
}

/** `NODE_ENV: z.enum([…]).default('development')`. */
function schemaDefault(doc: JavaScriptDoc, text: Node): boolean {
  const call = doc.tree.parent(text);
  if (!isCall(call) || lastName(call.callee) !== 'default' || call.arguments[0] !== text) return false;
  const property = doc.tree.closest(call, 'ObjectProperty');
  return !!property && ENVIRONMENT.test(keyName(property) ?? '');
}

/** The environment is one of the things a health route or a metric tells. */
function isInAnswer(doc: JavaScriptDoc, text: Node): boolean {
  const object = doc.tree.closest(text, 'ObjectExpression');
  return !!object && object.properties.some((each) => each.type === 'ObjectProperty' && /^(uptime|timestamp|status|dsn|serviceName|service|release|hostname|tracesSampleRate|message)$/.test(keyName(each) ?? ''));
}

/** `process.env.NODE_ENV !== 'production' ? err.stack : undefined` in an answer. */
function isShownUnlessProduction(doc: JavaScriptDoc, stack: Node): boolean {
  for (const { test, holds } of conditionsOf(doc, stack)) {
    const text = textOf(doc, test);
    if (!/NODE_ENV|APP_ENV/.test(text) || !/prod/.test(text)) continue;
    const isNegated = /!==?/.test(text);
    if (isNegated === holds && isInResponse(doc, stack)) return true;
  }
  return false;
}

function isInResponse(doc: JavaScriptDoc, node: Node): boolean {
  for (const ancestor of doc.tree.ancestors(node)) {
    if (isCall(ancestor)) return /^(json|send|end|write|render)$/.test(lastName(ancestor.callee) ?? '');
    if (ancestor === enclosingFunction(doc.tree, node)) return false;
    if (ancestor.type === 'AssignmentExpression') return /response|body|result|payload|answer|error/i.test(textOf(doc, ancestor.left));
    if (ancestor.type === 'VariableDeclarator') return /response|body|payload|answer/i.test(textOf(doc, ancestor.id));
  }
  return false;
}

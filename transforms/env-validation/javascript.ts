import { envName, envReads, isEnvironment } from '../../src/languages/javascript/environment.ts';
import { enclosingFunction, functionName, isCall, isFunction, lastName, runsAtImport, textOf, unwrapped, type AnyCall } from '../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../src/languages/javascript/parse.ts';
import { optionOf, packageOf, valueOf } from '../../src/languages/javascript/queries.ts';
import { isUsed } from '../../src/languages/javascript/use.ts';
import { spanOf, type Node, type NodeOf } from '../../src/languages/javascript/tree.ts';
import type { ProjectView } from '../../src/languages/types.ts';
import { checkRule, type Place } from '../../src/transform.ts';

/** Functions of packages made for this. */
const MADE_FOR_IT = /^(envalid|znv|@t3-oss\/env-(core|nextjs|nuxt)|env-schema|@fastify\/env|zod-config|@julr\/vite-plugin-validate-env|env-smart|env-var|@keyv\/env|dotenv-safe|ts-env|@lemonbeam\/env|typed-env)$/;
const VALIDATORS = /^(cleanEnv|parseEnv|createEnv|envSchema|from|get|default|bool|load|config|validateEnv|makeValidator|customCleanEnv)$/;
const PARSES = /^(parse|safeParse|parseAsync|safeParseAsync|validate|validateSync|attempt|assert|strict|validateOrReject|decodeUnknownSync|plainToInstance|plainToClass)$/;
const CONFIG_VALUE = /^(env|source|config|rawEnv|raw|processEnv|environment|vars|variables|input|configObject)$/i;
/** Files that run when the program starts. */
const STARTS = /(^|\/)((config|env|environment|settings)\/|([\w-]*(env|config|environment|settings)[\w.-]*|server|index|main|app|bootstrap|startup)\.[cm]?[jt]s$)/i;
const REQUIRED_LIST = /required|mandatory|must|needed|missing|critical|env/i;

export const javascript = {
  ...checkRule<JavaScriptDoc>({
    prefilter: /env/i,
    * evidence(doc, project) {
      const place = validationOf(doc, project);
      if (place) yield place;
      else yield* alone(doc);
    },
    * problems(doc, project) {
      for (const place of warnings(doc)) yield place;
      if (validationOf(doc, project) || isValidatedElsewhere(project)) return;
      const single = stops(doc)[0];
      if (single) yield { ...spanOf(single.node), message: `Only ${namesOf(doc)} is checked, where it is used: the other variables are not` };
    },
  }),
  collect: {
    prefilter: /env/i,
    facts: (doc: JavaScriptDoc, project: ProjectView) => (validationOf(doc, project) ? { dir: project.package.dir } : undefined),
  },
};

function isValidatedElsewhere(project: ProjectView): boolean {
  return project.collected.some(({ facts }) => (facts as { dir: string }).dir === project.package.dir);
}

/** Where the environment as a whole is checked: by a schema, or by a list of required names. */
function validationOf(doc: JavaScriptDoc, project: ProjectView): Place | undefined {
  for (const call of doc.tree.all('CallExpression', 'OptionalCallExpression', 'NewExpression')) {
    if (call.type !== 'NewExpression' && isSchemaCall(doc, call)) return { ...spanOf(call), message: 'The environment is checked against a schema' };
    if (call.type !== 'NewExpression' && isNestConfig(doc, call)) return { ...spanOf(call), message: 'Nest checks the environment when it starts' };
  }
  const list = requiredList(doc).find(({ node, isStrict }) => isStrict && isUsed(doc, project, node));
  if (list) return { ...spanOf(list.node), message: 'Required variables are checked, and missing ones stop the start' };
  const helper = requiringHelper(doc);
  if (helper) return { ...spanOf(helper), message: 'Required variables are read by a function that stops when one is missing' };
  const names = new Set(stops(doc).map(({ name }) => name));
  return names.size >= 3 && STARTS.test(doc.path) ? { ...spanOf(stops(doc)[0]!.node), message: `${names.size} variables are checked, and missing ones stop the start` } : undefined;
}

/** `schema.parse(process.env)`, `cleanEnv(process.env, …)`, `createEnv({ … })`, also where the environment is a parameter's default. */
function isSchemaCall(doc: JavaScriptDoc, call: AnyCall): boolean {
  const from = packageOf(doc.scopes.qualifiedName(call.callee));
  const name = lastName(call.callee) ?? '';
  if (from !== undefined && MADE_FOR_IT.test(from) && VALIDATORS.test(name)) return from !== 'env-var' || /required\(/.test(doc.text);
  if (call.arguments.some((each) => MADE_FOR_IT.test(packageOf(doc.scopes.qualifiedName(each)) ?? ''))) return true;
  if (from === 'convict' || (name === 'validate' && /convict/.test(doc.text))) return /\.validate\(/.test(doc.text) && /\benv\s*:/.test(doc.text);
  if (!PARSES.test(name) || /^(JSON|Date|path|url|qs|querystring|dotenv|Object|Array)$/.test(objectName(call) ?? '')) return /^ajv|validate/i.test(name) && call.arguments.some((each) => isEnvironment(doc, each)) && name !== 'validateEnvironmentExists';
  return call.arguments.some((argument) => isWholeEnvironment(doc, argument));
}

function objectName(call: AnyCall): string | undefined {
  return call.callee.type === 'MemberExpression' || call.callee.type === 'OptionalMemberExpression' ? lastName(call.callee.object) : undefined;
}

/** The environment, an object of at least two of its variables, or a parameter that is given it. */
function isWholeEnvironment(doc: JavaScriptDoc, node: Node): boolean {
  if (isEnvironment(doc, node)) return true;
  const value = valueOf(doc, node);
  if (!value) return false;
  if (value.type === 'ObjectExpression') {
    const reads = value.properties.filter((each) => each.type === 'SpreadElement' ? isEnvironment(doc, each.argument) : each.type === 'ObjectProperty' && [each.value, ...doc.tree.inside(each.value, 'MemberExpression')].some((part) => part.type === 'MemberExpression' && isEnvironment(doc, part.object)));
    return reads.length >= 2 || reads.some(({ type }) => type === 'SpreadElement');
  }
  if (value.type !== 'Identifier' || !CONFIG_VALUE.test(value.name)) return false;
  const fn = doc.scopes.bindingOf(value)?.by;
  const isDefault = isFunction(fn) && fn.params.some((param) => param.type === 'AssignmentPattern' && isEnvironment(doc, param.right));
  return isDefault || isFunction(fn) && /env|config/i.test(functionName(doc.tree, fn) ?? '') && /env/i.test(doc.path + value.name);
}

/** `ConfigModule.forRoot({ validationSchema })` and `validate`. */
function isNestConfig(doc: JavaScriptDoc, call: AnyCall): boolean {
  return /^forRoot(Async)?$/.test(lastName(call.callee) ?? '') && objectName(call) === 'ConfigModule' && !!(optionOf(doc, call, 'validationSchema') ?? optionOf(doc, call, 'validate'));
}

/** A check of a list of names: `required.filter((name) => !process.env[name])`, and whether missing ones stop the program. */
function requiredList(doc: JavaScriptDoc): { readonly node: Node; readonly isStrict: boolean }[] {
  return doc.tree.all('MemberExpression', 'OptionalMemberExpression').flatMap((read) => {
    if (!read.computed || read.property.type === 'StringLiteral' || !isEnvironment(doc, read.object)) return [];
    const loop = doc.tree.closest(read, 'ForOfStatement', 'CallExpression', 'ForInStatement');
    const isLoop = loop?.type === 'ForOfStatement' || isCall(loop) && /^(filter|forEach|map|some|every|find|reduce)$/.test(lastName(loop.callee) ?? '');
    const over = loop?.type === 'ForOfStatement' ? loop.right : isCall(loop) && loop.callee.type === 'MemberExpression' ? loop.callee.object : undefined;
    if (!isLoop || !over || !isCondition(doc, read) || !REQUIRED_LIST.test(textOf(doc, over)) && valueOf(doc, over)?.type !== 'ArrayExpression') return [];
    const around = enclosingFunction(doc.tree, loop!) ?? doc.tree.program;
    return [{ node: loop as Node, isStrict: isFunction(around) && around !== doc.tree.parent(loop!) ? leavesProgram(doc, around) || isThrownByCaller(doc, around) : leavesProgram(doc, loop!) || isTestedThen(doc, loop!) }];
  });
}

/** `!process.env[name]`, `=== undefined`, or a test of a name bound to it. */
function isCondition(doc: JavaScriptDoc, read: Node): boolean {
  for (const parent of doc.tree.ancestors(read)) {
    if (parent.type === 'UnaryExpression' && parent.operator === '!') return true;
    if (parent.type === 'BinaryExpression') return /^[=!]==?$/.test(parent.operator);
    if (parent.type === 'IfStatement' || parent.type === 'LogicalExpression' && parent.operator === '&&') return false;
    if (parent.type === 'VariableDeclarator' && parent.id.type === 'Identifier') {
      return (doc.scopes.bindingOf(parent.id)?.uses ?? []).some((use) => doc.tree.parent(use)?.type === 'UnaryExpression' || doc.tree.parent(use)?.type === 'BinaryExpression');
    }
    if (isFunction(parent) && parent.body.type !== 'BlockStatement') return false;
    if (isFunction(parent) || parent.type === 'BlockStatement') return false;
  }
  return false;
}

/** At the top of a file: `const missing = …; if (missing.length) throw …`, or a list that the loop adds to. */
function isTestedThen(doc: JavaScriptDoc, loop: Node): boolean {
  const declared = doc.tree.closest(loop, 'VariableDeclarator');
  const pushed = doc.tree.inside(loop, 'CallExpression').filter((call) => lastName(call.callee) === 'push' && call.callee.type === 'MemberExpression').map((call) => (call.callee as NodeOf<'MemberExpression'>).object);
  return [declared?.id, ...pushed].some((id) => (doc.scopes.bindingOf(id)?.uses ?? []).some((use) => {
    const test = doc.tree.closest(use, 'IfStatement');
    return !!test && use.end! <= test.test.end! && leavesProgram(doc, test.consequent);
  })) || !!doc.tree.closest(loop, 'IfStatement') && leavesProgram(doc, doc.tree.closest(loop, 'IfStatement')!.consequent);
}

/** Code under it throws or ends the process. */
function leavesProgram(doc: JavaScriptDoc, node: Node): boolean {
  if (node.type === 'ThrowStatement') return true;
  const exits = doc.tree.inside(node, 'CallExpression').some((call) => /^process\.exit$|^(Deno\.)?exit$/.test(textOf(doc, call.callee)) || /^(fail|abort|die)$/.test(lastName(call.callee) ?? ''));
  return exits || doc.tree.inside(node, 'ThrowStatement').length > 0 || doc.tree.inside(node, 'AssignmentExpression').some((set) => textOf(doc, set.left) === 'process.exitCode');
}

/** The function returns what is missing, and who calls it stops. */
function isThrownByCaller(doc: JavaScriptDoc, fn: Node): boolean {
  if (!isFunction(fn) || fn.type !== 'FunctionDeclaration' || !fn.id) return false;
  return (doc.scopes.bindingOf(fn.id)?.uses ?? []).some((use) => {
    const around = enclosingFunction(doc.tree, use as Node) ?? doc.tree.program;
    return around !== fn && leavesProgram(doc, around);
  });
}

/** Variables that are checked where they are used. */
function alone(doc: JavaScriptDoc): Place[] {
  return stops(doc).slice(0, 1).map(({ node }) => ({ ...spanOf(node), message: `${namesOf(doc)} is required: it stops without` }));
}

function namesOf(doc: JavaScriptDoc): string {
  return [...new Set(stops(doc).map(({ name }) => `\`${name}\``))].join(', ');
}

function warnings(doc: JavaScriptDoc): Place[] {
  return [...new Map(requiredList(doc).map((each) => [each.node, each])).values()].filter(({ isStrict }) => !isStrict).map(({ node }) => ({ ...spanOf(node), message: 'Missing variables are noticed, and the program goes on' }));
}

/** `function requireEnv(name) { const value = process.env[name]; if (!value) throw … }`, called for two names or more. */
function requiringHelper(doc: JavaScriptDoc): Node | undefined {
  for (const read of doc.tree.all('MemberExpression', 'OptionalMemberExpression')) {
    if (!read.computed || !isEnvironment(doc, read.object) || read.property.type === 'StringLiteral') continue;
    const fn = enclosingFunction(doc.tree, read);
    const isParameter = fn?.params.some((param) => param.type === 'Identifier' && read.property.type === 'Identifier' && param.name === read.property.name);
    if (fn && isParameter && doc.tree.inside(fn, 'ThrowStatement').length > 0) {
      const id = fn.type === 'FunctionDeclaration' ? fn.id : undefined;
      const parent = doc.tree.parent(fn);
      const name = id ?? (parent?.type === 'VariableDeclarator' ? parent.id : undefined);
      const uses = doc.scopes.bindingOf(name)?.uses ?? [];
      if (uses.filter((use) => isCall(doc.tree.parent(use)) && (STARTS.test(doc.path) || runsAtImport(doc.tree, use as Node))).length >= 2) return fn;
    }
  }
  return undefined;
}

/** `if (!process.env.X) throw …` when the module loads or the server starts. */
function stops(doc: JavaScriptDoc): { readonly node: NodeOf<'IfStatement'>; readonly name: string }[] {
  const read = new Set(envReads(doc).map(({ name }) => name));
  return doc.tree.all('IfStatement').flatMap((node) => {
    const fn = enclosingFunction(doc.tree, node);
    const name = fn ? functionName(doc.tree, fn) ?? '' : '';
    if (fn && !/valid|env|config|boot|start|main|init|secret|assert/i.test(name) || !stopsHere(doc, node.consequent)) return [];
    const tests = node.test.type === 'LogicalExpression' && node.test.operator === '||' ? leaves(node.test) : [node.test];
    return tests.flatMap((test) => {
      const value = test.type === 'UnaryExpression' && test.operator === '!' ? unwrapped(test.argument) : undefined;
      const missing = value ? envName(doc, value) : undefined;
      return missing && (read.has(missing) || /^[A-Z][A-Z0-9_]+$/.test(missing)) ? [{ node, name: missing }] : [];
    });
  });
}

function leaves(node: Node): Node[] {
  return node.type === 'LogicalExpression' ? [...leaves(node.left), ...leaves(node.right)] : [node];
}

function stopsHere(doc: JavaScriptDoc, branch: Node): boolean {
  if (branch.type === 'ThrowStatement') return true;
  return doc.tree.inside(branch, 'ThrowStatement', 'CallExpression').some((each) => each.type === 'ThrowStatement' || textOf(doc, each.callee) === 'process.exit');
}


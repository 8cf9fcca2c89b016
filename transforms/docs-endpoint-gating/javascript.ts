import { dependsOnEnvironment, environmentGate } from '../../src/languages/javascript/environment.ts';
import { isCall, isFunction, keyName, lastName, textOf, unwrapped } from '../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../src/languages/javascript/parse.ts';
import { layersOf } from '../../src/languages/javascript/layers.ts';
import { isFrom, madeFrom, methodCalls, valueOf } from '../../src/languages/javascript/queries.ts';
import { routesOf } from '../../src/languages/javascript/routes.ts';
import { isActive } from '../../src/languages/javascript/use.ts';
import { spanOf, type Node, type NodeOf } from '../../src/languages/javascript/tree.ts';
import type { ProjectView } from '../../src/languages/types.ts';
import { checkRule } from '../../src/transform.ts';

const UI = /^(swagger-ui-express|@fastify\/swagger-ui|fastify-swagger|swagger-ui-koa|koa2-swagger-ui|@hono\/swagger-ui|@elysiajs\/(swagger|openapi)|@scalar\/[\w-]+|redoc-express|redoc|@nestjs\/swagger|express-swagger-generator|@hapi\/swagger|hapi-swagger|rapidoc|@asteasolutions\/zod-to-openapi-ui)$/;
const DOCS_PATH = /^\/(?:api\/(?:v\d+\/)?)?(docs?|api-?docs?|swagger(-ui)?|redoc|openapi|documentation|reference|scalar)(\.json|\.ya?ml|\/|$)/i;
const SETS_UP = /swagger|openapi|api_?docs|redoc|scalar/i;
const AUTH = /basicAuth|auth|guard|protect|admin|login|require|restrict|verify/i;

export const javascript = {
  ...checkRule<JavaScriptDoc>({
    prefilter: /swagger|openapi|redoc|scalar|\bdocs?\b|documentation|reference|introspection/i,
    * evidence(doc, project) {
      for (const node of setUpsOf(doc)) {
        const gate = gateOf(doc, project, node);
        if (gate !== undefined) yield { ...spanOf(node), message: gate };
      }
      for (const made of madeFrom(doc, /disable-introspection$/)) if (isActive(doc, project, made)) yield { ...spanOf(made), message: 'GraphQL does not tell its schema' };
      for (const option of introspectionOf(doc)) if (!isLiteral(option.value, true)) yield { ...spanOf(option), message: isLiteral(option.value, false) ? 'GraphQL does not tell its schema' : 'Whether GraphQL tells its schema depends on the environment' };
    },
    * problems(doc, project) {
      for (const node of setUpsOf(doc)) if (gateOf(doc, project, node) === undefined) yield { ...spanOf(node), message: 'The docs of the API are open to everybody, in every environment' };
      for (const option of introspectionOf(doc)) if (isLiteral(option.value, true)) yield { ...spanOf(option), message: 'GraphQL tells its schema to everybody, in every environment' };
    },
  }),
  collect: {
    prefilter: SETS_UP,
    /** Functions that set docs up and are called under a condition on the environment: who they are is known where they are defined. */
    facts(doc: JavaScriptDoc) {
      const gated = doc.tree.all('CallExpression').flatMap((call) => (SETS_UP.test(lastName(call.callee) ?? '') && environmentGate(doc, call) ? [lastName(call.callee)!] : []));
      return gated.length > 0 ? gated : undefined;
    },
  },
};

/** Where pages of docs become part of an app. */
function setUpsOf(doc: JavaScriptDoc): Node[] {
  const nest = methodCalls(doc, /^setup$/).filter((call) => /SwaggerModule$/.test(textOf(doc, (call.callee as { object: Node }).object)) && call.arguments.length >= 2);
  const layers = layersOf(doc).filter(({ value }) => isDocs(doc, value)).map(({ call }) => call as Node);
  const routes = routesOf(doc).filter(({ path, method, handlers, node }) => (DOCS_PATH.test(path) && (method === 'get' || method === 'use' || method === 'all') && handlers.length > 0 && isServed(doc, node)) || handlers.some((handler) => isDocs(doc, handler))).map(({ node }) => node);
  return [...new Set<Node>([...nest, ...layers, ...routes])].sort((a, b) => a.start! - b.start!);
}

/** `introspection` of a GraphQL server, where it is written or depends on the environment. */
function introspectionOf(doc: JavaScriptDoc): NodeOf<'ObjectProperty'>[] {
  return doc.tree.all('ObjectProperty').filter((each) => keyName(each) === 'introspection' && !!doc.tree.closest(each, 'CallExpression', 'NewExpression') && (unwrapped(each.value).type === 'BooleanLiteral' || dependsOnEnvironment(doc, each.value)));
}

function isLiteral(node: Node, value: boolean): boolean {
  const literal = unwrapped(node);
  return literal.type === 'BooleanLiteral' && literal.value === value;
}

/** What shows docs: `swaggerUi.setup(…)`, `swaggerUI({ url })`, `apiReference(…)`, or a plugin by its import. */
function isDocs(doc: JavaScriptDoc, node: Node): boolean {
  if (isFrom(doc, node, UI)) return true;
  const call = valueOf(doc, node);
  if (!isCall(call)) return false;
  return isFrom(doc, call.callee, UI) || [...madeFrom(doc, UI)].some((made) => made === call);
}

/** A route of docs, rather than one that manages documents. */
function isServed(doc: JavaScriptDoc, node: Node): boolean {
  const text = textOf(doc, node);
  return SETS_UP.test(text) && !/axios|fetch\(/.test(text);
}

function gateOf(doc: JavaScriptDoc, project: ProjectView, node: Node): string | undefined {
  if (environmentGate(doc, node)) return 'The docs of the API are there only where the environment says so';
  if (isCall(node) && lastName(node.callee) !== 'setup') {
    const guard = node.arguments.slice(1).find((argument) => !isDocs(doc, argument) && (isCall(argument) || lastName(argument) !== undefined) && AUTH.test(textOf(doc, isCall(argument) ? argument.callee : argument)) && !/serve|setup/i.test(textOf(doc, argument)));
    if (guard) return `The docs of the API are behind \`${textOf(doc, isCall(guard) ? guard.callee : guard)}\``;
  }
  for (const ancestor of doc.tree.ancestors(node)) {
    const parent = doc.tree.parent(ancestor);
    const name = ancestor.type === 'FunctionDeclaration' ? ancestor.id?.name : isFunction(ancestor) && parent?.type === 'VariableDeclarator' ? lastName(parent.id) : undefined;
    if (name !== undefined && project.collected.some(({ facts }) => (facts as readonly string[]).includes(name))) return `\`${name}\` is called only where the environment says so`;
  }
  return undefined;
}

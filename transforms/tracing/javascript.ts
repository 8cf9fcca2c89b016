import { lastName, propertyName, stringValue } from '../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../src/languages/javascript/parse.ts';
import { switchedBy } from '../../src/languages/javascript/conditions.ts';
import { madeFrom, methodCalls, placeAt, type Made } from '../../src/languages/javascript/queries.ts';
import { isActive } from '../../src/languages/javascript/use.ts';
import type { Node } from '../../src/languages/javascript/tree.ts';
import { checkRule } from '../../src/transform.ts';

/** What has to be started after it is made, and the method that does. */
const STARTED: readonly (readonly [packages: RegExp, exported: RegExp, start: RegExp])[] = [
  [/^@opentelemetry\/sdk-node$/, /^(NodeSDK|core\.NodeSDK)$/, /^start$/],
  [/^@opentelemetry\/(sdk-trace-node|node|sdk-trace-base)$/, /^(NodeTracerProvider|BasicTracerProvider)$/, /^register$/],
];
/** Calls that start a tracer by themselves. */
const STARTING: readonly (readonly [packages: RegExp, exported: RegExp])[] = [
  [/^@vercel\/otel$/, /^registerOTel$/],
  [/^dd-trace$/, /^(default\.)?init$|^tracer\.init$/],
  [/^elastic-apm-node$/, /^start$/],
  [/^@google-cloud\/trace-agent$/, /^start$/],
  [/^aws-xray-sdk(-express|-core)?$/, /^(captureHTTPsGlobal|express\.openSegment|openSegment)$/],
  [/^@azure\/monitor-opentelemetry$/, /^useAzureMonitor$/],
  [/^@elysiajs\/opentelemetry$/, /^opentelemetry$/],
  [/^@hono\/otel$/, /^(httpInstrumentationMiddleware|otel)$/],
  [/^(jaeger-client)$/, /^(initTracer|initTracerFromEnv)$/],
];

export const javascript = checkRule<JavaScriptDoc>({
  prefilter: /opentelemetry|@vercel\/otel|@hono\/otel|dd-trace|elastic-apm|trace-agent|xray|newrelic|jaeger-client/i,
  *evidence(doc, project) {
    for (const made of tracers(doc)) if (isActive(doc, project, made)) yield placeAt(made, 'requests are traced');
    for (const node of doc.tree.all('ImportDeclaration', 'CallExpression')) {
      const module = node.type === 'ImportDeclaration' ? node.source.value : lastName(node.callee) === 'require' ? stringValue(node.arguments[0]) : undefined;
      if ((module === 'newrelic' || module === 'dd-trace/init') && isActive(doc, project, node)) yield placeAt(node, 'requests are traced');
    }
  },
  *problems(doc, project) {
    for (const made of tracers(doc)) {
      const needed = switchedBy(doc, made);
      if (needed !== undefined && isActive(doc, project, made)) yield placeAt(made, `requests are traced only where ${needed} is set`);
    }
  },
});

function* tracers(doc: JavaScriptDoc): Generator<Made> {
  for (const [packages, exported] of STARTING) yield* madeFrom(doc, packages, exported);
  for (const [packages, exported, start] of STARTED) {
    for (const made of madeFrom(doc, packages, exported)) if (isStarted(doc, made, start)) yield made;
  }
}

/** `sdk.start()`, on the name or the member it was given. */
function isStarted(doc: JavaScriptDoc, made: Made, start: RegExp): boolean {
  const parent = doc.tree.parent(made);
  if (parent?.type === 'MemberExpression') return start.test(propertyName(parent) ?? '');
  const name = parent?.type === 'VariableDeclarator' ? lastName(parent.id) : parent?.type === 'AssignmentExpression' ? lastName(parent.left) : parent?.type === 'ClassProperty' ? lastName(parent.key as Node) : undefined;
  return methodCalls(doc, start).some(({ callee }) => 'object' in callee && lastName(callee.object as Node) === name && name !== undefined);
}

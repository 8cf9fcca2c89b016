import { functionName, lastName, textOf, unwrapped } from '../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../src/languages/javascript/parse.ts';
import { layersOf } from '../../src/languages/javascript/layers.ts';
import { functionOf, functionsAround, isFrom, madeFrom, methodCalls, placeAt } from '../../src/languages/javascript/queries.ts';
import { routesOf } from '../../src/languages/javascript/routes.ts';
import { isActive } from '../../src/languages/javascript/use.ts';
import { isWithin, type Node } from '../../src/languages/javascript/tree.ts';
import { checkRule } from '../../src/transform.ts';

const PLUGINS = /^(express-prom-bundle|fastify-metrics|koa-prometheus|@hono\/prometheus|elysia-prometheus|prometheus-api-metrics|swagger-stats|express-prometheus-middleware|@immobiliarelabs\/fastify-metrics)$/;
const NEST = /^(@willsoto\/nestjs-prometheus|nestjs-prometheus)$/;
const REGISTRY = /^(register|registry|metricsRegistry|promClient|client|prom|\w*[rR]egist(er|ry))$/;

export const javascript = checkRule<JavaScriptDoc>({
  prefilter: /metrics|prometheus|prom-bundle|swagger-stats/i,
  *evidence(doc, project) {
    const said = (node: Node) => placeAt(node, 'metrics are exposed');
    for (const made of madeFrom(doc, PLUGINS)) if (isActive(doc, project, made)) yield said(made);
    for (const { call, value } of layersOf(doc)) if (isFrom(doc, value, PLUGINS) && isActive(doc, project, call)) yield said(call);
    for (const made of madeFrom(doc, NEST, /^PrometheusModule\.register/)) yield said(made);
    for (const made of madeFrom(doc, /^@opentelemetry\/exporter-prometheus$/, /^PrometheusExporter$/)) if (isActive(doc, project, made)) yield said(made);
    // `res.end(await register.metrics())`, in a route or in what one calls.
    for (const call of methodCalls(doc, /^metrics$/)) {
      const object = unwrapped((call.callee as { object: Node }).object);
      if (call.arguments.length > 0 || !REGISTRY.test(lastName(object) ?? '') || !isActive(doc, project, call)) continue;
      const isServed = [...functionsAround(doc, call)].some((fn) => /metrics/i.test(functionName(doc.tree, fn) ?? '') && /prom-client/.test(doc.text));
      if (isServed || routesOf(doc).some(({ path, handlers, node }) => /metrics$|prometheus$/.test(path) && [node, ...handlers].some((each) => isWithin(call, functionOf(doc, each) ?? each)))) yield said(call);
    }
    // The text format written by hand.
    for (const { node, path, handlers } of routesOf(doc)) {
      if (/metrics$/.test(path) && handlers.some((each) => /# (TYPE|HELP) \w+/.test(textOf(doc, functionOf(doc, each) ?? each))) && isActive(doc, project, node)) yield said(node);
    }
  },
});

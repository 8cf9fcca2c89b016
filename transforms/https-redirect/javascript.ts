import { functionName, lastName, literalText, textOf } from '../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../src/languages/javascript/parse.ts';
import { switchedBy } from '../../src/languages/javascript/conditions.ts';
import { isMiddleware, layersOf } from '../../src/languages/javascript/layers.ts';
import { functionsAround, isFrom, madeFrom, methodCalls, placeAt, valueOf } from '../../src/languages/javascript/queries.ts';
import { isActive } from '../../src/languages/javascript/use.ts';
import type { Node } from '../../src/languages/javascript/tree.ts';
import type { ProjectView } from '../../src/languages/types.ts';
import { checkRule } from '../../src/transform.ts';

const LIBRARIES = /^(express-sslify|express-enforces-ssl|express-force-https|express-force-ssl|express-https-redirect|koa-sslify|fastify-https-redirect|heroku-ssl-redirect|@rocketseat\/heroku-ssl-redirect|yes-https|redirect-https|express-to-https|redirectssl)$/;
/** How code asks whether a request came by HTTPS. */
const ASKS = /x-forwarded-proto|forwarded-?proto|\b(req|request|ctx|c)(\.\w+)?\.(secure|protocol)\b|\.encrypted\b|\bprotocol\b/i;

export const javascript = checkRule<JavaScriptDoc>({
  prefilter: /https|ssl/i,
  *evidence(doc, project) {
    for (const made of madeFrom(doc, LIBRARIES)) if (isActive(doc, project, made)) yield placeAt(made, 'HTTP is redirected to HTTPS');
    for (const { call, value } of layersOf(doc)) if (isFrom(doc, value, LIBRARIES) && value.type === 'Identifier' && isActive(doc, project, call)) yield placeAt(call, 'HTTP is redirected to HTTPS');
    for (const call of redirects(doc, project)) yield placeAt(call, 'HTTP is redirected to HTTPS');
  },
  *problems(doc, project) {
    for (const call of redirects(doc, project)) {
      const needed = [call, ...functionsAround(doc, call)].map((each) => switchedBy(doc, each)).find((name) => name !== undefined);
      if (needed !== undefined) yield placeAt(call, `HTTP is redirected only where ${needed} is set`);
    }
  },
});

/** `res.redirect(301, `https://${req.headers.host}${req.url}`)` in middleware that asks how the request came. */
function redirects(doc: JavaScriptDoc, project: ProjectView): Node[] {
  return methodCalls(doc, /^(redirect|writeHead)$/).filter((call) => {
    const fn = [...functionsAround(doc, call)].find((each) => isMiddleware(doc, each) || /https|ssl/i.test(functionName(doc.tree, each) ?? ''));
    if (!fn || !ASKS.test(textOf(doc, fn))) return false;
    const isSecure = call.arguments.some((each) => leadsToHttps(doc, each, fn));
    return isSecure && isActive(doc, project, call) && isActive(doc, project, fn);
  });
}

/** A text that begins with `https://` and goes on with the host that was asked for, or a URL whose protocol was set so. */
function leadsToHttps(doc: JavaScriptDoc, argument: Node, fn: Node): boolean {
  const value = valueOf(doc, argument);
  if (!value) return false;
  if (value.type === 'ObjectExpression') return value.properties.some((each) => each.type === 'ObjectProperty' && leadsToHttps(doc, each.value, fn));
  if (/^https:\/\/(?![\w-]+\.)/.test(literalText(value) ?? '')) return /host|req|url/i.test(textOf(doc, value));
  const name = lastName(value);
  return doc.tree.inside(fn, 'AssignmentExpression').some(({ left, right }) => lastName(left) === 'protocol' && /^https:?$/.test(literalText(right) ?? '') && name !== undefined && textOf(doc, left).startsWith(name.replace(/\.\w+$/, '')));
}

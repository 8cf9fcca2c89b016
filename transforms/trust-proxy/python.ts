import { argumentsOf, lastName, stringValue } from '../../src/languages/python/nodes.ts';
import { namedValues } from '../../src/languages/python/environment.ts';
import type { PythonDoc } from '../../src/languages/python/parse.ts';
import { whenUnset } from '../../src/languages/python/unset.ts';
import type { PyNode } from '../../src/languages/python/tree.ts';
import { checkRule, type Place } from '../../src/transform.ts';

export const python = checkRule<PythonDoc>({
  prefilter: /ProxyFix|ProxyHeaders|PROXY|proxy_headers|forwarded/i,
  * evidence(doc) {
    for (const call of doc.root.descendants('call')) {
      const callee = call.field('function')!;
      const { positional, keywordNodes, keywords } = argumentsOf(call);
      const name = lastName(callee) ?? '';
      const middleware = /^(add_middleware|Middleware)$/.test(name) ? lastName(positional[0]) ?? '' : name;
      if (/^(ProxyFix|ProxyHeadersMiddleware|XForwardedFor\w*|ForwardedMiddleware)$/.test(middleware) && call.parent?.kind !== 'class_definition') yield place(call, `\`${middleware}\` takes the client's address and scheme from the proxy`);
      if (/(^|\.)uvicorn\.(run|Config)$/.test(doc.scopes.qualifiedName(callee) ?? '')) {
        const flag = keywordNodes.get('forwarded_allow_ips') ?? (keywords.get('proxy_headers')?.kind === 'true' ? keywordNodes.get('proxy_headers') : undefined);
        if (flag) yield place(flag, 'uvicorn takes the headers of the proxy');
      }
    }
    for (const { name, value, node, kind } of namedValues(doc)) {
      if (kind !== 'assignment' || ['none', 'false'].includes(value.kind)) continue;
      if (name === 'SECURE_PROXY_SSL_HEADER') yield place(node, 'Django takes the scheme from the proxy');
      if (name === 'USE_X_FORWARDED_HOST') yield place(node, 'Django takes the host name from the proxy');
      if (name === 'forwarded_allow_ips' && !node.closest('function_definition')) yield place(node, 'gunicorn takes the headers of the proxy');
    }
  },
  * problems(doc) {
    for (const call of doc.root.descendants('call')) {
      const { positional, keywords } = argumentsOf(call);
      const isMiddleware = /ProxyHeadersMiddleware$/.test(call.field('function')!.text) || /ProxyHeadersMiddleware$/.test(positional[0]?.text ?? '');
      const trusted = keywords.get('trusted_hosts') ?? keywords.get('forwarded_allow_ips');
      if ((isMiddleware || keywords.has('forwarded_allow_ips')) && /^\[?\s*["']\*["']\s*\]?$/.test(trusted?.text ?? '')) yield place(call, 'the headers are believed whoever sends them: name the proxy');
      if (readsHeader(call)) yield place(call, 'the header is believed whoever sends it: a client can write any address into it');
    }
    for (const { name, value, node, kind } of namedValues(doc)) {
      if (kind === 'assignment' && name === 'forwarded_allow_ips' && whenUnset(doc, value) === '*') yield place(node, 'the headers are believed whoever sends them: name the proxy');
    }
    for (const header of doc.root.descendants('subscript')) {
      const key = stringValue(header.field('subscript')) ?? '';
      if (FORWARDED.test(key) && /headers|META|environ/.test(header.field('value')!.text)) yield place(header, 'the header is believed whoever sends it: a client can write any address into it');
    }
  },
});

const FORWARDED = /^(http_)?x[-_]forwarded[-_](for|proto|host)$|^(http_)?x[-_]real[-_]ip$/i;

function place(node: PyNode, message: string): Place {
  return { start: node.start, end: node.end, message };
}

/** `request.headers.get("X-Forwarded-For")`, `request.META.get("HTTP_X_FORWARDED_FOR")`. */
function readsHeader(call: PyNode): boolean {
  const callee = call.field('function')!;
  if (lastName(callee) !== 'get' && lastName(callee) !== 'getlist') return false;
  return /headers$|META$|environ$/.test(callee.field('object')?.text ?? '') && FORWARDED.test(stringValue(argumentsOf(call).positional[0]) ?? '');
}

import type { ProjectView } from '../../src/languages/types.ts';
import { appFacts } from '../../src/languages/python/app-facts.ts';
import type { PythonDoc } from '../../src/languages/python/parse.ts';
import { evidenceOf, extensions, middlewareUses, ownMiddleware, stringsOf, switchedOff, withCallees, type Found } from '../../src/languages/python/queries.ts';
import type { PyNode } from '../../src/languages/python/tree.ts';
import { checkRule } from '../../src/transform.ts';

type RequestId = Found & { readonly says: string };

const LIBRARIES = /^(asgi_correlation_id\.(middleware\.)?CorrelationIdMiddleware|django_guid\.middleware\.\w+|log_request_id\.middleware\.RequestIDMiddleware|request_id\.middleware\.\w+|cid\.middleware\.\w+|django_structlog\.middlewares\.(request\.)?(RequestMiddleware|CorrelationMiddleware)|request_id_helper\.\w+|fastapi_request_id\.\w+)$/;
const CONTEXT = /^starlette_context\.middleware\.(Raw)?ContextMiddleware$/;
const HEADER = /^x-?(request|correlation|trace)-?id$/i;

export const python = {
  collect: appFacts,
  ...checkRule<PythonDoc>({
    prefilter: /(request|correlation|trace)[-_]?id|guid|ContextMiddleware|structlog|\bcid\b/i,
    evidence: (doc, project) => evidenceOf(ids(doc, project)),
    problems: (doc, project) => switchedOff(ids(doc, project)),
  }),
};

function ids(doc: PythonDoc, project: ProjectView): RequestId[] {
  return [
    ...middlewareUses(doc, project, LIBRARIES).map((each) => ({ ...each, says: `\`${each.name.split('.').at(-1)}\` gives every request an id` })),
    ...middlewareUses(doc, project, CONTEXT).filter(() => /RequestIdPlugin|CorrelationIdPlugin/.test(doc.text)).map((each) => ({ ...each, says: 'starlette-context gives every request an id' })),
    ...extensions(doc, project, 'flask_log_request_id.RequestID').map((each) => ({ ...each, says: 'Flask-Log-Request-ID gives every request an id' })),
    ...ownMiddleware(doc, project).filter(({ node }) => setsId(withCallees(doc, node))).map((each) => ({ ...each, says: `\`${each.name}\` gives every request an id` })),
  ];
}

/** The header is read or answered, or the id is made and kept for the request. */
function setsId(parts: readonly PyNode[]): boolean {
  const text = parts.map((part) => part.text).join('\n');
  const makes = /\buuid\d?\b|uuid4|token_hex|token_urlsafe|urandom|nanoid|ulid|time\(\)/i.test(text);
  const keeps = /\.(request|correlation|trace)_id\s*=[^=]|(request|correlation|trace)_id\w*\.set\(|bind_contextvars\([^)]*(request|correlation)_id/i.test(text);
  return makes && (keeps || stringsOf(parts).some((each) => HEADER.test(each)));
}

import type { ProjectView } from '../../src/languages/types.ts';
import { appFacts } from '../../src/languages/python/app-facts.ts';
import { conditionOf, isReached } from '../../src/languages/python/conditions.ts';
import { handlersOf } from '../../src/languages/python/handlers.ts';
import { argumentsOf, lastName, stringValue } from '../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../src/languages/python/parse.ts';
import { evidenceOf, ownMiddleware, statusNodes, switchedOff, type Found } from '../../src/languages/python/queries.ts';
import { djangoSettings, entryOf } from '../../src/languages/python/settings.ts';
import type { PyNode } from '../../src/languages/python/tree.ts';
import { checkRule } from '../../src/transform.ts';

type Handler = Found & { readonly says: string };

const REGISTERS = /^(exception_handler|add_exception_handler|errorhandler|app_errorhandler|register_error_handler|exception)$/;
const NEXT = /call_next\(|get_response\(|self\.app\(|\bhandler\(request\)/;

export const python = {
  collect: appFacts,
  ...checkRule<PythonDoc>({
    prefilter: /exception|errorhandler|error_handler|handler500|EXCEPTION_HANDLER/i,
    evidence: (doc, project) => evidenceOf(handlers(doc, project)),
    problems: (doc, project) => switchedOff(handlers(doc, project)),
  }),
};

function handlers(doc: PythonDoc, project: ProjectView): Handler[] {
  return [
    ...registered(doc, project),
    ...givenToApp(doc, project),
    ...django(doc),
    ...ownMiddleware(doc, project).filter(({ node }) => answersForAll(doc, node)).map((each) => ({ ...each, says: `\`${each.name}\` answers for every error` })),
  ];
}

/** `@app.exception_handler(Exception)`, `app.register_error_handler(500, …)`, and what stands for any error in them. */
function registered(doc: PythonDoc, project: ProjectView): Handler[] {
  return doc.root.descendants('call').flatMap((call): Handler[] => {
    const fn = call.field('function')!;
    const { positional, keywords } = argumentsOf(call);
    const caught = positional[0] ?? keywords.get('exc_class_or_status_code');
    if (fn.kind !== 'attribute' || !REGISTERS.test(lastName(fn)!) || !caught || !isAnything(doc, caught) || !isReached(doc, project, call)) return [];
    if (lastName(fn) === 'errorhandler' && isBlueprint(doc, fn.field('object'))) return [];
    if (lastName(fn) === 'exception' && call.parent?.kind !== 'decorator') return [];
    const condition = conditionOf(doc, project, call);
    return [{ node: call, says: `errors nobody handles are answered in one place (\`${caught.text}\`)`, ...(condition && { condition }) }];
  });
}

/** The handlers of a blueprint answer for its own views only. */
function isBlueprint(doc: PythonDoc, object: PyNode | undefined): boolean {
  const [binding] = object?.kind === 'identifier' ? doc.scopes.lookup(object.text, object) : [];
  const value = binding?.node.parent?.kind === 'assignment' ? binding.node.parent.field('right')?.text ?? '' : '';
  return /Blueprint\(/.test(value) || /(^|_)(bp|blueprint)$/i.test(object?.text ?? '');
}

function isAnything(doc: PythonDoc, caught: PyNode): boolean {
  return caught.text === '500' || ['builtins.Exception', 'builtins.BaseException', 'werkzeug.exceptions.InternalServerError', 'starlette.status.HTTP_500_INTERNAL_SERVER_ERROR', 'fastapi.status.HTTP_500_INTERNAL_SERVER_ERROR'].includes(doc.scopes.qualifiedName(caught) ?? '');
}

/** `FastAPI(exception_handlers={Exception: …})`. */
function givenToApp(doc: PythonDoc, project: ProjectView): Handler[] {
  return doc.root.descendants('keyword_argument').filter((pair) => pair.field('name')!.text === 'exception_handlers').flatMap((pair) => {
    const all = pair.field('value')!.named.find((each) => each.kind === 'pair' && isAnything(doc, each.field('key')!));
    return all && isReached(doc, project, pair) ? [{ node: all.field('key')!, says: 'errors nobody handles are answered in one place' }] : [];
  });
}

/** REST framework's `EXCEPTION_HANDLER`, and `handler500` of the URLs. */
function django(doc: PythonDoc): Handler[] {
  const settings = djangoSettings(doc, 'REST_FRAMEWORK').flatMap(({ value }) => {
    const handler = entryOf(value, 'EXCEPTION_HANDLER');
    const name = stringValue(handler);
    return handler && name !== undefined && !name.startsWith('rest_framework.') ? [{ node: handler, says: `\`${name.split('.').at(-1)}\` answers for errors of REST framework views` }] : [];
  });
  const urls = /(^|\/)urls\.py$/.test(doc.path) ? doc.root.descendants('assignment').filter((each) => each.field('left')!.text === 'handler500').map((each) => ({ node: each.field('left')!, says: '`handler500` answers for every error' })) : [];
  return [...settings, ...urls];
}

/** Middleware with the rest of the app in a `try`, which answers in a broad `except`; Django's `process_exception`. */
function answersForAll(doc: PythonDoc, node: PyNode): boolean {
  if (node.descendants('function_definition').some((fn) => fn.field('name')!.text === 'process_exception' && fn.descendants('return_statement').some((each) => each.named.length > 0 && each.named[0]!.kind !== 'none'))) return true;
  return [...handlersOf(doc)].some(({ clause, isBroad, guarded, block, body }) => clause.isWithin(node) && isBroad && NEXT.test(guarded.text)
    && !NEXT.test(block.text) && block.descendants('return_statement').some((each) => statusNodes([each], 500, 'INTERNAL_SERVER_ERROR').length > 0) && body.at(-1)?.kind !== 'raise_statement');
}

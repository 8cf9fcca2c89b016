import { mainCalls } from '../../../src/languages/python/call-kinds.ts';
import type { Handler } from '../../../src/languages/python/handlers.ts';
import { isDocstring } from '../../../src/languages/python/imports.ts';
import { dottedText, enclosingFunction, lineOf, runsIn, statementsOf } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import { tellingCalls } from '../../../src/languages/python/telling-calls.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';

const REQUEST_PART = /^(?:self\.)?(?:flask\.)?(?:request|req)\.(?:headers|cookies|args|form|json|get_json|data|get_data|values|files|query_params|path_params|match_info|GET|POST|META|auth|authorization)\b/;
/** Objects that are there only while a request is answered. */
const CONTEXT = /^flask\.(g|session|request|current_app|has_request_context)$|^flask_login\.current_user$/;
/** `# outside a request`, `# 不在上下文`: said in the words of whoever wrote it. */
const SAYS_NO_CONTEXT = /\b(outside|without|no|not (in|inside|within)|missing)( of)?( an?| the)?( \w+)? (context|request)\b|(不在|没有|无)\S{0,6}(上下文|请求)|(fuera|fora) d[eo]l? contexto|sans contexte|hors contexte|ohne \w*kontext|вне контекста/i;
/** `Return None if the token is invalid or not present.` */
const SAYS_NONE = /\b(returns?|gives?|or|else)\b[^.]{0,40}\b(None|False|null)\b[^.]{0,20}\b(if|when|unless|for|where)\b[^.]{0,60}\b(invalid|not (present|valid|authenticated|logged in|signed in|provided|parse?able)|missing|absent|unauthenticated|anonymous|expired|malformed|unpars\w+|not (be )?parsed)|\b(None|False) on (failure|error|invalid)/i;
/** Functions that say whether something has the right form. */
const ANSWERS_NO = /^_*(try_|safe_)?(validate|is_valid|parse|decode|unsign)(_|$)/;
const NONE = /^return( (None|False))?$/;

/** Why the failure is foreseen: by what the code reads, or by what somebody said of it. */
export function expectedReason(doc: PythonDoc, handler: Handler): string | undefined {
  const { guarded, attempt, clause, body } = handler;
  const contextual = runsIn(guarded, 'attribute', 'identifier').map((node) => ({ node, origin: doc.scopes.qualifiedName(node) ?? '' }));
  const asked = contextual.find(({ origin }) => CONTEXT.test(origin))?.node.text;
  const near = lineOf(doc, attempt.start) - 1;
  const comments = doc.root.descendants('comment').filter(({ start }) => start < clause.end && lineOf(doc, start) >= near);
  if (asked !== undefined && comments.some(({ text }) => SAYS_NO_CONTEXT.test(text))) return `a comment says that \`${asked}\` may not be there`;
  const telling = tellingCalls(guarded);
  const [own] = contextual.filter(({ origin }) => origin === 'flask.g');
  if (own && telling.length === 0) return 'a probe: outside a request `g` has nothing';
  if (telling.every((name) => REQUEST_PART.test(name)) && statementsOf(guarded).length <= 2 && readsRequest(guarded)) return 'a probe: what a client sends may not be there, or be of another form';
  const name = enclosingFunction(attempt)?.field('name')?.text ?? '';
  const reaches = ['sends', 'writes', 'reaches'].includes(mainCalls(guarded)?.kind ?? '');
  if (ANSWERS_NO.test(name) && !reaches && runsIn(guarded, 'await').length === 0 && body.length === 1 && NONE.test(body[0]!.text)) return `a probe: \`${name}\` answers no where its input does not fit`;
  const told = body.length === 1 && NONE.test(body[0]!.text) ? docstringOf(attempt) : undefined;
  return told !== undefined && SAYS_NONE.test(told) && !/\b(save|write|creat|updat|delet|send)/i.test(telling.join(' ')) ? 'the docstring says that this is how the function answers what it cannot take' : undefined;
}

function readsRequest(guarded: PyNode): boolean {
  return runsIn(guarded, 'attribute').some((node) => REQUEST_PART.test(dottedText(node) ?? ''));
}

function docstringOf(node: PyNode): string | undefined {
  const [first] = statementsOf(enclosingFunction(node)?.field('body'));
  return first && isDocstring(first) ? first.text.replace(/\s+/g, ' ') : undefined;
}

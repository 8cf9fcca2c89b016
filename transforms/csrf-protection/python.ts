import type { ProjectView } from '../../src/languages/types.ts';
import { appFacts, isListed } from '../../src/languages/python/app-facts.ts';
import { conditionOf, truthOf } from '../../src/languages/python/conditions.ts';
import { argumentsOf, lastName, statementsOf, stringValue } from '../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../src/languages/python/parse.ts';
import { decoratorsOf, evidenceOf, extensions, middlewareUses, ownMiddleware, stringsOf, switchedOff, told, withCallees, type Found, type Told } from '../../src/languages/python/queries.ts';
import { isSettingsModule, stringsIn } from '../../src/languages/python/settings.ts';
import type { PyNode } from '../../src/languages/python/tree.ts';
import { checkRule } from '../../src/transform.ts';

type Protection = Found & { readonly says: string };

const MIDDLEWARE = /^(django\.middleware\.csrf\.CsrfViewMiddleware|starlette_csrf\.(middleware\.)?CSRFMiddleware|starlette_wtf\.(csrf\.)?CSRFProtectMiddleware|asgi_csrf\.\w+|piccolo_api\.csrf\.middleware\.CSRFMiddleware)$/;
const SWITCHES = ['WTF_CSRF_ENABLED', 'JWT_COOKIE_CSRF_PROTECT'];
/** Calls of other programs, which have no token and are checked by a signature. */
const MACHINES = /webhook|callback|hook|ipn|notify|stripe|twilio/i;

export const python = {
  collect: appFacts,
  ...checkRule<PythonDoc>({
    prefilter: /csrf|SeaSurf|SessionMiddleware/i,
    evidence: (doc, project) => [...evidenceOf(protections(doc, project)), ...switches(doc, project, true)],
    problems: (doc, project) => [...switchedOff(protections(doc, project)), ...passed(doc, project), ...switches(doc, project, false), ...exempt(doc), ...leftOut(doc, project)],
  }),
};

function protections(doc: PythonDoc, project: ProjectView): Protection[] {
  return [
    ...middlewareUses(doc, project, MIDDLEWARE).map((each) => ({ ...each, says: `\`${each.name.split('.').at(-1)}\` asks for a token` })),
    ...extensions(doc, project, 'flask_wtf.CSRFProtect', 'flask_wtf.csrf.CSRFProtect', 'flask_wtf.CsrfProtect', 'flask_seasurf.SeaSurf', 'quart_wtf.CSRFProtect').map((each) => ({ ...each, says: 'forms and requests need a token' })),
    ...validated(doc),
    ...ownMiddleware(doc, project).filter(({ node }) => refuses(withCallees(doc, node))).map((each) => ({ ...each, says: `\`${each.name}\` asks for a token` })),
  ];
}

/** `await csrf_protect.validate_csrf(request)` of fastapi-csrf-protect. */
function validated(doc: PythonDoc): Protection[] {
  if (!/fastapi_csrf_protect/.test(doc.text)) return [];
  return doc.root.descendants('call').filter((call) => /^validate_csrf(_in_cookies)?$/.test(lastName(call.field('function')) ?? '')).map((node) => {
    const fn = node.closest('function_definition');
    return { node, says: fn ? `\`${fn.field('name')!.text}\` asks for a token` : 'a token is asked for' };
  });
}

/** Own middleware that hands on what it should look at: a request without a user, whom nothing may have looked up yet, or without the header. */
function passed(doc: PythonDoc, project: ProjectView): Told[] {
  return ownMiddleware(doc, project).filter(({ node, condition }) => !condition?.isOff && refuses(withCallees(doc, node))).flatMap(({ node, name }) => {
    const test = node.descendants('if_statement').flatMap((each) => {
      const then = statementsOf(each.field('consequence')).at(-1);
      return then?.kind === 'return_statement' && /\b(call_next|get_response|app)\(|^return$/.test(then.text) ? partsOf(each.field('condition')!) : [];
    }).find((part) => part.kind === 'not_operator' && isOfRequest(node, part.field('argument')!));
    return test ? [told(test, `a request without \`${test.field('argument')!.text}\` passes \`${name}\` unchecked`)] : [];
  });
}

/** Any one part of `a or b` is enough. */
function partsOf(test: PyNode): PyNode[] {
  if (test.kind === 'parenthesized_expression') return test.named.flatMap(partsOf);
  return test.kind === 'boolean_operator' && /^or$/.test(test.field('operator')?.text ?? '') ? [test.field('left')!, test.field('right')!].flatMap(partsOf) : [test];
}

/** A user, a session or a header of the request, or a variable that holds one. A cookie that is not there logs nobody in. */
function isOfRequest(within: PyNode, asked: PyNode): boolean {
  const set = asked.kind === 'identifier' ? within.descendants('assignment').find((each) => each.field('left')?.text === asked.text)?.field('right') : undefined;
  const { text } = set ?? asked;
  return /\brequest\b/.test(text) && /\b(user|session|headers?|META|state)\b|csrf|xsrf/i.test(text) && (!/cookie/i.test(text) || /csrf|xsrf/i.test(text));
}

function refuses(parts: readonly PyNode[]): boolean {
  // In a list it is one of the headers that CORS lets through.
  const listed = new Set(parts.flatMap((part) => part.descendants('list')).filter(({ named }) => named.length > 2).flatMap((list) => list.descendants('string')).map((text) => stringValue(text)));
  return stringsOf(parts).filter((text) => !listed.has(text)).some((text) => /^(http_)?x[-_](csrf|xsrf)([-_]?token)?$/i.test(text)) && parts.some(({ text }) => /\b403\b|FORBIDDEN|PermissionDenied|HttpResponseForbidden/.test(text));
}

/** `WTF_CSRF_ENABLED = False`, on an app or in an object it is configured from; those for tests are right to be off. */
function switches(doc: PythonDoc, project: ProjectView, areOn: boolean): Told[] {
  return doc.root.descendants('assignment').flatMap((assignment): Told[] => {
    const left = assignment.field('left')!;
    const value = assignment.field('right');
    const name = left.kind === 'identifier' ? left.text : left.kind === 'subscript' && /config$/.test(left.field('value')!.text) ? stringValue(left.field('subscript')) : undefined;
    if (!value || name === undefined || !SWITCHES.includes(name) || /test|dev|local/i.test(assignment.closest('class_definition')?.field('name')?.text ?? '') || conditionOf(doc, project, assignment)?.isOff) return [];
    const isOn = truthOf(doc, project, value);
    if (isOn === false) return areOn ? [] : [told(left, `\`${name}\` is off`)];
    // On by itself it protects only what flask-jwt-extended reads from cookies.
    return areOn && isOn && name === 'JWT_COOKIE_CSRF_PROTECT' ? [told(left, 'tokens in cookies come with a CSRF token')] : [];
  });
}

/** Views without the check. */
function exempt(doc: PythonDoc): Told[] {
  const definitions = doc.root.descendants('function_definition', 'class_definition').flatMap((definition) => {
    const decorator = decoratorsOf(definition).find((each) => isExemption(doc, each) || (lastName(each.kind === 'call' ? each.field('function') : each) === 'method_decorator' && argumentsOf(each).positional.some((argument) => isExemption(doc, argument))));
    const name = definition.field('name')!.text;
    const owner = definition.closest('class_definition')?.field('name')?.text ?? '';
    return decorator && !MACHINES.test(name) && !MACHINES.test(owner) ? [told(decorator, `\`${owner && name === 'dispatch' ? owner : name}\` takes requests without a token`)] : [];
  });
  const calls = doc.root.descendants('call').filter((call) => call.parent?.kind !== 'decorator' && isExemption(doc, call.field('function')!) && !MACHINES.test(call.text))
    .map((call) => told(call.field('function')!, `\`${argumentsOf(call).positional[0]?.text.replace(/\s+/g, ' ').slice(0, 60) ?? 'a view'}\` takes requests without a token`));
  return [...definitions, ...calls];
}

function isExemption(doc: PythonDoc, node: PyNode): boolean {
  return doc.scopes.qualifiedName(node) === 'django.views.decorators.csrf.csrf_exempt' || /^csrf\w*\.exempt$/.test(node.text);
}

/** A `MIDDLEWARE` with sessions and without the check, where no settings module has it. */
function leftOut(doc: PythonDoc, project: ProjectView): Told[] {
  if (!isSettingsModule(doc) || isListed(doc, project, 'django.middleware.csrf.CsrfViewMiddleware')) return [];
  return stringsIn(doc, 'MIDDLEWARE').filter((text) => stringValue(text) === 'django.contrib.sessions.middleware.SessionMiddleware').map((text) => told(text, '`MIDDLEWARE` has sessions and no `CsrfViewMiddleware`'));
}

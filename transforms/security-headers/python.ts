import type { ProjectView } from '../../src/languages/types.ts';
import { appFacts, isListed } from '../../src/languages/python/app-facts.ts';
import { conditionOf, truthOf } from '../../src/languages/python/conditions.ts';
import { argumentsOf, stringValue } from '../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../src/languages/python/parse.ts';
import type { PyNode } from '../../src/languages/python/tree.ts';
import { evidenceOf, extensions, middlewareUses, ownMiddleware, reachedCalls, stringsOf, switchedOff, told, withCallees, type Found, type Told } from '../../src/languages/python/queries.ts';
import { djangoSettings, stringsIn } from '../../src/languages/python/settings.ts';
import { checkRule } from '../../src/transform.ts';

type Headers = Found & { readonly says: string };

const HEADERS = ['Content-Security-Policy', 'Strict-Transport-Security', 'X-Frame-Options', 'X-Content-Type-Options', 'Referrer-Policy', 'Permissions-Policy', 'X-XSS-Protection', 'Cross-Origin-Opener-Policy'];
const LONGEST_VALUE = 60;
const STRONG = ['Content-Security-Policy', 'Strict-Transport-Security'];
const LIBRARIES = /^(Secweb\.|secweb\.|secure\.|csp\.middleware\.CSPMiddleware|django_permissions_policy\.|fastapi_security_headers\.|starlette_securityheaders\.|nlds\.)/;
/** Settings of Django's SecurityMiddleware and XFrameOptionsMiddleware, with the header each one is about. */
const SETTINGS: Readonly<Record<string, string>> = {
  SECURE_HSTS_SECONDS: 'Strict-Transport-Security', SECURE_CONTENT_TYPE_NOSNIFF: 'X-Content-Type-Options', SECURE_REFERRER_POLICY: 'Referrer-Policy', X_FRAME_OPTIONS: 'X-Frame-Options',
  CSP_DEFAULT_SRC: 'Content-Security-Policy', CONTENT_SECURITY_POLICY: 'Content-Security-Policy', SECURE_CSP: 'Content-Security-Policy',
};

/** What Django's middleware sends without a setting. */
const DEFAULTS: Readonly<Record<string, string>> = {
  'django.middleware.security.SecurityMiddleware': 'X-Content-Type-Options and Referrer-Policy', 'django.middleware.clickjacking.XFrameOptionsMiddleware': 'X-Frame-Options',
};

/** Beside what all checks collect, whether the settings of some environment say how long HTTPS is asked for. */
const collect = {
  prefilter: new RegExp(`${appFacts.prefilter.source}|SECURE_HSTS_SECONDS|X-Frame-Options|X-Content-Type-Options`, 'im'),
  facts(doc: PythonDoc, project: ProjectView) {
    const facts = appFacts.facts(doc, project) ?? { attached: [], listed: [], initialised: [], flags: {} };
    return ['server', 'library'].includes(project.zone) ? { ...(facts as object), hsts: setsHsts(doc), tables: headerTables(doc) } : undefined;
  },
};

export const python = {
  collect,
  ...checkRule<PythonDoc>({
    prefilter: /security_?headers|X-Frame|XFrame|SecurityMiddleware|X-Content-Type|Content-Security|Strict-Transport|SECURE_|X_FRAME_OPTIONS|CSP|talisman|\bsecure\b|secweb/i,
    evidence: (doc, project) => [...evidenceOf(headers(doc, project)), ...settings(doc, project, true), ...defaults(doc)],
    problems: (doc, project) => [...switchedOff(headers(doc, project)), ...settings(doc, project, false), ...withoutHsts(doc, project)],
  }),
};

function headers(doc: PythonDoc, project: ProjectView): Headers[] {
  return [
    ...extensions(doc, project, 'flask_talisman.Talisman', 'talisman.Talisman').map((each) => ({ ...each, says: 'Talisman sends security headers' })),
    ...middlewareUses(doc, project, LIBRARIES).map((each) => ({ ...each, says: `\`${each.name.split('.').at(-1)}\` sends security headers` })),
    ...reachedCalls(doc, project, /^(Secweb|secweb)\.SecWeb$/).map((each) => ({ ...each, says: 'Secweb sends security headers' })),
    ...secureCalls(doc, project),
    ...own(doc, project),
  ];
}

/** secure.py: `secure_headers.framework.fastapi(response)`, `secure_headers.set_headers(response)`. */
function secureCalls(doc: PythonDoc, project: ProjectView): Headers[] {
  if (!/^\s*(import secure\b|from secure import)/m.test(doc.text)) return [];
  return doc.root.descendants('call').filter((call) => {
    const fn = call.field('function')!;
    return /\.framework\.\w+$|\.set_headers(_async)?$/.test(fn.text) && argumentsOf(call).positional.length > 0 && /secure/i.test(fn.text);
  }).map((node) => ({ node, says: '`secure` sets security headers', ...(conditionOf(doc, project, node) && { condition: conditionOf(doc, project, node)! }) }));
}

/** Middleware that sets two of the headers, or one that needs thought. */
function own(doc: PythonDoc, project: ProjectView): Headers[] {
  const tables = project.collected.flatMap(({ facts }) => (facts as { tables?: readonly string[] }).tables ?? []);
  return ownMiddleware(doc, project).flatMap((each) => {
    const texts = new Set(stringsOf(withCallees(doc, each.node)).map((text) => text.toLowerCase()));
    const sent = HEADERS.filter((header) => texts.has(header.toLowerCase()));
    const table = sent.length > 0 ? undefined : tables.find((name) => new RegExp(`\\b${name}\\b`).test(each.node.text));
    if (table !== undefined) return [{ ...each, says: `\`${each.name}\` sends the headers of \`${table}\`` }];
    return sent.length > 1 || sent.some((header) => STRONG.includes(header)) ? [{ ...each, says: `\`${each.name}\` sends ${sent.map((header) => `${header}${sentAs(doc, each.node, header)}`).join(', ')}` }] : [];
  });
}

/** A short value that a header is given as a literal: `headers["X-Frame-Options"] = "DENY"`, `"X-Frame-Options": "DENY"`. */
function sentAs(doc: PythonDoc, node: PyNode, header: string): string {
  for (const text of withCallees(doc, node).flatMap((each) => each.descendants('string'))) {
    if (stringValue(text)?.toLowerCase() !== header.toLowerCase()) continue;
    const around = text.parent!;
    const value = around.kind === 'pair' ? around.field('value') : around.kind === 'subscript' ? around.parent!.field('right') : around.named[around.named.indexOf(text) + 1];
    const sent = value === text ? undefined : stringValue(value);
    if (sent !== undefined && sent.length <= LONGEST_VALUE && !/[,`]/.test(sent)) return `: ${sent}`;
  }
  return '';
}

/** What a setting of Django makes of its header. */
function settingAs(name: string, value: PyNode): string {
  if (name === 'SECURE_HSTS_SECONDS') return value.kind === 'integer' ? `: max-age=${value.text.replaceAll('_', '')}` : '';
  const text = name === 'X_FRAME_OPTIONS' || name === 'SECURE_REFERRER_POLICY' ? stringValue(value) : undefined;
  return name === 'SECURE_CONTENT_TYPE_NOSNIFF' ? ': nosniff' : text === undefined ? '' : `: ${text}`;
}

function settings(doc: PythonDoc, project: ProjectView, areOn: boolean): Told[] {
  return djangoSettings(doc, ...Object.keys(SETTINGS)).flatMap(({ name, value, assignment }): Told[] => {
    const condition = conditionOf(doc, project, assignment);
    const middleware = name === 'X_FRAME_OPTIONS' ? 'django.middleware.clickjacking.XFrameOptionsMiddleware' : /^CSP|CONTENT_SECURITY/.test(name) ? 'csp.middleware.CSPMiddleware' : 'django.middleware.security.SecurityMiddleware';
    if (!isListed(doc, project, middleware) || condition?.isOff) return [];
    const isOff = truthOf(doc, project, value) === false || value.text === '0';
    if (isOff) return areOn || name === 'SECURE_REFERRER_POLICY' ? [] : [told(assignment.field('left')!, `\`${name}\` is off unless it is set: no ${SETTINGS[name]}`)];
    return areOn ? [told(assignment.field('left')!, `Django sends ${SETTINGS[name]}${settingAs(name, value)}${condition ? `, where \`${condition.text}\`` : ''}`)] : [];
  });
}

function defaults(doc: PythonDoc): Told[] {
  return stringsIn(doc, 'MIDDLEWARE').flatMap((text) => {
    const sent = DEFAULTS[stringValue(text)!];
    return sent === undefined ? [] : [told(text, `Django sends ${sent}`)];
  });
}

function withoutHsts(doc: PythonDoc, project: ProjectView): Told[] {
  if (setsHsts(doc) || project.collected.some(({ facts }) => (facts as { hsts?: boolean }).hsts)) return [];
  return stringsIn(doc, 'MIDDLEWARE').filter((text) => stringValue(text) === 'django.middleware.security.SecurityMiddleware')
    .map((text) => told(text, '`SECURE_HSTS_SECONDS` is not set: Django sends no Strict-Transport-Security'));
}

function setsHsts(doc: PythonDoc): boolean {
  return djangoSettings(doc, 'SECURE_HSTS_SECONDS').length > 0;
}

/** Names of dictionaries with two of the headers, which middleware of another file may send. */
function headerTables(doc: PythonDoc): string[] {
  return doc.root.descendants('assignment').flatMap((assignment) => {
    const value = assignment.field('right');
    const keys = value?.kind === 'dictionary' ? value.named.flatMap((pair) => stringValue(pair.field('key')) ?? []) : [];
    return HEADERS.filter((header) => keys.includes(header)).length > 1 && assignment.field('left')!.kind === 'identifier' ? [assignment.field('left')!.text] : [];
  });
}

import type { ProjectView } from '../../src/languages/types.ts';
import { appFacts } from '../../src/languages/python/app-facts.ts';
import { conditionOf, truthOf } from '../../src/languages/python/conditions.ts';
import { defaultsOf } from '../../src/languages/python/flags.ts';
import { argumentsOf } from '../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../src/languages/python/parse.ts';
import { evidenceOf, extensions, middlewareUses, ownMiddleware, switchedOff, told, withCallees, type Found, type Told } from '../../src/languages/python/queries.ts';
import { djangoSettings } from '../../src/languages/python/settings.ts';
import { checkRule } from '../../src/transform.ts';

type Redirect = Found & { readonly says: string };

const SETTING = 'SECURE_SSL_REDIRECT';

export const python = {
  collect: appFacts,
  ...checkRule<PythonDoc>({
    prefilter: /HTTPSRedirect|SECURE_SSL_REDIRECT|talisman|sslify|forwarded.?proto|scheme|is_secure/i,
    evidence: (doc, project) => [...evidenceOf(redirects(doc, project)), ...settings(doc, project, true)],
    problems: (doc, project) => [...switchedOff(redirects(doc, project)), ...settings(doc, project, false)],
  }),
};

function redirects(doc: PythonDoc, project: ProjectView): Redirect[] {
  return [
    ...middlewareUses(doc, project, /(^|\.)HTTPSRedirectMiddleware$/).map((each) => ({ ...each, says: '`HTTPSRedirectMiddleware` sends every client to HTTPS' })),
    ...extensions(doc, project, 'flask_talisman.Talisman', 'talisman.Talisman').map((each) => {
      const force = argumentsOf(each.node).keywords.get('force_https');
      const isOff = force !== undefined && truthOf(doc, project, force) === false;
      return { ...each, says: 'Talisman sends every client to HTTPS', ...(isOff && { condition: { isOff, text: force.text } }) };
    }),
    ...extensions(doc, project, 'flask_sslify.SSLify').map((each) => ({ ...each, says: 'SSLify sends every client to HTTPS' })),
    ...ownMiddleware(doc, project).filter(({ node }) => redirectsToHttps(withCallees(doc, node).map(({ text }) => text).join('\n'))).map((each) => ({ ...each, says: `\`${each.name}\` sends every client to HTTPS` })),
  ];
}

/** Middleware that looks at the scheme and answers with the address under `https`. */
function redirectsToHttps(text: string): boolean {
  return /forwarded[-_]proto|\.scheme\b|is_secure/i.test(text) && /RedirectResponse\(|\bredirect\(|HttpResponse(Permanent)?Redirect\(|HTTP(MovedPermanently|PermanentRedirect)\(/.test(text) && /["']https\b/.test(text);
}

/** Django's setting. Off in one module is no problem where another one turns it on. */
function settings(doc: PythonDoc, project: ProjectView, areOn: boolean): Told[] {
  return djangoSettings(doc, SETTING).flatMap(({ value, assignment }): Told[] => {
    const condition = conditionOf(doc, project, assignment);
    if (condition?.isOff) return [];
    const isOff = truthOf(doc, project, value) === false;
    const left = assignment.field('left')!;
    if (isOff) return areOn || value.kind === 'false' && defaultsOf(project, SETTING).has(true) ? [] : [told(left, value.kind === 'false' ? `\`${SETTING}\` is off` : `\`${SETTING}\` is off unless it is set: \`${value.text.replace(/\s+/g, ' ')}\``)];
    return areOn ? [told(left, `Django sends every client to HTTPS${condition ? `, where \`${condition.text}\`` : ''}`)] : [];
  });
}

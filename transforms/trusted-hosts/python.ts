import { argumentsOf, lastName } from '../../src/languages/python/nodes.ts';
import { envReads, isForDevelopment, namedValues, settingsClassOf } from '../../src/languages/python/environment.ts';
import type { PythonDoc } from '../../src/languages/python/parse.ts';
import { whenUnset } from '../../src/languages/python/unset.ts';
import type { PyNode } from '../../src/languages/python/tree.ts';
import type { ProjectView } from '../../src/languages/types.ts';
import { checkRule, type Place } from '../../src/transform.ts';

interface Judged extends Place { readonly isGood: boolean }

export const python = checkRule<PythonDoc>({
  prefilter: /ALLOWED_HOSTS|allowed_hosts|TrustedHost|TRUSTED_HOSTS/,
  * evidence(doc, project) {
    for (const { isGood, ...found } of judged(doc, project)) if (isGood) yield found;
  },
  * problems(doc, project) {
    for (const { isGood, ...found } of judged(doc, project)) if (!isGood) yield found;
  },
});

function* judged(doc: PythonDoc, project: ProjectView): Generator<Judged> {
  for (const { name, value, node, kind } of namedValues(doc)) {
    if (!/^(ALLOWED_HOSTS|TRUSTED_HOSTS)$/i.test(name) || kind === 'argument' || kind === 'parameter' || isForDevelopment(node, project.path)) continue;
    // Only Django and Flask read a setting of this name themselves; a field of a class must reach a middleware.
    if (node.closest('class_definition') && !settingsClassOf(node) && !/flask|quart/i.test(doc.text)) continue;
    const isOpen = opensAll(doc, value);
    const isSetting = settingsClassOf(node) !== undefined || /^[a-z]/.test(name);
    if (isOpen) yield judge(node, false, `\`${name}\` takes any host name${reads(doc, value) ? ' where the environment does not say otherwise' : ''}`);
    else if (!isSetting && !(value.kind === 'list' && value.named.length === 0)) yield judge(node, true, reads(doc, value) ? `\`${name}\` comes from the environment` : `\`${name}\` lists host names`);
  }
  for (const call of doc.root.descendants('call')) {
    const { positional, keywords, keywordNodes } = argumentsOf(call);
    const name = lastName(call.field('function')) ?? '';
    const isMiddleware = /^TrustedHostMiddleware$/.test(name) || (/^(add_middleware|Middleware)$/.test(name) && /TrustedHostMiddleware$/.test(positional[0]?.text ?? ''));
    if (!isMiddleware || isForDevelopment(call, project.path)) continue;
    const hosts = keywords.get('allowed_hosts') ?? (name === 'TrustedHostMiddleware' ? positional[1] : undefined);
    const isOpen = hosts === undefined || opensAll(doc, hosts);
    yield judge(keywordNodes.get('allowed_hosts') ?? call, !isOpen, isOpen ? 'TrustedHostMiddleware takes any host name' : 'TrustedHostMiddleware takes the listed host names only');
  }
}

function judge(node: PyNode, isGood: boolean, message: string): Judged {
  return { start: node.start, end: node.end, message, isGood };
}

/** A `*` among the hosts, or as what stands in where the environment says nothing. */
function opensAll(doc: PythonDoc, value: PyNode): boolean {
  const target = value.kind === 'identifier' ? assigned(doc, value) ?? value : value;
  const unset = whenUnset(doc, target);
  if (target.descendants('identifier').some((each) => whenUnset(doc, each) === '*')) return true;
  if (Array.isArray(unset)) return unset.includes('*');
  if (typeof unset === 'string') return unset.trim() === '*';
  return [target, ...target.descendants('string')].some((each) => each.kind === 'string' && /^["'](\*|\[\s*["']\*["']\s*\])["']$/.test(each.text) && !/compar/.test(each.parent?.kind ?? ''));
}

function assigned(doc: PythonDoc, name: PyNode): PyNode | undefined {
  const [binding, ...more] = doc.scopes.lookup(name.text, name);
  return more.length === 0 && binding?.node.parent?.kind === 'assignment' ? binding.node.parent.field('right') : undefined;
}

function reads(doc: PythonDoc, value: PyNode): boolean {
  return [...envReads(doc)].some(({ node }) => node === value || node.isWithin(value));
}

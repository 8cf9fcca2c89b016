import { appFacts } from '../../src/languages/python/app-facts.ts';
import { conditionOf } from '../../src/languages/python/conditions.ts';
import { isForDevelopment } from '../../src/languages/python/environment.ts';
import { argumentsOf, lastName, stringValue } from '../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../src/languages/python/parse.ts';
import type { PyNode } from '../../src/languages/python/tree.ts';
import type { ProjectView } from '../../src/languages/types.ts';
import { checkRule, type Place, type Rule } from '../../src/transform.ts';

/** Where FastAPI shows the documentation, and where it has its description from. */
const PAGES = ['docs_url', 'redoc_url', 'openapi_url'];
const VIEWS = /^(SpectacularAPIView|SpectacularSwaggerView|SpectacularRedocView|SpectacularSwaggerSplitView|schema_view|get_schema_view|get_swagger_view)$/;

interface Judged extends Place { readonly isGood: boolean }

const rule = checkRule<PythonDoc>({
  prefilter: /FastAPI\(|Spectacular|swagger|flasgger|flask_restx|get_schema_view|drf_yasg|redoc/i,
  * evidence(doc, project) {
    for (const { isGood, ...found } of judged(doc, project)) if (isGood) yield found;
  },
  * problems(doc, project) {
    for (const { isGood, ...found } of judged(doc, project)) if (!isGood) yield found;
  },
});

export const python: Rule<PythonDoc> = { ...rule, collect: appFacts };

function judge(node: PyNode, isGood: boolean, message: string): Judged {
  return { start: node.start, end: node.end, message, isGood };
}

function* judged(doc: PythonDoc, project: ProjectView): Generator<Judged> {
  for (const call of doc.root.descendants('call')) {
    const callee = call.field('function')!;
    const name = doc.scopes.qualifiedName(callee) ?? '';
    if (/^fastapi\.(applications\.)?FastAPI$/.test(name)) yield* ofFastApi(doc, call);
    else if (/^flasgger\.Swagger$/.test(name) || (/^flask_restx\.Api$|^flask_restplus\.Api$/.test(name) && argumentsOf(call).keywords.get('doc')?.kind !== 'false')) yield* ofExtension(doc, project, call);
    else if (/^flask_restx\.Api$/.test(name)) yield judge(call, true, 'the documentation is switched off');
    else if (/^(path|re_path|url)$/.test(lastName(callee) ?? '')) yield* ofRoute(doc, project, call);
  }
  for (const pair of doc.root.descendants('pair')) {
    if (stringValue(pair.field('key')) !== 'SERVE_PERMISSIONS') continue;
    const isClosed = !/AllowAny/.test(pair.field('value')!.text);
    if (isClosed) yield judge(pair, true, 'drf-spectacular shows the documentation to whom it is allowed');
  }
}

function* ofFastApi(doc: PythonDoc, call: PyNode): Generator<Judged> {
  const { keywords, keywordNodes, hasSplat } = argumentsOf(call);
  const state = PAGES.map((name) => ({ name, node: keywordNodes.get(name), gate: gateOf(doc, keywords.get(name)) }));
  const description = state.find(({ name }) => name === 'openapi_url')!;
  if (description.gate !== undefined) {
    yield judge(description.node!, true, `the documentation and its description are ${description.gate}`);
    return;
  }
  if (hasSplat) {
    const isGated = /(docs_url|openapi_url)["']?\]?\s*[:=]\s*(None|[^,\n]* if )/.test(doc.text);
    yield judge(call.field('function')!, isGated, isGated ? 'the documentation is switched off by the arguments of the app' : 'whether the documentation is open in production is decided elsewhere: see the arguments of the app');
    return;
  }
  const gated = state.filter(({ gate }) => gate !== undefined);
  for (const { name, node, gate } of gated) yield judge(node!, true, `\`${name}\` is ${gate}`);
  const open = state.filter(({ gate }) => gate === undefined).map(({ name }) => PATHS[name as keyof typeof PATHS]);
  // A page of its own, behind a login, takes the place of those that are switched off.
  if (open.length > 0) yield judge(call.field('function')!, false, `${open.map((path) => `\`${path}\``).join(', ')} ${open.length > 1 ? 'are' : 'is'} open to everybody in production`);
}

const PATHS = { docs_url: '/docs', redoc_url: '/redoc', openapi_url: '/openapi.json' };

/** How an address of the documentation is kept from production; undefined when it is not. */
function gateOf(doc: PythonDoc, value: PyNode | undefined, steps = 0): string | undefined {
  if (!value || steps > 3) return undefined;
  if (value.kind === 'none') return 'switched off';
  if (value.kind === 'parenthesized_expression') return gateOf(doc, value.named[0], steps + 1);
  if (value.kind === 'conditional_expression') return [value.named[0], value.named[2]].some((each) => each?.kind === 'none') ? `there only where \`${value.named[1]!.text}\`` : undefined;
  if (value.kind === 'boolean_operator') return /\bNone\b/.test(value.text) ? `there only where \`${value.text}\`` : undefined;
  if (value.kind === 'attribute' && /(settings|config|conf)\.|\.(docs|openapi|redoc)_?url$/i.test(value.text) && /docs|openapi|redoc/i.test(lastName(value)!)) return `what \`${value.text}\` says`;
  if (value.kind !== 'identifier') return undefined;
  const values = doc.scopes.lookup(value.text, value).flatMap(({ node }) => (node.parent?.kind === 'assignment' ? node.parent.field('right') ?? [] : []));
  const isSwitched = values.length > 1 && values.some(({ kind }) => kind === 'none');
  return isSwitched ? 'switched off under a condition' : values.map((each) => gateOf(doc, each, steps + 1)).find((gate) => gate !== undefined);
}

function* ofExtension(doc: PythonDoc, project: ProjectView, call: PyNode): Generator<Judged> {
  const condition = conditionOf(doc, project, call);
  const isGated = condition?.isOff || isForDevelopment(call, project.path);
  yield judge(call, !!isGated, isGated ? 'the documentation is there in development only' : 'the documentation is open to everybody in production');
}

/** A path of Django's that shows the documentation. */
function* ofRoute(doc: PythonDoc, project: ProjectView, call: PyNode): Generator<Judged> {
  const view = argumentsOf(call).positional[1];
  const name = view?.kind === 'call' ? /^(\w+)\.(as_view|with_ui)\b/.exec(view.text)?.[1] : undefined;
  if (name === undefined || !VIEWS.test(name)) return;
  const condition = conditionOf(doc, project, call);
  const isGated = condition?.isOff || isForDevelopment(call, project.path);
  const path = stringValue(argumentsOf(call).positional[0]) ?? '';
  const isClosed = /permission_classes\s*=\s*[[(]\s*(permissions\.)?Is\w+/.test(view!.text) || (name === 'schema_view' && /permission_classes\s*=\s*[[(]\s*(permissions\.)?Is\w+/.test(doc.text));
  if (isGated) yield judge(call, true, `\`${path}\` is there in development only`);
  else if (isClosed) yield judge(call, true, `\`${path}\` asks for a permission`);
  else yield judge(call, false, `\`${path}\` is open to everybody unless the settings ask for a permission`);
}

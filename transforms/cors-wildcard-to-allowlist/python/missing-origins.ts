import { argumentsOf, lineStart, stringValue } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import { allowlist } from './allowlist.ts';
import { staleComments } from './comments.ts';
import { replace, type Change, type Context, type Kept } from './context.ts';
import type { Layer } from './layers.ts';
import { rewriteOrigins } from './origins.ts';

/** Flask-CORS without `origins`: they are added after the app. */
export function missingOrigins(context: Context, { call, ignored }: Layer): Change | Kept {
  const { doc, facts } = context;
  if (ignored) return unknownOrigin(context, ignored);
  const config = facts.find(({ flaskConfig }) => flaskConfig);
  if (config) return { at: call, reason: `Flask-CORS takes the origins from \`CORS_ORIGINS\` of the app's configuration, if ${config.path} is loaded into it` };
  const { text: list, ...allowed } = allowlist(context, call);
  const text = `origins=${list}`;
  const argumentNodes = call.field('arguments')!.named;
  const [app, second] = argumentNodes;
  const common = { at: call, ...allowed };
  const comments = staleComments(doc, call);
  if (!app) return { ...common, edits: [{ start: call.end - 1, end: call.end - 1, text }, ...comments] };
  if (argumentsOf(call).positional.length === 0) return { ...common, edits: [{ start: app.start, end: app.start, text: text + separator(doc, app, second) }, ...comments] };
  return { ...common, edits: [{ start: app.end, end: app.end, text: separator(doc, app, second) + text }, ...comments] };
}

/** Flask-CORS ignores `origin=…` and lets every origin in; what it says is meant, where that is an origin. */
function unknownOrigin(context: Context, keyword: PyNode): Change | Kept {
  const { doc } = context;
  const value = keyword.field('value')!;
  const rewrite = rewriteOrigins(context, value);
  if (rewrite && !('edits' in rewrite)) return rewrite;
  const renamed = replace(keyword.field('name')!, 'origins');
  if (rewrite) return { ...rewrite, edits: [renamed, ...rewrite.edits] };
  const texts = [value, ...value.descendants('string')].map(stringValue).filter((text) => text !== undefined);
  if (texts.every((text) => text.includes('://'))) return { at: keyword, edits: [renamed], envs: [], calls: [], followUp: `Flask-CORS knows no \`origin\`, so every origin was let in; now \`${value.text}\` counts.` };
  const { text, ...allowed } = allowlist(context, keyword);
  return { at: keyword, ...allowed, edits: [renamed, replace(value, text), ...staleComments(doc, keyword)] };
}

/** What stands between the arguments of this call. */
function separator(doc: PythonDoc, first: PyNode, second: PyNode | undefined): string {
  const between = second ? doc.text.slice(first.end, second.start) : ', ';
  if (!between.includes('#')) return between;
  return `,\n${doc.text.slice(lineStart(doc, first.start), first.start)}`;
}

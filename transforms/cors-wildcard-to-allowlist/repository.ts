import { ingressLines, projectLines, proxiedLines, type ProjectLine } from '../../src/languages/project-lines.ts';
import type { RepositoryView } from '../../src/languages/types.ts';
import type { RepositoryFinding } from '../../src/types.ts';

const NGINX = /^[ \t]*add_header[ \t]+["']?Access-Control-Allow-Origin["']?[ \t]+[^;\n]+;/im;
const VERCEL = /"key"\s*:\s*"Access-Control-Allow-Origin"\s*,\s*"value"\s*:\s*"[^"\n]*"/i;
const INGRESS = /nginx\.ingress\.kubernetes\.io\/cors-allow-origin:[ \t]*[^\n]+/;
const SERVERLESS = /^[ \t]*(?:cors:[ \t]*true\b|(?:origin|allowedOrigins):[ \t]*["']?\*["']?[ \t]*$|allowedOrigins:[ \t]*\n[ \t]*-[ \t]*["']?\*["']?[ \t]*$)/m;
/** `*`, or the origin that the request names. What a `map` of nginx chooses is not known. */
const EVERYBODY = /^(?:\*|\$http_origin)$/;

/**
 * What stands in front of the program and lets everybody in: a proxy, an ingress, the platform. A list there shows nothing, for
 * the program may answer beside it; headers of Netlify are for its files alone.
 */
export function* repository(view: RepositoryView): Generator<RepositoryFinding> {
  for (const { path, line, text } of [...proxiedLines(view, NGINX), ...ingressLines(view, INGRESS), ...onVercel(view)]) {
    const value = valueOf(text);
    const { text: file } = view.files.find((each) => each.path === path)!;
    if (EVERYBODY.test(value) && !(value.startsWith('$') && /\bif[ \t]*\([ \t]*\$http_origin\b/.test(file))) yield { path, line, message: `every origin is let in in front of the program: \`${shortened(text)}\`` };
  }
  for (const { path, line } of ingressLines(view, /nginx\.ingress\.kubernetes\.io\/enable-cors:[ \t]*["']?true["']?/)) {
    if (!view.files.some((each) => each.path === path && INGRESS.test(each.text))) yield { path, line, message: 'every origin is let in in front of the program: `enable-cors` without `cors-allow-origin`' };
  }
  for (const { path, line, text } of projectLines(view, /(?:^|\/)serverless[\w.-]*\.ya?ml$/, SERVERLESS)) yield { path, line, message: `every origin is let in in front of the program: \`${shortened(text)}\`` };
}

/** Headers that Vercel puts on the answers of its functions. */
function onVercel(view: RepositoryView): ProjectLine[] {
  const files = view.files.filter(({ path, text }) => /(?:^|\/)vercel\.json$/.test(path) && /@vercel\/(?:python|node)\b|"functions"\s*:|"source"\s*:\s*"\/api\b/.test(text));
  return [...projectLines({ ...view, files }, /(?:)/, VERCEL)];
}

function valueOf(text: string): string {
  const value = /"value"\s*:\s*"([^"]*)"/i.exec(text)?.[1] ?? /(?:Access-Control-Allow-Origin["']?|cors-allow-origin:)[ \t]+(.*)$/i.exec(text)?.[1] ?? '';
  return value.replace(/;$/, '').replace(/[ \t]+always$/, '').replace(/^["']|["']$/g, '').trim();
}

function shortened(text: string): string {
  return text.replace(/\s+/g, ' ').slice(0, 80);
}

import { projectLines, proxiedLines, type ProjectLine } from '../../src/languages/project-lines.ts';
import type { RepositoryView } from '../../src/languages/types.ts';
import type { RepositoryFinding } from '../../src/types.ts';

const HEADER = String.raw`Content-Security-Policy|Strict-Transport-Security|X-Frame-Options|X-Content-Type-Options|Referrer-Policy|Permissions-Policy`;
const ADDS = new RegExp(String.raw`^[ \t]*add_header[ \t]+["']?(?:${HEADER})\b[^;\n]*;`, 'im');
/** `{ "key": "X-Frame-Options", "value": "DENY" }` of `vercel.json`. */
const LISTS = new RegExp(String.raw`"key"\s*:\s*"(?:${HEADER})"\s*,\s*"value"\s*:\s*"[^"\n]*"`, 'i');

/** Proxies and platforms that add two of the headers in front of the program. */
export function* repository(view: RepositoryView): Generator<RepositoryFinding> {
  const found = [...proxiedLines(view, ADDS), ...onVercel(view)];
  for (const { path, line, text } of found) {
    const several = new Set(found.filter((each) => each.path === path).map((each) => nameAndValue(each.text)[0].toLowerCase())).size > 1;
    const [name, value] = nameAndValue(text);
    if (several) yield { path, line, evidence: true, message: `\`${name}${value === '' || value.length > 60 || /[,`]/.test(value) ? '' : `: ${value}`}\` is added in front of the program` };
  }
}

/** Headers that Vercel sends with every answer of a program it serves. */
function onVercel(view: RepositoryView): ProjectLine[] {
  const files = view.files.filter(({ text }) => /@vercel\/(?:python|node)\b|"functions"\s*:/.test(text) && /"source"\s*:\s*"\/(?:\(\.\*\)|:\w+\*|\(\?!)/.test(text));
  const ofAll = (text: string) => (/"source"\s*:\s*"\/(?:\(\.\*\)|:\w+\*)"[^[\]]*\[([^\]]*)\]/.exec(text)?.[1] ?? '');
  return files.flatMap((file) => [...projectLines({ ...view, files: [file] }, /(?:^|\/)vercel\.json$/, LISTS)].filter(({ text }) => ofAll(file.text).includes(text)));
}

function nameAndValue(text: string): [name: string, value: string] {
  const [, name, value] = new RegExp(`(${HEADER})["']?(?:\\s*,\\s*"value"\\s*:)?[ \\t]*(.*)$`, 'i').exec(text)!;
  return [name!, value!.replace(/;$/, '').replace(/[ \t]+always$/, '').replace(/^["']|["']$/g, '').trim()];
}

import type { Json, Need } from '../types.ts';

/** A member of a JSON object in a text: where its key starts and its value ends. */
interface Member {
  readonly key: string;
  readonly start: number;
  readonly valueStart: number;
  readonly end: number;
}

const RUNTIME = ['dependencies', 'optionalDependencies', 'peerDependencies'];

/**
 * A `package.json` with one more dependency, where the table's order has its place for it. The rest of the text stays as it
 * is; so does all of it when the dependency is there.
 */
export function withDependency(text: string, need: Need): string {
  const name = String(need['name']);
  const table = need['dev'] === true ? 'devDependencies' : 'dependencies';
  const manifest = JSON.parse(text) as { [table: string]: { [name: string]: Json } | undefined };
  const known = need['dev'] === true ? [...RUNTIME, table] : RUNTIME;
  if (known.some((each) => manifest[each]?.[name] !== undefined)) return text;
  const entry = `${JSON.stringify(name)}: ${JSON.stringify(String(need['version']))}`;
  const top = membersOf(text, text.indexOf('{'));
  const found = top.find(({ key }) => key === table);
  return found ? withEntry(text, found.valueStart, name, entry) : withTable(text, top, table, entry);
}

function withEntry(text: string, open: number, name: string, entry: string): string {
  const members = membersOf(text, open);
  const last = members.at(-1);
  if (!last) {
    const outer = /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', open) + 1))![0];
    const eol = eolOf(text);
    return replaced(text, open + 1, text.indexOf('}', open), `${eol}${outer}${outer || '  '}${entry}${eol}${outer}`);
  }
  const isSorted = members.every(({ key }, i) => i === 0 || members[i - 1]!.key < key);
  const after = isSorted ? members.find(({ key }) => key > name) : undefined;
  if (after) return replaced(text, after.start, after.start, `${entry},${gapBefore(text, after.start)}`);
  return replaced(text, last.end, last.end, `,${gapBefore(text, last.start)}${entry}`);
}

/** Where npm would put the table: before `devDependencies`, else at the end. */
function withTable(text: string, top: readonly Member[], table: string, entry: string): string {
  const last = top.at(-1);
  const gap = last ? gapBefore(text, top[0]!.start) : `${eolOf(text)}  `;
  const isOneLine = !gap.includes('\n');
  const object = isOneLine ? `${JSON.stringify(table)}: { ${entry} }` : `${JSON.stringify(table)}: {${gap}${indentIn(gap)}${entry}${gap}}`;
  const before = table === 'dependencies' ? top.find(({ key }) => key === 'devDependencies') : undefined;
  if (before) return replaced(text, before.start, before.start, `${object},${gap}`);
  return last ? replaced(text, last.end, last.end, `,${gap}${object}`) : replaced(text, text.indexOf('{') + 1, text.indexOf('}'), `${gap}${object}${eolOf(text)}`);
}

/** The members of the object whose brace is at `open`. The text is valid JSON. */
function membersOf(text: string, open: number): Member[] {
  const members: Member[] = [];
  const token = /"(?:\\.|[^"\\])*"|[{}[\],:]|[^\s{}[\],:"]+/g;
  token.lastIndex = open + 1;
  let depth = 0;
  let key: { text: string; start: number } | undefined;
  let valueStart: number | undefined;
  for (let match = token.exec(text); match; match = token.exec(text)) {
    const [part] = match;
    const end = match.index + part.length;
    if (depth === 0 && part === '}') return members;
    if (depth === 0 && key && valueStart === undefined && part === ':') continue;
    if (depth === 0 && part === ',') continue;
    if (depth === 0 && !key) {
      key = { text: JSON.parse(part) as string, start: match.index };
      continue;
    }
    valueStart ??= match.index;
    if (part === '{' || part === '[') depth += 1;
    if (part === '}' || part === ']') depth -= 1;
    if (depth > 0) continue;
    members.push({ key: key!.text, start: key!.start, valueStart, end });
    key = undefined;
    valueStart = undefined;
  }
  return members;
}

/** White space in front of a member: a line end with the indentation, or what separates members of one line. */
function gapBefore(text: string, offset: number): string {
  const gap = /\s*$/.exec(text.slice(0, offset))![0];
  const line = Math.max(gap.lastIndexOf('\n') - (gap.includes('\r\n') ? 1 : 0), 0);
  return gap.includes('\n') ? gap.slice(line) : gap || ' ';
}

function indentIn(gap: string): string {
  return gap.slice(gap.lastIndexOf('\n') + 1);
}

function eolOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

function replaced(text: string, start: number, end: number, inner: string): string {
  return text.slice(0, start) + inner + text.slice(end);
}

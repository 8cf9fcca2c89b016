import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { explainItem, type ItemExplanation } from '../../checklist/explain-item.ts';
import { LANGUAGES } from '../../checklist/vocabulary/index.ts';
import { loadConfig } from '../../config/load.ts';
import { findRoot } from '../../engine/git.ts';
import { explain, type Explanation } from '../../explain.ts';
import { UsageError } from '../../errors.ts';
import { builtInIds, findTransforms, isPath, loadTransforms } from '../../registry.ts';
import { count, printable, wrap } from '../../reporters/text/prose.ts';
import type { Transform } from '../../transform.ts';
import type { Site } from '../../types.ts';
import { colors, widthOf } from '../output.ts';
import { readmeOf } from '../about-transforms.ts';

/** Explains a transform by its id, a file or a line of one, or what is made of the text of an item. */
export async function explainAction(what: string): Promise<void> {
  const place = await placeIn(what);
  if (!place && isText(what)) {
    process.stdout.write(itemText(what, explainItem(what, await knownTransforms())));
    return;
  }
  process.stdout.write(place ? placeText(await explain(place.file), place.line) : await transformText(what));
}

/** What is neither written as an id nor as a path: a mistyped one is told so. */
function isText(what: string): boolean {
  return /\s/.test(what.trim()) || !/^[\w./:@-]+$/.test(what);
}

async function knownTransforms(): Promise<Transform[]> {
  const { config, folder } = await loadConfig((await findRoot([], process.cwd())).path, process.cwd());
  return loadTransforms([...builtInIds(), ...(config.transforms ?? []).filter(isPath).map((name) => resolve(folder, name))], process.cwd(), []);
}

interface Place { readonly file: string; readonly line: number | undefined }

/** A file by its name alone, or with a line (and a column, which editors add) behind colons. */
async function placeIn(what: string): Promise<Place | undefined> {
  const whole = await fileAt(what);
  if (whole !== undefined) return { file: whole, line: undefined };
  const [, name, line] = /^(.+?):(\d+)(?::\d+)?$/.exec(what) ?? [];
  if (name === undefined) return undefined;
  const file = await fileAt(name);
  if (file === undefined && /\s/.test(name)) return undefined;
  if (file === undefined) throw new UsageError(`there is no file ${name}; check the path`);
  return { file, line: Number(line) };
}

/** Reports name files relative to the root, so that is tried where the current folder has no such file. */
async function fileAt(name: string): Promise<string | undefined> {
  return [name, join((await findRoot([], process.cwd())).path, name)].find(isFile);
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}

async function transformText(id: string): Promise<string> {
  const [transform] = await findTransforms([id], process.cwd());
  const { bold } = colors();
  const text = readmeOf(id)?.replace(/^# .*\n+/, '').trim();
  return [
    `${bold(transform!.id)}: ${transform!.title}`, '', ...wrap(transform!.why, widthOf(process.stdout)),
    ...(text ? ['', text.replace(/^#+ .*$/gm, (heading) => bold(heading.replace(/^#+ /, '')))] : []), '',
  ].join('\n');
}

function placeText(file: Explanation, line: number | undefined): string {
  if (line !== undefined && (line < 1 || line > file.lines)) throw new UsageError(`${file.path} has ${count(file.lines, 'line')}, so there is no line ${line}`);
  const { bold, dim } = colors();
  const width = widthOf(process.stdout);
  const lines = [`${bold(line === undefined ? file.path : `${file.path}:${line}`)}`, ...wrap(`zone ${file.zone}: ${file.zoneReason}`, width)];
  if (file.skipped !== undefined) return [...lines, '', ...wrap(`Not looked at: ${file.skipped}`, width), ''].join('\n');
  const isHere = (site: Site) => line === undefined || (site.line <= line && line <= site.endLine);
  for (const { sites, looksAtZone } of file.rules) {
    for (const site of sites.filter(isHere)) lines.push('', ...siteLines(site, looksAtZone, file, width));
  }
  const elsewhere = file.rules.filter(({ sites }) => sites.length > 0 && !sites.some(isHere));
  if (elsewhere.length > 0) lines.push('', ...wrap(`Nothing on this line, but elsewhere in the file: ${elsewhere.map(({ transform, sites }) => `${transform} (${placesOf(sites)})`).join(', ')}`, width).map(dim));
  const silent = file.rules.filter(({ sites, isCheck }) => sites.length === 0 && !isCheck);
  const read = silent.filter(({ hits }) => hits).map(({ transform }) => transform);
  const unread = silent.filter(({ hits }) => !hits).map(({ transform }) => transform);
  if (read.length > 0) lines.push('', ...wrap(`Looked through the file and found nothing: ${read.join(', ')}`, width).map(dim));
  if (unread.length > 0) lines.push('', ...wrap(`The file does not hold what they look for: ${unread.join(', ')}`, width).map(dim));
  return [...lines, ''].join('\n');
}

function placesOf(sites: readonly Site[]): string {
  const lines = [...new Set(sites.map(({ line }) => line))];
  return `${lines.length === 1 ? 'line' : 'lines'} ${lines.slice(0, 5).join(', ')}${lines.length > 5 ? ', …' : ''}`;
}

const STATUS: { readonly [status in Site['status']]: string } = {
  pending: 'would be fixed', fixed: 'fixed', left: 'left alone', rejected: 'rejected', suppressed: 'suppressed', deferred: 'deferred to a second run',
};

function siteLines(site: Site, looksAtZone: boolean, { zone }: Explanation, width: number): string[] {
  const { bold, dim, red, green } = colors();
  const tier = site.safety === 'manual' ? '' : ` (${site.safety})`;
  const verdict = site.evidence ? 'it is there' : looksAtZone ? STATUS[site.status] : `not looked at in files of zone ${zone}; with --zone ${zone} it ${site.status === 'pending' ? 'would be fixed' : `is ${STATUS[site.status]}`}`;
  return [
    ...wrap(`${bold(site.transform)}${tier}: ${verdict}`, width),
    ...indented(site.message, width),
    ...(site.reason && site.reason !== site.message ? indented(`because ${site.reason}`, width) : []),
    ...(site.scope ? [dim(`  in ${site.scope}`)] : []),
    ...codeLines(site, site.before).map((each) => red(`  - ${each}`)),
    ...(site.after === undefined ? [] : codeLines(site, site.after).map((each) => green(`  + ${each}`))),
  ];
}

/** Code moved to the left edge: its first line starts at the site's column, the others at that of their lines. */
function codeLines({ column }: Site, code: string): string[] {
  return code.split('\n').map((line, i) => printable(i === 0 ? line : line.replace(new RegExp(`^[ \\t]{0,${column - 1}}`), '')));
}

function indented(text: string, width: number): string[] {
  return wrap(printable(text), Math.max(width - 2, 20)).map((line) => `  ${line}`);
}

function itemText(text: string, { concepts, recognised, transforms }: ItemExplanation): string {
  const { bold, dim } = colors();
  const width = widthOf(process.stdout);
  const lines = [...wrap(bold(printable(text)), width), ''];
  lines.push(...wrap(concepts.length === 0 ? 'No concept of the vocabulary is in it.' : `Concepts seen: ${concepts.map(({ name, words }) => `${name} (${words.map(printable).join(', ')})`).join(', ')}`, width));
  for (const { id, asked, matched, against } of transforms.filter((each) => each.asked || each.matched.length > 0)) {
    lines.push('', `${bold(id)}: ${asked ? 'asked for' : 'not asked for'}`);
    for (const { phrase, words } of matched) lines.push(...indented(`${phrase.length > 120 ? 'a regular expression' : `\`${phrase}\``} matches ${words.map((each) => `"${each}"`).join(', ')}`, width));
    for (const reason of against) lines.push(...indented(`but ${reason}`, width));
  }
  // Where something is spoken of, what is nearly so is of no interest.
  const nearly = recognised.transforms.length > 0 || transforms.some(({ matched }) => matched.length > 0) ? [] : transforms.flatMap(({ id, nearly: phrases }) => phrases.map(({ phrase, unseen }) => `${id}, \`${phrase}\`: ${unseen.length === 0 ? 'not in this order, or too far apart' : `${unseen.map(withWords).join(' ')} was not seen`}`));
  if (nearly.length > 0) lines.push('', 'Nearly:', ...nearly.flatMap((each) => indented(each, width)).map(dim));
  if (recognised.transforms.length === 0) lines.push('', ...wrap(recognised.topic ? `Taken for ${recognised.topic.name}: ${recognised.topic.advice}` : 'No transform is asked for.', width));
  return [...lines, ''].join('\n');
}

/** A concept with some of the words it is known by. */
function withWords(term: string): string {
  const expressions = LANGUAGES['english']!.concepts[term.slice(1, -1)]?.split(', ').map((each) => each.toLowerCase());
  return expressions ? `${term} (${expressions.slice(0, 4).join(', ')}${expressions.length > 4 ? ', …' : ''})` : term;
}

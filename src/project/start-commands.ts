import { dirOf, join } from './folders.ts';

/** A command that starts a program and stays. */
export interface StartCommand {
  readonly text: string;
  /** The folder its paths start from, as far as the file says. */
  readonly dir: string;
}

const CONTAINER = /(?:^|\/)(?:(?:[\w-]+\.)?Dockerfile[\w.-]*|Containerfile)$/;
const PROCFILE = /(?:^|\/)Procfile[\w.-]*$/;
const YAML = /(?:^|\/)(?:(?:docker-)?compose[\w.-]*\.ya?ml|render\.yaml|app\.ya?ml)$/;
const SETTINGS = /(?:^|\/)(?:railway\.(?:json|toml)|fly\.toml|nixpacks\.toml|supervisord?\.conf|[\w-]+\.service)$/;
const SHELL = /(?:^|\/)(?:start|run|serve|entrypoint|boot|docker-entrypoint|launch)[\w-]*\.(?:sh|bat|ps1)$/;
const YAML_COMMAND = /^([ \t]*)(?:-[ \t]+)?(?:command|entrypoint|startCommand|dockerCommand)[ \t]*:[ \t]*(.*)$/;
const SETTING = /^[ \t]*"?(?:startCommand|cmd|command|ExecStart)"?[ \t]*[=:][ \t]*(.+?),?$/gm;

/** The commands by which a Dockerfile, a Procfile, a compose file or one of their like starts what stays. */
export function startCommands(path: string, text: string): StartCommand[] {
  const lines = text.replace(/\\\r?\n/g, ' ').split(/\r?\n/);
  return commandsIn(path, lines).flatMap(({ text: command, dir }) => staying(command).map((each) => ({ text: each, dir: dir ?? dirOf(path) })));
}

function commandsIn(path: string, lines: readonly string[]): { readonly text: string; readonly dir?: string }[] {
  if (CONTAINER.test(path)) return containerCommands(lines).map((text) => ({ text }));
  if (PROCFILE.test(path)) return lines.flatMap((line) => /^(?!release\b)[\w-]+:[ \t]*(.+)$/.exec(line)?.[1] ?? []).map((text) => ({ text }));
  if (YAML.test(path)) return yamlCommands(path, lines);
  if (SETTINGS.test(path)) return Array.from(lines.join('\n').matchAll(SETTING), (match) => ({ text: words(match[1]!) }));
  return SHELL.test(path) ? shellCommands(lines).map((text) => ({ text })) : [];
}

/** What each stage of an image runs: its `CMD`, behind its `ENTRYPOINT`. */
function containerCommands(lines: readonly string[]): string[] {
  const stages: { entry: string; command: string }[] = [{ entry: '', command: '' }];
  for (const line of lines) {
    const [, name, rest] = /^[ \t]*(FROM|CMD|ENTRYPOINT)[ \t]+(.*)$/i.exec(line) ?? [];
    if (name?.toUpperCase() === 'FROM') stages.push({ entry: '', command: '' });
    else if (name?.toUpperCase() === 'CMD') stages.at(-1)!.command = words(rest!);
    else if (name) stages.at(-1)!.entry = words(rest!);
  }
  return stages.map(({ entry, command }) => `${entry} ${command}`.trim()).filter((each) => each !== '');
}

/** Commands of services, with the folders that these are built from. */
function yamlCommands(path: string, lines: readonly string[]): { text: string; dir?: string }[] {
  return lines.flatMap((line, i) => {
    const [, margin, rest] = YAML_COMMAND.exec(line) ?? [];
    if (margin === undefined) return [];
    const isInline = rest !== '' && !/^[>|][+-]?$/.test(rest!);
    const below = blockFrom(lines, i + 1, (each) => indentOf(each) > margin.length || (indentOf(each) === margin.length && /^[ \t]*-/.test(each)));
    const text = isInline ? words(rest!) : below.map((each) => words(each.trim().replace(/^-[ \t]+/, ''))).join(' ');
    const isOfService = (each: string) => indentOf(each) >= margin.length;
    const service = [...blockFrom([...lines.slice(0, i)].reverse(), 0, isOfService), ...blockFrom(lines, i + 1, isOfService)];
    const context = service.map((each) => /^[ \t]*(?:build|context|rootDir)[ \t]*:[ \t]*["']?(?:\.\/)?([\w][\w./-]*)/.exec(each)?.[1]).find(Boolean);
    return [{ text, ...(context !== undefined && { dir: join(dirOf(path), context.replace(/\/$/, '')) }) }];
  });
}

function blockFrom(lines: readonly string[], start: number, isIn: (line: string) => boolean): string[] {
  const end = lines.findIndex((line, i) => i >= start && line.trim() !== '' && !isIn(line));
  return lines.slice(start, end < 0 ? undefined : end).filter((line) => line.trim() !== '');
}

function indentOf(line: string): number {
  return /^[ \t]*/.exec(line)![0].length;
}

/** What a script hands over to, or runs in the background or last. */
function shellCommands(lines: readonly string[]): string[] {
  const code = lines.map((line) => line.trim()).filter((line) => line !== '' && !/^(?:#|fi$|done$|rem\b|::)/i.test(line));
  return code.filter((line, i) => /^exec\b|&$/.test(line) || i === code.length - 1);
}

/** The words of a command, which may be a list or a text in quotes. */
function words(command: string): string {
  return command.trim().replace(/^\[(.*)\]$/, '$1').replace(/(["'])[ \t]*,[ \t]*\1/g, ' ').replace(/^["']|["']$/g, '');
}

/** Of commands one after the other the last, and those in the background: what comes before ends. */
function staying(command: string): string[] {
  const parts = command.split(/&&|\|\||;/);
  const background = parts.flatMap((part) => part.split(/(?<![&>])&(?![&>\d])/).slice(0, -1));
  return [...background, parts.at(-1)!.split(/(?<![&>])&(?![&>\d])/).at(-1)!].map((each) => each.trim()).filter((each) => each !== '');
}

import type { Program } from '../types.ts';
import { reach } from './reach.ts';
import { buildsAnswering } from './serving.ts';

export interface ProgramInputs {
  /** What makes a file part of a server, for those that are. */
  readonly servers: ReadonlyMap<string, string | undefined>;
  /** Files that a command of the project starts, with the file that says so. */
  readonly started: ReadonlyMap<string, string>;
  next(path: string): Iterable<string>;
  isWanted(path: string): boolean;
}

/** The apps of one language. An app that another one loads is a part of it. */
export function programsOf({ servers, started, next, isWanted }: ProgramInputs): Program[] {
  const builders = [...servers].filter(([path, marker]) => marker !== undefined && buildsAnswering(marker) && isWanted(path)).map(([path]) => path);
  const loads = new Map(builders.map((path) => [path, reach([path], next)]));
  const outermost = builders.filter((path) => !builders.some((other) => other !== path && loads.get(other)!.has(path) && !loads.get(path)!.has(other)));
  const starts = [...started].map(([path, by]) => ({ by, files: reach([path], next) }));
  return outermost.map((path) => {
    const by = starts.find(({ files }) => files.has(path));
    return { path, ...(by && { startedBy: by.by }), files: [...new Set([...loads.get(path)!.keys(), ...by?.files.keys() ?? []])] };
  });
}

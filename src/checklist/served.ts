import type { Program } from '../types.ts';

/** Which of the programs of a repository are served, and which code is only part of others. */
export interface Served {
  /** The app that is served instead of the code at a path: a start command of its package runs that one, and not this. */
  insteadOf(path: string): Program | undefined;
  /** Apps in which none of these files is loaded, where each of several has to show something. */
  without(paths: readonly string[]): readonly Program[];
}

/**
 * The start commands of a package decide which of its apps is served; where it has none, all of them are. A file that
 * no app is known to load speaks for all.
 */
export function servedOf(programs: readonly Program[], packageOf: (path: string) => string): Served {
  const groups = new Map<string, Program[]>();
  for (const program of programs) {
    const key = `${packageOf(program.path)}\0${program.path.endsWith('.py')}`;
    groups.set(key, [...(groups.get(key) ?? []), program]);
  }
  const packages = [...groups.values()].map((all) => {
    const started = all.filter(({ startedBy }) => startedBy !== undefined);
    return { all, served: started.length > 0 ? started : all };
  });
  const loads = ({ files }: Program, path: string) => files.includes(path);
  return {
    insteadOf(path) {
      const own = packages.find(({ all }) => all.some((each) => loads(each, path)));
      return own && !packages.some(({ served }) => served.some((each) => loads(each, path))) ? own.served[0] : undefined;
    },
    without(paths) {
      return packages.filter(({ served }) => served.length > 1).flatMap(({ all, served }) => {
        const isGeneral = paths.some((path) => packages.every((each) => !each.all.some((program) => loads(program, path))) && packageOf(path) === packageOf(all[0]!.path));
        return isGeneral ? [] : served.filter((each) => !paths.some((path) => loads(each, path)));
      });
    },
  };
}

/** Something that is taken or left out whole: a fix, or several that go together. */
export interface Unit {
  readonly id: string;
  readonly transform: string;
  readonly path: string;
}

/**
 * The units that a command does not pass with, when it passes without any and fails with all: found by delta debugging
 * over transforms, then files, then units, until it passes without them. Interacting ones are found together.
 */
export async function faults<T extends Unit>(units: readonly T[], passesWith: (taken: readonly T[]) => Promise<boolean>): Promise<T[]> {
  const passes = remembered(units, passesWith);
  const atFault: T[] = [];
  for (let taken = [...units]; taken.length > 0 && !(await passes(taken)); taken = taken.filter((unit) => !atFault.includes(unit))) {
    let suspects: T[] = taken;
    for (const keyOf of [(unit: T) => unit.transform, (unit: T) => `${unit.transform}\0${unit.path}`, (unit: T) => unit.id]) {
      const groups = grouped(suspects, keyOf);
      suspects = (await leastFailing(groups, async (some) => passes(some.flat()))).flat();
    }
    atFault.push(...suspects);
  }
  return atFault;
}

/** A list with which the test fails and without any one of which it passes: ddmin of Zeller and Hildebrandt. */
async function leastFailing<T>(all: readonly T[], passes: (some: readonly T[]) => Promise<boolean>): Promise<T[]> {
  let failing = [...all];
  for (let parts = 2; failing.length > 1;) {
    const chunks = split(failing, parts);
    const smaller = await first(chunks, async (chunk) => !(await passes(chunk)));
    const rest = smaller ?? (parts > 2 ? await first(chunks.map((chunk) => failing.filter((each) => !chunk.includes(each))), async (some) => !(await passes(some))) : undefined);
    if (smaller) [failing, parts] = [smaller, 2];
    else if (rest) [failing, parts] = [rest, Math.max(parts - 1, 2)];
    else if (parts < failing.length) parts = Math.min(parts * 2, failing.length);
    else break;
  }
  return failing;
}

async function first<T>(items: readonly T[], test: (item: T) => Promise<boolean>): Promise<T | undefined> {
  for (const item of items) if (await test(item)) return item;
  return undefined;
}

function split<T>(items: readonly T[], parts: number): T[][] {
  return Array.from({ length: parts }, (_, i) => items.slice(Math.floor(i * items.length / parts), Math.floor((i + 1) * items.length / parts))).filter((part) => part.length > 0);
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return [...groups.values()];
}

/** A command may take minutes: nothing is asked twice, and not what is known before. */
function remembered<T extends Unit>(all: readonly T[], passes: (taken: readonly T[]) => Promise<boolean>): (taken: readonly T[]) => Promise<boolean> {
  const keyOf = (taken: readonly T[]) => taken.map(({ id }) => id).sort().join('\n');
  const known = new Map<string, boolean>([[keyOf(all), false], ['', true]]);
  return async (taken) => {
    const key = keyOf(taken);
    if (!known.has(key)) known.set(key, await passes(taken));
    return known.get(key)!;
  };
}

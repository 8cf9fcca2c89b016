import { readKept, writeKept } from './kept-file.ts';
import { shapesSchema, type ShapesFile } from './shapes-schema.ts';

const KIND = 'file of decisions by shape';

/** Reads the decisions by shape; undefined when there is no such file. Throws `UsageError`. */
export async function readShapes(path: string): Promise<ShapesFile | undefined> {
  return await readKept(path, path, shapesSchema, KIND) as ShapesFile | undefined;
}

/** Writes them atomically, one line per rule, sorted, so that git merges two people's. Throws `UsageError`. */
export async function writeShapes(path: string, { rules }: ShapesFile): Promise<void> {
  const lines = [...rules].sort((a, b) => (`${a.transform} ${a.shape}` < `${b.transform} ${b.shape}` ? -1 : 1))
    .map(({ shape, transform, before, after, decision, reason, who, when }) => `    ${JSON.stringify({ shape, transform, before, after, decision, reason, who, when })}`);
  await writeKept(path, `{\n  "version": 1,\n  "rules": [${lines.length > 0 ? `\n${lines.join(',\n')}\n  ` : ''}]\n}\n`, path);
}

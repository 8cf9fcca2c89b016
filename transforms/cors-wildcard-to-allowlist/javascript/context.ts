import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import type { Node } from '../../../src/languages/javascript/tree.ts';
import type { ProjectView } from '../../../src/languages/types.ts';
import type { Edit, Need } from '../../../src/types.ts';

/** A setting that lets every origin in unless it is set: a key of a configuration, or of a schema of variables. */
export interface Setting {
  readonly name: string;
  /** A text, which its readers split, or a list. */
  readonly holds: 'text' | 'list';
  /** The variable it is read from, where that has another name. */
  readonly env?: string;
  readonly path: string;
}

/** Lists of origins that a module exports and that hold no `*`. */
export interface ExportedList {
  readonly name: string;
  readonly imported: string;
  readonly kind: OwnList['kind'];
}

/** How a layer that lets in a few says who: what a second place would have to say as well. */
export interface ClosedLayer {
  readonly line: number;
  /** The variables it reads, and whether that is all there is to it. */
  readonly variables: readonly string[];
  readonly isVariable: boolean;
}

/** What one file says about CORS; plain data, collected over the repository. */
export interface CorsFacts {
  readonly path: string;
  /** Names of settings that its CORS layers take their origins from. */
  readonly uses: readonly string[];
  /** Variables that its CORS layers read the origins from. */
  readonly layerEnvs: readonly string[];
  /** Names of settings that are handed to a CORS layer as its options: `cors` of `cors(config.cors)`. */
  readonly optionUses: readonly string[];
  /** Names of settings that functions which answer for an origin look at. */
  readonly lookedAt: readonly string[];
  /** Settings and variables that are compared with `*` on their way to a layer. */
  readonly checked: readonly string[];
  /** Variables about origins that it takes words from, such as `reflect`, beside the origins. */
  readonly modes?: readonly { readonly variable: string; readonly word: string }[];
  /** Settings that are a wildcard unless set. */
  readonly wildcards: readonly Omit<Setting, 'path'>[];
  /** What it needs the inserted function for: a variable that the code has, or one of the transform's own choice. */
  readonly parses: readonly ('own' | 'new')[];
  /** It exports that function, as an earlier run has left it. */
  readonly exportsParser: boolean;
  /** Lists of origins that it exports. */
  readonly lists: readonly ExportedList[];
  /** Its layers that let in a few, and not only local front ends. */
  readonly closed: readonly ClosedLayer[];
}

/** A list of origins that the project has, as an expression of a file: the list, or what `origin` of a layer takes. */
export interface OwnList {
  readonly text: string;
  readonly kind: 'list' | 'set' | 'options';
  /** Variables that it is read from. */
  readonly reads: readonly string[];
  readonly needs: readonly Need[];
}

/** A file and what is known around it. */
export interface Context {
  readonly doc: JavaScriptDoc;
  readonly project: ProjectView;
  /** What the files of this package say about CORS. */
  readonly facts: readonly CorsFacts[];
  /** The list that the place at hand takes, where the project has one. */
  readonly own?: OwnList | undefined;
}

/** How a wildcard goes, as edits of this file. */
export interface Change {
  /** The place that makes it a wildcard. */
  readonly at: Node;
  readonly edits: readonly Edit[];
  readonly needs: readonly Need[];
  /** The environment variables it reads that are to be set. */
  readonly envs: readonly string[];
  readonly group?: string;
  /** Why the change is not safe. */
  readonly unsafe?: string;
}

/** A wildcard that stays, and why. */
export interface Kept {
  readonly at: Node;
  readonly reason: string;
  /** Nobody has to look at it. */
  readonly fine?: boolean;
}

export type Rewrite = Change | Kept | undefined;

export function replace({ start, end }: Node, text: string): Edit {
  return { start: start!, end: end!, text };
}

import type { Json, Zone } from '../types.ts';

/** The project's configuration, as written in `checkmod.config.*`, `[tool.checkmod]` or `"checkmod"`. */
export interface Config {
  /** Ids or paths of the transforms a run uses when `-t` names none. */
  readonly transforms?: readonly string[];
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  /** Zones looked at beside the default ones. */
  readonly zones?: readonly Zone[];
  /** Zone of the files a glob matches, where checkmod judges wrong. */
  readonly zoneOverrides?: { readonly [glob: string]: Zone };
  readonly logger?: {
    /** Names that are loggers in this project. */
    readonly names?: readonly string[];
    /** How a new logger is made: `package.module:function`. */
    readonly factory?: string;
  };
  readonly env?: {
    /** Variable that holds the CORS allowlist. */
    readonly cors?: string;
  };
  readonly secrets?: {
    readonly words?: readonly string[];
    readonly notWords?: readonly string[];
  };
  /** What items of a checklist ask for, by a part of their text or a glob of it, where checkmod judges wrong; an empty list for nothing. */
  readonly checklist?: { readonly [item: string]: readonly string[] };
  /** Options of each transform, by id. */
  readonly options?: { readonly [transform: string]: { readonly [option: string]: Json } };
}

import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import type { ProjectView } from '../../../src/languages/types.ts';
import type { Edit, EditsElsewhere, Need, Span } from '../../../src/types.ts';

/** A setting or constant that may hold the allowed origins. */
export interface Setting {
  readonly name: string;
  /** A comma-separated text, or a list. */
  readonly holds: 'string' | 'list';
  /** The list holds URLs of pydantic's own types. */
  readonly ofUrls?: boolean;
  /** It is a wildcard unless set, and can be changed where it is defined. */
  readonly isOpen?: boolean;
}

/** pydantic settings of a file, and what is needed to add a field to them. */
export interface SettingsClass {
  /** Names of module-level instances, and of functions that give one. */
  readonly instances: readonly string[];
  readonly makers: readonly string[];
  readonly prefix: string;
  readonly fields: readonly string[];
  /** Fields that list origins already. */
  readonly origins: readonly Setting[];
  readonly isUpper: boolean;
  readonly indent: string;
  /** The end of the last field's line. */
  readonly at: number;
  readonly quote: string;
  /** It refuses names in `.env` that it does not know, as it does unless told otherwise. */
  readonly forbids: boolean;
  /** Variables are called exactly as fields are. */
  readonly isExact: boolean;
}

/** What the layers of a file write by themselves, and for whom. */
export interface LayerTraits {
  readonly credentials: boolean;
  /** Methods and headers it allows, in lower case, where only those that it names. */
  readonly methods?: readonly string[];
  readonly headers?: readonly string[];
  /** It lets in nobody but front ends on a developer's machine, by literals. */
  readonly isLocal: boolean;
  /** It answers for some paths only. */
  readonly isPartial: boolean;
}

/** What one file says about CORS; plain data, collected over the repository. */
export interface CorsFacts {
  readonly path: string;
  /** Names of settings, constants and functions that its CORS layers take their origins from. */
  readonly uses: readonly string[];
  /** Those of them that socket.io takes. */
  readonly socketUses: readonly string[];
  /** Variables that its CORS layers read the origins from. */
  readonly layerEnvs: readonly string[];
  /** Functions and properties here, with the settings they read. */
  readonly derived: readonly (readonly [name: string, from: readonly string[]])[];
  /** Settings and names that are compared with `*` on their way to a layer. */
  readonly checked: readonly string[];
  /** Settings that are a wildcard unless set. */
  readonly wildcards: readonly Setting[];
  /** The layers it adds that answer CORS for a whole app. */
  readonly layers: readonly ('starlette' | 'flask' | 'django')[];
  readonly traits: LayerTraits;
  /** It makes an app object. */
  readonly buildsApp: boolean;
  /** Variables that pydantic reads as JSON. */
  readonly jsonNames: readonly string[];
  readonly settingsClasses: readonly SettingsClass[];
  /** Layers that let in a few, and not only local front ends: whether all there is to it is variables of the environment. */
  readonly closed: readonly { readonly line: number; readonly variables: readonly string[]; readonly isVariable: boolean }[];
  /** Constants that list origins, and attributes of plain classes that do. */
  readonly constants: readonly string[];
  readonly attributes: readonly { readonly owner: string; readonly name: string }[];
  /** pydantic settings that read `.env` by themselves, and a call that puts it into the environment. */
  readonly ownDotenv: boolean;
  readonly loadsDotenv: boolean;
  /** The wildcard of such a layer is written in this file and can be changed. */
  readonly changesLayer: boolean;
  /** It writes `Access-Control-Allow-Origin: *` by hand. */
  readonly starHeader: boolean;
  /** A layer of it lets every origin in by a literal, or because nothing is said: it takes the setting that the package has. */
  readonly opens?: boolean;
  /** A Flask-CORS call here says nothing about origins. */
  readonly asksFlaskConfig: boolean;
  /** A Flask-CORS call here says nothing about resources, so those of the app's configuration count. */
  readonly asksFlaskResources: boolean;
  /** The app's configuration says which origins, which counts where the call of Flask-CORS does not. */
  readonly flaskConfig: boolean;
  /** Django's `CORS_ALLOWED_ORIGINS` is set here. */
  readonly djangoOrigins: boolean;
}

/** A file and what is known around it. */
export interface Context {
  readonly doc: PythonDoc;
  readonly project: ProjectView;
  readonly facts: readonly CorsFacts[];
  /** Names and functions being followed: one may be defined by itself. */
  readonly followed?: readonly PyNode[];
}

/** How a variable's value is written: comma-separated, or the JSON that pydantic reads for a list. */
export interface EnvVariable {
  readonly name: string;
  readonly json?: boolean;
  /** pydantic reads it into a field. */
  readonly isField?: boolean;
}

/** How a wildcard goes, as edits of this file. */
export interface Change {
  /** The place that makes it a wildcard. */
  readonly at: PyNode;
  readonly edits: readonly Edit[];
  readonly envs: readonly EnvVariable[];
  /** Nodes from which the inserted function is called. */
  readonly calls: readonly PyNode[];
  readonly needs?: readonly Need[];
  readonly orphans?: readonly Span[];
  readonly elsewhere?: readonly EditsElsewhere[];
  /** The list of this file that the wildcard gives way to. */
  readonly ownList?: PyNode;
  readonly group?: string;
  /** What to look at after the change. */
  readonly followUp?: string;
  /** Why the change is not safe. */
  readonly unsafe?: string;
}

/** A wildcard that stays, and why. */
export interface Kept {
  readonly at: PyNode;
  readonly reason: string;
  /** Nobody has to look at it. */
  readonly fine?: boolean;
}

/** What becomes of an expression; undefined where no wildcard is in it. */
export type Rewrite = Change | Kept | undefined;

/** An expression that gives way to a text. */
export function replace(node: PyNode, text: string): Edit {
  return { start: node.start, end: node.end, text };
}

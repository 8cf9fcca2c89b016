import type { PathZone } from '../paths.ts';
import type { Edge } from './graph.ts';
import type { JavaScriptScan } from './scan.ts';

export interface ZoneInputs {
  readonly scans: ReadonlyMap<string, JavaScriptScan>;
  readonly edges: ReadonlyMap<string, readonly Edge[]>;
  readonly packageDirs: ReadonlySet<string>;
}

/** The zone of every JavaScript file, with a sentence that says why. */
export function javascriptZones({ scans }: ZoneInputs): ReadonlyMap<string, PathZone> {
  return new Map([...scans.keys()].map((path) => [path, { zone: 'unknown', reason: 'nothing shows where it runs' }]));
}

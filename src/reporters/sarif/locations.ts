import type { ArtifactLocation, Location } from 'sarif';
import type { Site } from '../../types.ts';
import { uriOf } from '../uri.ts';

export const ROOT_ID = '%SRCROOT%';

export function artifactAt(path: string): ArtifactLocation {
  return { uri: uriOf(path), uriBaseId: ROOT_ID };
}

export function locationOf(path: string, { line, column, endLine, endColumn, scope }: Site): Location {
  return {
    physicalLocation: { artifactLocation: artifactAt(path), region: { startLine: line, startColumn: column, endLine, endColumn } },
    ...(scope && { logicalLocations: [{ fullyQualifiedName: scope }] }),
  };
}

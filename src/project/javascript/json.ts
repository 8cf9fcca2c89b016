import type { Json } from '../../types.ts';

export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

const COMMENT = /("(?:\\.|[^"\\])*")|\/\/[^\n]*|\/\*[\s\S]*?\*\//g;
const TRAILING_COMMA = /("(?:\\.|[^"\\])*")|,(?=\s*[}\]])/g;

/** An object written as JSON, with comments and trailing commas as `tsconfig.json` has them; empty when it is not one. */
export function readJson(text: string): JsonObject {
  for (const source of [text, text.replace(COMMENT, '$1').replace(TRAILING_COMMA, '$1')]) {
    try {
      return asObject(JSON.parse(source) as Json);
    } catch {
      // The next spelling may do.
    }
  }
  return {};
}

export function asObject(value: Json | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value as JsonObject : {};
}

export function strings(value: Json | undefined): string[] {
  return (Array.isArray(value) ? value : [value]).filter((each): each is string => typeof each === 'string');
}

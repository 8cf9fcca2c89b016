import type { PackageFacts } from '../../src/languages/types.ts';

/** Why code of a package that others run reads no variable: who may call is for those who run it to say. */
export function libraryReason({ library }: PackageFacts): string | undefined {
  return library && `this is ${library}: let those who run it hand the origins to it`;
}

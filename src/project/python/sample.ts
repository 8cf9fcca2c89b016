import type { SourceText } from '../types.ts';
import { dirOf, join } from '../folders.ts';

/** Words that say a package is there to be copied, tried or learned from. */
const KINDS: readonly (readonly [RegExp, string])[] = [
  [/(?<![a-z])(starter|boilerplate|template|skeleton|scaffold|cookiecutter)s?(?![a-z])/i, 'a starter'],
  [/(?<![a-z])(examples?|samples?|demos?|quickstarts?|playground|hello[-_ ]?world)(?![a-z])/i, 'an example'],
  [/(?<![a-z])(challenges?|katas?|exercises?|homework|assignments?|take[-_ ]?home|workshops?|tutorials?|bootcamp)(?![a-z])/i, 'an exercise'],
];
const NAME = /^[ \t]*(?:name|description)[ \t]*=[ \t]*["']?([^"'\n]+)/gm;

/** What a package is by its folder or by the name its manifest gives, where nobody runs it in earnest. */
export function sampleKind(dir: string, manifests: ReadonlyMap<string, SourceText>): string | undefined {
  const named = ['pyproject.toml', 'setup.cfg'].flatMap((name) => [...(manifests.get(join(dir, name))?.text.matchAll(NAME) ?? [])].map((match) => match[1]!));
  const folder = dir.slice(dirOf(dir).length);
  return KINDS.find(([words]) => [folder, ...named].some((each) => words.test(each)))?.[1];
}

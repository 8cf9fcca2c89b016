/** Nest is given another logger than its own. */
const IS_GIVEN = /\.useLogger\(|\bNestFactory\.create\w*(?:<[^>]*>)?\([^;]*?\blogger\s*:\s*(?!\[|false|true|console|\w+\s*\?|new ConsoleLogger|["'])/;
const OF_ITS_OWN = /\bimplements\s[^{]*\b\w*LoggerService\b/;
/** A method that takes a text and the name of a context. */
const TAKES_CONTEXT = /\blog\(\s*\w+\s*(?::[^,()]*)?(?:,\s*\w+\??\s*(?::[^,()]*)?)?\)\s*(?::\s*\w+\s*)?\{/;
/** Libraries that take what Nest hands them behind the text for a context, or write only what a placeholder asks for. */
const LIBRARIES = ['nest-winston', 'nestjs-pino'];

/** Whether what Nest's `Logger` hands its lines to would lose values behind a text. */
export function nestTakesText(texts: readonly string[], dependencies: readonly string[]): boolean {
  if (!dependencies.includes('@nestjs/core') || !texts.some((text) => IS_GIVEN.test(text))) return false;
  return LIBRARIES.some((library) => dependencies.includes(library)) || texts.some((text) => OF_ITS_OWN.test(text) && TAKES_CONTEXT.test(text));
}

import { expect, it } from 'vitest';
import { parseJavaScript } from '../../../src/languages/javascript/parse.ts';
import { verifyJavaScript } from '../../../src/languages/javascript/verify.ts';

/** What is wrong with a log line put into some code. */
function problemWith(code: string, line: string): string | undefined {
  const text = (inside: string) => code.replace('HERE', inside);
  return verifyJavaScript(parseJavaScript(text('work();'), 'app.ts'), text(`work(); ${line}`), []);
}

it.each([
  ['a name bound nowhere', 'log.info("x");\nexport function f() { HERE }', 'log.warn("y");', 'bound nowhere'],
  ['a function', 'function log(text: string) {}\nexport function f() { HERE }', 'log.info("y");', 'a function is no logger'],
  ['a class without the method', 'class Log { write() {} }\nconst log = new Log();\nexport function f() { HERE }', 'log.info("y");', 'no such method'],
  ['a parameter that may be left out', 'export function f(logger?: Logger) { HERE }', 'logger.info("y");', 'may be absent'],
  ['a property that may be absent', 'export class A { constructor(private logger?: Logger) {}\n f() { HERE } }', 'this.logger.info("y");', 'may be absent'],
])('refuses a log line on %s', (_, code, line, problem) => {
  expect(problemWith(`declare function work(): void;\n${code}\n`, line)).toContain(problem);
});

it.each([
  ['a parameter', 'export function f(logger: Logger) { HERE }', 'logger.info("y");'],
  ['one that is asked for', 'export function f(logger?: Logger) { HERE }', 'logger?.info("y");'],
  ['a class with the method', 'class Log { info() {} }\nconst log = new Log();\nexport function f() { HERE }', 'log.info("y");'],
  ['what is no logger at all', 'export function f() { HERE }', 'Math.log(2);'],
])('takes one on %s', (_, code, line) => {
  expect(problemWith(`declare function work(): void;\n${code}\n`, line) ?? '').not.toMatch(/is called, and/);
});

import { describe, expect, it } from 'vitest';
import { parseJavaScript } from '../../../src/languages/javascript/parse.ts';

function globalsOf(text: string, path = 'a.ts'): string[] {
  return [...parseJavaScript(text, path).scopes.globals.keys()].sort();
}

/** The qualified names of every callee, in source order. */
function calleesOf(text: string, path = 'a.ts'): (string | undefined)[] {
  const doc = parseJavaScript(text, path);
  return doc.tree.all('CallExpression', 'NewExpression').map(({ callee }) => doc.scopes.qualifiedName(callee));
}

describe('names that nothing binds', () => {
  it.each([
    ['a block binds for itself', '{ const console = 1; use(console); } console.log();', ['console', 'use']],
    ['`var` belongs to the function', 'function f() { if (x) { var a = 1; } return a; }', ['x']],
    ['a function is there before its declaration', 'go(); function go() {}', []],
    ['parameters, defaults and patterns', 'function f({ a, b: [c = d], ...e }, g = a) { return [a, c, e, g]; }', ['d']],
    ['a catch clause', 'try { a(); } catch ({ message }) { use(message, err); }', ['a', 'err', 'use']],
    ['loops', 'for (const i of list) use(i); for (let k = 0; k < 3; k++) {} use(i, k);', ['i', 'k', 'list', 'use']],
    ['keys, labels and members are no names', 'outer: for (;;) { const o = { key: 1, [computed]: 2, method() {} }; o.member; break outer; }', ['computed']],
    ['shorthand is a name', 'const o = { shorthand };', ['shorthand']],
    ['a named function expression knows itself', 'const f = function self() { return self(); }; self();', ['self']],
    ['a class and its members', 'class A extends B { x = this.y; static z = A.x; m(p) { return p; } }', ['B']],
    ['imports and exports', "import a, { b as c } from 'm'; import * as d from 'n'; export { a, c as e }; export { f } from 'o'; use(d);", ['use']],
    ['types', 'type A<T> = B<T>; interface C { d: E; f(g: H): A<I>; } function j<K>(k: K): k is L { return k as M; }', ['B', 'E', 'H', 'I', 'L', 'M']],
    ['enums and namespaces', 'enum A { B = 1, C = B } namespace D { export const e = A.B; } use(D);', ['B', 'use']],
    ['parameter properties', 'class A { constructor(private readonly logger: Logger) { logger.log(); } }', ['Logger']],
    ['decorators', '@Injectable() class A { @Input() b: string; m(@Body() c: D) { return c; } }', ['Body', 'D', 'Injectable', 'Input']],
    ['overloads', 'function f(a: string): void; function f(a: unknown) { use(a); }', ['use']],
    ['assignment to a pattern', 'let a; ({ a, b: c.d } = e);', ['c', 'e']],
    ['a switch is one scope', 'switch (x) { case 1: const a = 1; break; default: use(a); }', ['use', 'x']],
  ])('%s', (_, text, names) => expect(globalsOf(text)).toEqual(names));

  it('components of JSX are names, elements are not', () => {
    expect(globalsOf('const a = <div><Page x={y}/><ui.Card/></div>;', 'a.tsx')).toEqual(['Page', 'ui', 'y']);
  });
});

describe('what a callee stands for', () => {
  it.each([
    ['a global', 'console.log(); Math.random();', 'Math.random'],
    ['one that is shadowed', 'function f(console) { console.log(); }', undefined],
    ['a named import, under whatever name', "import { v4 as id } from 'uuid'; id();", 'uuid:v4'],
    ['a default import and its members', "import crypto from 'node:crypto'; crypto.randomUUID();", 'crypto:randomUUID'],
    ['all of a module', "import * as u from 'uuid'; u.v4();", 'uuid:v4'],
    ['a required module', "const cors = require('cors'); cors();", 'cors:default'],
    ['names taken out of a required module', "const { randomBytes: bytes } = require('crypto'); bytes();", 'crypto:randomBytes'],
    ['a member of the call of require', "require('uuid').v4();", 'uuid:v4'],
    ['a constant that holds a member', "const fn = require('uuid').v4; fn();", 'uuid:v4'],
    ['import equals', "import express = require('express'); express.Router();", 'express:Router'],
    ['a module loaded on the way', "async function f() { const { default: cors } = await import('cors'); cors(); }", 'cors:default'],
    ['behind a type assertion', "import * as c from 'cors'; (c as any).default();", 'cors:default'],
    ['a class', "import { Logger } from '@nestjs/common'; new Logger('x');", '@nestjs/common:Logger'],
    ['the member of a local', 'const app = make(); app.use();', undefined],
  ])('%s', (_, text, name) => expect(calleesOf(text)).toContain(name));
});

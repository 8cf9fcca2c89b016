import { describe, expect, it } from 'vitest';
import { editSource, sortEdits, sourceFrom } from '../../../src/engine/source-file.ts';
import { onOwnLines } from '../../../src/languages/javascript/blocks.ts';
import { enclosingHandler, errorName, handlersOf, inFrontOfBody, isListener, usesOfError } from '../../../src/languages/javascript/handlers.ts';
import { parseJavaScript } from '../../../src/languages/javascript/parse.ts';
import type { Edit } from '../../../src/types.ts';

/** The text with a log line in its first handler, and a name for the error. */
function logged(text: string, path = 'a.js', statement = 'log(NAME);'): string {
  const doc = parseJavaScript(text, path);
  const handler = handlersOf(doc)[0]!;
  const error = errorName(doc, handler)!;
  const edits = [inFrontOfBody(doc, handler, statement.replace('NAME', error.name)), ...error.needs.map(({ start, end, text: name }) => ({ start, end, text: name }) as Edit)];
  return editSource(sourceFrom(text), sortEdits(edits)).text;
}

describe('handlers', () => {
  it.each([
    ['a clause', 'try { a(); } catch (e) { b(); }', 'a'],
    ['a rejection', 'a().catch((e) => b());', 'a'],
    ['the second callback of `then`', 'a().then(b, function (e) { c(); });', 'a'],
    ['a listener of errors', "a.on('error', (e) => { b(); });", 'a'],
    ['another one', 'a?.once(`error`, (e) => { b(); });', 'a'],
  ])('%s', (_, text, guarded) => {
    const doc = parseJavaScript(text, 'a.ts');
    const [handler, ...more] = handlersOf(doc);
    expect(more).toEqual([]);
    expect(handler!.name?.name).toBe('e');
    expect(text.slice(handler!.guarded.start!, handler!.guarded.end!)).toContain(guarded);
    expect(isListener(doc, handler!)).toBe(text.includes('error'));
  });

  it.each([
    'try { a(); } finally { b(); }', 'a().then(b);', 'a().catch(b);', 'a().finally(() => {});', "a.on('close', () => {});", 'a.catch();', "a.on('error');", 'catch_(() => {});',
  ])('none in %s', (text) => expect(handlersOf(parseJavaScript(text, 'a.ts'))).toEqual([]));

  it('the one around a node is that of the same function', () => {
    const doc = parseJavaScript('try { a(); } catch (e) { one(); list.map(() => two()); b().catch((f) => three()); }', 'a.ts');
    const around = doc.tree.all('CallExpression').filter(({ callee }) => /one|two|three/.test(doc.text.slice(callee.start!, callee.end!))).map((call) => enclosingHandler(doc, call)?.name?.name);
    expect(around).toEqual(['e', undefined, 'f']);
  });

  it('the uses of an error are those of its own name', () => {
    const doc = parseJavaScript('try { a(); } catch (e) { use(e); ((e) => e)(1); later(() => e.message); }', 'a.ts');
    expect(usesOfError(doc, handlersOf(doc)[0]!)).toHaveLength(2);
  });
});

describe('a log line and a name', () => {
  it.each([
    ['an empty clause', 'try {\n  a();\n} catch {\n}', 'try {\n  a();\n} catch (err) {\n  log(err);\n}'],
    ['a clause on one line', 'try {\n  a();\n} catch {}', 'try {\n  a();\n} catch (err) {\n  log(err);\n}'],
    ['without a space', 'try {\n  a();\n}catch{}', 'try {\n  a();\n}catch (err) {\n  log(err);\n}'],
    ['a comment on its line', 'try {\n  a();\n} catch { /* fine */ }', 'try {\n  a();\n} catch (err) {\n  /* fine */\n  log(err);\n}'],
    ['a comment behind the brace', 'try {\n  a();\n} catch { // fine\n}', 'try {\n  a();\n} catch (err) { // fine\n  log(err);\n}'],
    ['a comment over lines', 'try {\n  a();\n} catch (e) {\n  /*\n   * fine\n   */\n}', 'try {\n  a();\n} catch (e) {\n  /*\n   * fine\n   */\n  log(e);\n}'],
    ['a comment between `catch` and its block', 'try {\n  a();\n} catch /* fine */ {\n}', 'try {\n  a();\n} catch (err) /* fine */ {\n  log(err);\n}'],
    ['statements', 'try {\n  a();\n} catch (e) {\n  // about b\n  b();\n}', 'try {\n  a();\n} catch (e) {\n  log(e);\n  // about b\n  b();\n}'],
    ['statements on one line', 'try {\n  a();\n} catch (e) { b(); return c }', 'try {\n  a();\n} catch (e) {\n  log(e);\n  b();\n  return c\n}'],
    ['the first statement behind the brace', 'try {\n  a();\n} catch (e) { b();\n  c();\n}', 'try {\n  a();\n} catch (e) {\n  log(e);\n  b();\n  c();\n}'],
    ['tabs', 'if (x) {\n\ttry {\n\t\ta();\n\t} catch {}\n}', 'if (x) {\n\ttry {\n\t\ta();\n\t} catch (err) {\n\t\tlog(err);\n\t}\n}'],
    ['a callback with a block', 'a().catch(() => {});', 'a().catch((err) => {\n  log(err);\n});'],
    ['a callback with a value', 'const x = a().catch(() => null);', 'const x = a().catch((err) => {\n  log(err);\n  return null;\n});'],
    ['a callback with an object', 'const x = a().catch(() => ({ b: 1 }));', 'const x = a().catch((err) => {\n  log(err);\n  return { b: 1 };\n});'],
    ['a callback with a value in parentheses', 'const x = a().catch(() => (b || c));', 'const x = a().catch((err) => {\n  log(err);\n  return (b || c);\n});'],
    ['nothing as the value of a statement', 'void a().catch(() => undefined).finally(b);', 'void a().catch((err) => {\n  log(err);\n}).finally(b);'],
    ['nothing as a value that is taken', 'const x = a().catch(() => undefined);', 'const x = a().catch((err) => {\n  log(err);\n  return undefined;\n});'],
    ['a function', 'a().catch(function () {});', 'a().catch(function (err) {\n  log(err);\n});'],
    ['an async function with a name', 'a().catch(async function failed() {});', 'a().catch(async function failed(err) {\n  log(err);\n});'],
    ['a name without parentheses', 'a().catch(_ => {});', 'a().catch(err => {\n  log(err);\n});'],
    ['a deed of a listener', "a.on('error', () => done(1));", "a.on('error', (err) => {\n  log(err);\n  done(1);\n});"],
    ['a chain over lines', 'a()\n  .catch(() => {});', 'a()\n  .catch((err) => {\n    log(err);\n  });'],
  ])('%s', (_, text, after) => expect(logged(text)).toBe(after));

  it.each([
    ['the type of a name stays', 'try {\n  a();\n} catch (_e: unknown) {}', 'try {\n  a();\n} catch (err: unknown) {\n  log(err);\n}'],
    ['the compiler knows the type in a clause', 'try {\n  a();\n} catch {}', 'try {\n  a();\n} catch (err) {\n  log(err);\n}'],
    ['it may not know that of a callback', 'a().catch(() => {});', 'a().catch((err: unknown) => {\n  log(err);\n});'],
    ['it has one for a name that is there', 'a().catch((_) => {});', 'a().catch((err) => {\n  log(err);\n});'],
  ])('in TypeScript %s', (_, text, after) => expect(logged(text, 'a.ts')).toBe(after));

  it('a line without semicolon does not run on into a bracket', () => {
    expect(logged('try {\n  a()\n} catch (e) {\n  [b] = []\n}', 'a.js', 'log(NAME)')).toBe('try {\n  a()\n} catch (e) {\n  log(e);\n  [b] = []\n}');
  });

  it.each([
    ['as the file calls its errors', 'try { a() } catch {} try { b() } catch (error) { use(error) }', 'error'],
    ['not one the body uses from around it', 'function f(err) { try { a() } catch { use(err) } }', 'error'],
    ['not one it hides, if there is another', 'try { a() } catch {} function f(err) {} const err = 1;', 'error'],
    ['not one the body binds', 'try { a() } catch { const err = 1; use(err) }', 'error'],
    ['another where it is not wanted', 'try { a() } catch (ignored) {}', 'err'],
    ['its own where it is used', 'try { a() } catch (_e) { use(_e) }', '_e'],
  ])('is called %s', (_, text, name) => {
    const doc = parseJavaScript(text, 'a.js');
    expect(errorName(doc, handlersOf(doc)[0]!)?.name).toBe(name);
  });

  it('has no name where the error is taken apart', () => {
    const doc = parseJavaScript('try { a() } catch ({ message }) {}', 'a.js');
    expect(errorName(doc, handlersOf(doc)[0]!)).toBeUndefined();
  });
});

it('a block on one line gets lines of its own', () => {
  const opened = (text: string) => {
    const doc = parseJavaScript(text, 'a.js');
    const edit = onOwnLines(doc, doc.tree.all('BlockStatement')[0]!);
    return edit ? editSource(sourceFrom(text), [edit]).text : text;
  };
  expect(opened('try { a(); b() } catch {}')).toBe('try {\n  a();\n  b()\n} catch {}');
  expect(opened('try { a(); /* then */ b() } catch {}')).toBe('try {\n  a(); /* then */ b()\n} catch {}');
  expect(opened('try {} catch {}')).toBe('try {} catch {}');
  expect(opened('try {\n  a()\n} catch {}')).toBe('try {\n  a()\n} catch {}');
});

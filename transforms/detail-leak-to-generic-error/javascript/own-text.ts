import { isCall, keyName, lastName, literalText, runsIn, stringValue, unwrapped } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import { oncePerFile } from '../../../src/languages/javascript/queries.ts';
import { responsesOf, type Response } from '../../../src/languages/javascript/responses.ts';
import type { Node } from '../../../src/languages/javascript/tree.ts';
import { MESSAGE_KEYS } from '../keys.ts';
import { languageOf, type Language } from '../phrases.ts';
import { LOGS } from './log-calls.ts';
import type { Source } from './sources.ts';

/** What says no more than that something broke. */
const SAYS_NOTHING_ELSE = /^(an? |the )?(internal|unexpected|unknown)?[ _]?(server[ _]?error|error occurred)[.!]?$|^(oops[,!]? )?something went wrong\b|^(erro|error) (interno|inesperado)( (do|del) servidor)?[.!]?$|^erreur (interne( du serveur)?|serveur)[.!]?$|^(interner )?serverfehler[.!]?$|^sunucu hatası[.!]?$/i;
/** A log line that would do as an answer, and one that is about the code: `Error en GET /metas/:id`, `Error en crearCita`. */
const SENTENCE = /^\p{L}[\p{L}\p{N} ,'’()-]{8,70}$/u;
const NAMES_CODE = /\/|[`{}<>=]|\p{Ll}\p{Lu}|_|\b(GET|POST|PUT|PATCH|DELETE)\b|^[Ee]rror (en|em|in|dans) \S+$/u;
const LETTER_OF_ITS_OWN = /(?=\p{L})[^\x00-\x7F]/u;

/** The author's own text for a failure: what the file's other answers say, or, where it is not English, what is said of this one. */
export function ownText(doc: JavaScriptDoc, { payloads }: Response, { block }: Source): string | undefined {
  const beside = payloads.flatMap((payload) => messagesIn(payload));
  const logged = runsIn(doc.tree, block, 'CallExpression').filter(({ callee }) => LOGS.test(lastName(callee) ?? '')).flatMap((call) => literalText(call.arguments[0]) ?? []);
  const foreign = [...beside, ...logged].map(plain).find((text) => LETTER_OF_ITS_OWN.test(text) && !NAMES_CODE.test(text));
  const language = languageIn(doc);
  return usualText(doc) ?? foreign ?? logged.map(plain).find((text) => language?.words.test(text) && SENTENCE.test(text) && !NAMES_CODE.test(text)) ?? language?.internal;
}

/** A text without the marks around it. */
function plain(text: string): string {
  return text.replace(/^[^\p{L}]+|[\s:;,–—-]+$/gu, '');
}

/** The language of the file's answers and log lines. */
const languageIn = oncePerFile((doc): Language | undefined => {
  const answers = responsesOf(doc).flatMap(({ payloads }) => payloads.flatMap((payload) => messagesIn(payload)));
  const lines = doc.tree.all('CallExpression').filter(({ callee }) => LOGS.test(lastName(callee) ?? '')).flatMap((call) => literalText(call.arguments[0]) ?? []);
  return languageOf([...answers, ...lines].map(plain));
});

/** What the handler's own log line says of a failure at somebody else's, `URL extraction failed`. */
export function textLogged(doc: JavaScriptDoc, { block }: Source): string | undefined {
  const texts = runsIn(doc.tree, block, 'CallExpression').filter(({ callee }) => LOGS.test(lastName(callee) ?? '')).flatMap((call) => stringValue(call.arguments[0]) ?? []);
  return texts.map((text) => text.replace(/[\s:;,–—-]+$/, '')).find((text) => /^[A-Z][\w ]{8,60}$/.test(text) && /\b(failed|could not|unable)\b|^Failed\b/i.test(text));
}

/** The text that most of the file's failures are answered with where it has none. */
const usualText = oncePerFile((doc): string | undefined => {
  const counts = new Map<string, number>();
  for (const { payloads, status } of responsesOf(doc)) {
    if (typeof status !== 'number' || status < 500) continue;
    for (const text of payloads.flatMap((payload) => messagesIn(payload)).filter((each) => SAYS_NOTHING_ELSE.test(each))) counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
});

/** The texts an answer gives as its message. */
function messagesIn(payload: Node): string[] {
  const value = unwrapped(payload);
  if (isCall(value) && lastName(value.callee) === 'stringify') return value.arguments.flatMap((argument) => messagesIn(argument));
  if (value.type !== 'ObjectExpression') return [];
  return value.properties.flatMap((each) => (each.type === 'ObjectProperty' && MESSAGE_KEYS.test(keyName(each) ?? '') ? stringValue(each.value) ?? [] : []));
}

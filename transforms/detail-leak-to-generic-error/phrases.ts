/** Words by which answers are seen to be in a language, and how it says that something is wrong inside. */
const LANGUAGES: readonly { readonly words: RegExp; readonly internal: string }[] = [
  { words: /(?<!\p{L})(não|erro|falha|usuário|erro (ao|\p{L}+[aei]ndo)|inválid[oa]|já|está|obrigatóri[oa]|sucesso|ao|senha)(?!\p{L})/iu, internal: 'Erro interno do servidor' },
  { words: /(?<!\p{L})(error (al|en|\p{L}+(ando|iendo|yendo))|fallo|usuario|inválid[oa]|ya existe|obligatori[oa]|éxito|encontrad[oa]|los|las|del|se pudo)(?!\p{L})/iu, internal: 'Error interno del servidor' },
  { words: /(?<!\p{L})(erreur|échec|utilisateur|introuvable|impossible de|invalide|déjà|lors|obligatoire|succès|les|des|été)(?!\p{L})/iu, internal: 'Erreur interne du serveur' },
  { words: /(?<!\p{L})(fehler|nicht|ungültig|benutzer|bereits|konnte|wurde|beim|fehlgeschlagen|erfolgreich)(?!\p{L})/iu, internal: 'Interner Serverfehler' },
  { words: /(?<!\p{L})(errore|utente|già|trovat[oa]|impossibile|obbligatori[oa]|richiesta|della)(?!\p{L})/iu, internal: 'Errore interno del server' },
];

const GENERIC = /^(an? )?(internal|unexpected)( server)?( error)?\b.{0,20}$|went wrong|^server error|^(erro|error) (interno|inesperado)|^erreur (interne|inattendue)|^interner |^errore (interno|imprevisto)/i;

const LONGEST = 80;

/** A language answers are written in: words of it, and how it says that something is wrong inside. */
export type Language = (typeof LANGUAGES)[number];

/**
 * What a file says where something is wrong inside, going by its answers: the text it has for that, or the phrase of the
 * language of most of them; undefined where they are in English or too few.
 */
export function genericTextOf(answers: readonly string[]): string | undefined {
  return sentencesAmong(answers).find((text) => GENERIC.test(text)) ?? languageOf(answers)?.internal;
}

/** The language of most of a file's texts; undefined where they are in English or too few. */
export function languageOf(texts: readonly string[]): Language | undefined {
  const sentences = sentencesAmong(texts);
  const counted = LANGUAGES.map((language) => ({ language, count: sentences.filter((text) => language.words.test(text)).length })).sort((a, b) => b.count - a.count);
  const [most] = counted;
  return most && most.count >= 2 && most.count * 2 > sentences.length ? most.language : undefined;
}

function sentencesAmong(texts: readonly string[]): string[] {
  return texts.filter((text) => /\s/.test(text.trim()) && text.length <= LONGEST && !/[<{]/.test(text));
}

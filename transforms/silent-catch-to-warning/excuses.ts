/** A comment that excuses a failure, in other languages than English. */
export const EXCUSES_ELSEWHERE = /忽略|可忽略|不影响|无关紧要|非关键|静默|不重要|可选|無視|致命的ではない|무시|игнор|необязательн|не критич|\bignorar\b|\bignora\b|\bopcional\b|n[ãa]o (é )?cr[íi]tico|no (es )?cr[íi]tico|\bfacultatif\b|\boptionnel\b|non critique|\bignorieren\b|unkritisch|önemsiz|yoksay|görmezden|התעלם|לא קריטי|تجاهل|غير مهم/i;

const KEPT = String.raw`(table|column|collection|relation|index|view|schema|tabla|tabela|columna|coluna|colecci[oó]n)s?`;
/** What is asked for may not be there, as far as this program goes: `# handle if table doesn't exist`, `// older Node`. */
const MAY_BE_MISSING = new RegExp([
  String.raw`\b${KEPT}\b( \w+)? (may |might )?(does ?n[o']t|do ?n[o']t|doesn't|is ?n[o']t|not|no|n[ãa]o) exist(s|e)?\b`,
  String.raw`\b(no|n[ãa]o) existe (la |a )?${KEPT}\b`,
  String.raw`\bold(er)? (node|browser|version|python|runtime|release)s?\b`,
].join('|'), 'i');
/** It is there only later: `# not created yet`, `// on first start`. */
const COMES_LATER = /\b(not|n[o']t|no)\b( \w+){0,4} yet\b|\b(on|at|in|before|during|until) (the |its )?first (run|start(up)?|time|boot|launch|request|visit|use|call)\b|^\W*first (run|start(up)?|boot|launch|time)\W*$|\bfresh (install|install?ation|database|db|start|deploy\w*)\b/i;

/** Whether a comment in the handler, or above what is tried, foresees that what is asked for is not there. */
export function foreseesMissing(comment: string, isInHandler: boolean): boolean {
  return MAY_BE_MISSING.test(comment) || isInHandler && COMES_LATER.test(comment);
}

/** What somebody gets: a mail, a message, money. */
const TO_SOMEBODY = /mail|sms|notif|push_?(msg|message)|(send|deliver|publish)\w*(message|invoice|receipt|report|invit|remind|otp|alert|welcome|confirm)|webhook|payment|payout|whats_?app|telegram|slack|twilio/i;
/** Events of a page or a socket, which nobody waits for. */
const TO_A_PAGE = /typing|presence|chat_?action|(^|[._])(ws|io|sio|gateway)([._]|$)|web_?socket|(^|[._])socket|broadcast|emit|analytic|telemetry|track/i;

/** Whether a call that sends something sends it to a person or for money, so that somebody misses it. */
export function isMissed(call: string): boolean {
  return TO_SOMEBODY.test(call) && !TO_A_PAGE.test(call);
}

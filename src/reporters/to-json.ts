/** JSON that a terminal cannot take for orders: control characters stand in strings only, so escaping them changes no value. */
export function toJson(value: unknown, indent?: number): string {
  // eslint-disable-next-line no-control-regex
  return `${JSON.stringify(value, undefined, indent).replace(/[\x7f-\x9f\u2028\u2029]/g, (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`;
}

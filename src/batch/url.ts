/** Ways to a remote by the scheme of its URL; http may be led on to https. */
const PROTOCOLS: { readonly [scheme: string]: readonly string[] } = {
  https: ['https'], http: ['http', 'https'], ssh: ['ssh'], git: ['git'], file: ['file'],
};

/** The protocols that a call to a URL needs; undefined for what is no URL of a remote that is reached. `ext::` would start a program. */
export function protocolsOf(url: string): readonly string[] | undefined {
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(url)?.[1]?.toLowerCase();
  if (scheme !== undefined) return PROTOCOLS[scheme];
  return isScpLike(url) ? PROTOCOLS['ssh'] : undefined;
}

/** Whether a text is a URL, of any kind, rather than a path. */
export function isUrl(text: string): boolean {
  return /^[a-z][a-z0-9+.-]*:(?:\/\/|:)/i.test(text) || isScpLike(text);
}

/** `git@example.com:shop/orders.git` */
function isScpLike(text: string): boolean {
  return /^[\w.-]+@[\w.-]+:(?!:)/.test(text);
}

/** Text without the passwords and tokens of the URLs in it. */
export function withoutCredentials(text: string): string {
  return text.replace(/(\w:\/\/)[^\s/@]+@/g, '$1');
}

/** A URL without its password or token. Who it is asked as stays with ssh, where it is no secret and matters. */
export function withoutSecret(url: string): string {
  return /^ssh:/i.test(url) ? url.replace(/^(ssh:\/\/[^\s/@:]*):[^\s/@]*@/i, '$1@') : withoutCredentials(url);
}

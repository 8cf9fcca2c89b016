/** Tells of a connection that is lost; once, however often it is tried again. */
export function troubleOf(tell: (message: string) => void): (error: Error) => void {
  let last = '';
  return ({ message }) => {
    if (message === last) return;
    last = message;
    tell(`Redis: ${message}; trying again`);
  };
}

// The package has no logger and nothing says that one may be made.
export function start(): void {
  console.log('started');
}

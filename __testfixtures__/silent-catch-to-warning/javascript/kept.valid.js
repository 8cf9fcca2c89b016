// Somebody has decided already, or a log line would do harm.
class AuditLogger {
  write(row) { try { this.sink.write(row) } catch {} }
}
function maskToken(text) { try { return text.replace(secretOf(text), '***') } catch {} }
function a() { try { work() } catch {} } // checkmod-ignore: silent-catch-to-warning it may
function b() { try { work() } catch {} } // eslint-disable-line no-empty
async function c() {
  // eslint-disable-next-line @typescript-eslint/no-empty-function
  await work().catch(() => {})
  try {
    await work()
  } catch {
    // do not log: it happens all the time
  }
  try {
    await work()
  // biome-ignore lint/suspicious/noEmptyBlockStatements: fine
  } catch {}
  try {
    await work()
  } catch ({ message }) {}
}
// the first check (not blocking, don't log errors)
checkHealth().catch(() => {
  // the service is optional
})

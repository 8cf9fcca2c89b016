/** Names, in snake_case, of what is there to tell what is wrong with a connection or a set-up. */
const DIAGNOSIS = new RegExp([
  String.raw`(^|_)(diagnos\w*|self_?test|self_?check|system_?check|smoke_?test)(_|$)|^probe(_|$)|^((get|run|api|admin)_)?debug(_|$)`,
  String.raw`(^|_)test_(\w+_)?(connections?|connectivity|config|configuration|settings|credentials|webhook|smtp|e?mail|integration|provider|api|api_key|key|db|database|redis|token|notification|message|channel|peer)$`,
  String.raw`(^|_)(connection|connectivity|smtp|webhook|integration|credentials)_test$`,
].join('|'));
/** Tests and health checks that only those who run the service get at. */
const INSIDE = /(^|[/_-])(admin|internal|_?int|ops|devtools)([/._-]|$)/i;
const CHECK = /(^test_|_test$|(^|_)health(z|_?check|_detail\w*)?$)/;

/** The name by which code is there for diagnosis, of the names and parts of routes it goes by in the file at `path`. */
export function diagnosisAmong(names: readonly string[], path: string): string | undefined {
  const file = path.split('/').at(-1)!.replace(/\.\w+$/, '');
  const isInside = INSIDE.test(path) || names.some((name) => INSIDE.test(name));
  return [...names, file].find((name) => DIAGNOSIS.test(snakeCase(name)) || isInside && CHECK.test(snakeCase(name)));
}

function snakeCase(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase().replace(/[^a-z0-9]+/g, '_').replace(/^_+|_+$/g, '');
}

/** The command as the user typed it, without some options: what a hint builds on. */
export function commandLine(args: readonly string[], without: readonly string[]): string {
  const kept: string[] = [];
  for (let i = 0; i < args.length; i += 1) {
    const arg = args[i]!;
    if (without.includes(arg)) i += 1;
    else if (!without.some((option) => arg.startsWith(option.startsWith('--') ? `${option}=` : option))) kept.push(quoted(arg));
  }
  return ['checkmod', ...kept].join(' ');
}

function quoted(arg: string): string {
  return /^[\w@%+=:,./-]+$/.test(arg) ? arg : `'${arg.replaceAll("'", `'\\''`)}'`;
}

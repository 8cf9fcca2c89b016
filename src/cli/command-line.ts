/** The command as it was typed, without some options and words: what a hint builds on. */
export function commandLine(args: readonly string[], { options, words = [] }: { readonly options: readonly string[]; readonly words?: readonly string[] }): string {
  const kept: string[] = [];
  for (let i = 0; i < args.length; i += 1) {
    const arg = args[i]!;
    if (options.includes(arg)) i += 1;
    else if (!words.includes(arg) && !options.some((option) => arg.startsWith(option.startsWith('--') ? `${option}=` : option))) kept.push(quoted(arg));
  }
  return ['checkmod', ...kept].join(' ');
}

/** An argument as a shell has to be given it. */
export function quoted(arg: string): string {
  return /^[\w@%+=:,./-]+$/.test(arg) ? arg : `'${arg.replaceAll("'", `'\\''`)}'`;
}

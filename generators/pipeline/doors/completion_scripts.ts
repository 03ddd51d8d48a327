/** All that a shell completes, from the same tables as help. */
export interface Completions {
  readonly commands: readonly CompletedCommand[];
  /** What can stand after an option, by the option: words of a closed list. */
  readonly choices: Readonly<Record<string, readonly string[]>>;
  /** What can stand in a list with commas, after `--tasks`. */
  readonly tasks: readonly string[];
  /** The option that names a pack, and the words that can begin its value where it is no path. */
  readonly packs: { readonly option: string; readonly words: readonly string[] };
  /** Options that name a file, and options that name a folder. */
  readonly files: readonly string[];
  readonly folders: readonly string[];
  /** Options with a value of which nothing is known. */
  readonly texts: readonly string[];
}

/** A command, and what can stand after it. */
export interface CompletedCommand {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly string[];
  /** The words that it takes; without any, a folder. */
  readonly words?: readonly string[];
  /** Whether it takes a file as well as a folder. */
  readonly files?: true;
  /** Of a family: its commands, each by both words. */
  readonly members?: readonly CompletedCommand[];
}

/** The script for bash: `source <(mlops completion bash)`. */
export function completeBash(completions: Completions): string {
  const { commands, tasks, packs, files, folders, texts } = completions;
  return `# Completes mlops in bash. Put into ~/.bashrc: source <(mlops completion bash)
_mlops() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]} name= word i
  # --license=MIT comes as three words.
  if [[ $cur == = ]]; then cur=; elif [[ $prev == = ]]; then prev=\${COMP_WORDS[COMP_CWORD-2]}; fi
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    word=\${COMP_WORDS[i]}
    case $word in
      ${optionsWithValue(completions).join('|')}) [[ \${COMP_WORDS[i+1]} == = ]] && ((i++)); ((i++)) ;;
      -*) ;;
      *) ${takeName(commands)} ;;
    esac
  done
  case $prev in
${choiceArms(completions, reply, wordsAndPaths(packs.words))}
    --tasks) local head=\${cur%"\${cur##*,}"}; COMPREPLY=($(compgen -P "$head" -W "${tasks.join(' ')}" -- "\${cur##*,}")); return ;;
    ${files.join('|')}) ${paths('f')}; return ;;
    ${folders.join('|')}) ${paths('d')}; return ;;
    ${texts.join('|')}) return ;;
  esac
  case $name in
    '') ${reply([...commands.map((command) => command.name), '--help', '--version'])} ;;
${commandArms(completions, '$cur', reply, { folder: paths('d'), file: paths('f') })}
  esac
}
complete -F _mlops mlops
`;
}

/** The arms of a `case` for options with a closed list, and for the one that names a pack, in the words of bash and zsh. */
function choiceArms({ choices, packs }: Completions, offer: (words: readonly string[]) => string, offerPacks: string): string {
  const arms = Object.entries(choices).map(([option, values]) => [option, offer(values)]);
  return [...arms, [packs.option, offerPacks]].map(([option, offered]) => `    ${option}) ${offered}; return ;;`).join('\n');
}

/** Takes a word of the line as the name of the command, and goes on to the next where it is that of a family. In the words of bash and zsh. */
function takeName(commands: Completions['commands']): string {
  const families = commands.filter(({ members }) => members !== undefined).map(({ name }) => name);
  if (families.length === 0) return 'name=$word; break';
  return `name="\${name:+$name }$word"; case $name in ${families.join('|')}) ;; *) break ;; esac`;
}

/** Every command, those of families after their family. */
function withMembers(commands: Completions['commands']): readonly CompletedCommand[] {
  return commands.flatMap((command) => [command, ...(command.members ?? [])]);
}

/** The arms of a `case` for the commands: what begins with a dash is an option, all else a word or a folder. */
function commandArms(
  { commands }: Completions,
  typed: string,
  offer: (words: readonly string[]) => string,
  paths: Readonly<Record<'folder' | 'file', string>>,
): string {
  const others = ({ words, files }: CompletedCommand): string =>
    words === undefined ? (files === true ? paths.file : paths.folder) : offer(words);
  return withMembers(commands)
    .map(
      (command) =>
        `    ${command.name.includes(' ') ? single(command.name) : command.name}) if [[ ${typed} == -* ]]; then ${offer(command.options)}; else ${others(command)}; fi ;;`,
    )
    .join('\n');
}

/** Paths may hold spaces, and get a slash or a backslash where they need one. */
function paths(kind: 'd' | 'f'): string {
  return `local IFS=$'\\n'; compopt -o filenames 2> /dev/null; COMPREPLY=($(compgen -${kind} -- "$cur"))`;
}

/** Words, and paths. What bash knows to be names of files gets a backslash before its colon, and only what is whole a space behind it. */
function wordsAndPaths(words: readonly string[]): string {
  const option = 'case ${COMPREPLY[0]} in "") compopt -o filenames ;; *[:/]) compopt -o nospace ;; esac 2> /dev/null';
  return `local IFS=$'\\n'; COMPREPLY=($(compgen -W $'${words.join('\\n')}' -- "$cur")); ${option}; COMPREPLY+=($(compgen -f -- "$cur"))`;
}

function reply(words: readonly string[]): string {
  return `COMPREPLY=($(compgen -W "${words.join(' ')}" -- "$cur"))`;
}

/** The script for zsh: a file \`_mlops\` on its \`fpath\`, or \`source <(mlops completion zsh)\`. */
export function completeZsh(completions: Completions): string {
  const { commands, tasks, packs, files, folders, texts } = completions;
  return `#compdef mlops
# Completes mlops in zsh. Put into ~/.zshrc, after compinit: source <(mlops completion zsh)
_mlops() {
  local name= word i
  for ((i = 2; i < CURRENT; i++)); do
    word=\${words[i]}
    case $word in
      ${optionsWithValue(completions).join('|')}) ((i++)) ;;
      -*) ;;
      *) ${takeName(commands)} ;;
    esac
  done
  local option=\${words[CURRENT-1]}
  if [[ $PREFIX == --*=* ]]; then option=\${PREFIX%%=*}; compset -P '*='; fi
  case $option in
${choiceArms(completions, add, `${add(packs.words)}; _files`)}
    --tasks) compset -P '*,'; compadd -S '' -- ${tasks.join(' ')}; return ;;
    ${files.join('|')}) _files; return ;;
    ${folders.join('|')}) _files -/; return ;;
    ${texts.join('|')}) return ;;
  esac
  case $name in
    '') local -a commands=(${described(commands)}); _describe command commands ;;
${commandArms(completions, '$PREFIX', add, { folder: '_files -/', file: '_files' })}
  esac
}
${ZSH_END}
`;
}

/** A file on the `fpath` runs when it is first needed, a sourced one only tells what it has. */
const ZSH_END = 'if [[ $funcstack[1] == _mlops ]]; then _mlops "$@"; else compdef _mlops mlops; fi';

function described(commands: Completions['commands']): string {
  return commands.map(({ name, summary }) => single(`${name}:${summary.replaceAll(':', '\\:')}`)).join(' ');
}

function add(words: readonly string[]): string {
  return `compadd -- ${words.join(' ')}`;
}

/** The script for fish: `mlops completion fish | source`. */
export function completeFish(completions: Completions): string {
  const { commands } = completions;
  const names = commands.map(({ name }) => name).join(' ');
  const after = (name: string): string => `complete -c mlops -n '${fishCondition(name, commands)}'`;
  return [
    '# Completes mlops in fish. Put into ~/.config/fish/config.fish: mlops completion fish | source',
    'complete -c mlops -f',
    ...commands.map(
      ({ name, summary }) => `complete -c mlops -n 'not __fish_seen_subcommand_from ${names}' -a ${name} -d ${single(summary)}`,
    ),
    ...withMembers(commands).flatMap(({ name, options, words, files }) => [
      files === true
        ? `${after(name)} -F`
        : `${after(name)} -a ${words === undefined ? "'(__fish_complete_directories)'" : single(words.join(' '))}`,
      ...options.map((option) => `${after(name)} ${fishOption(option, completions)}`),
    ]),
    '',
  ].join('\n');
}

/** Whether a command stands on the line. A family stands for itself until one of its commands is there, whose word another command may have too. */
function fishCondition(name: string, commands: Completions['commands']): string {
  const seen = (words: readonly string[]): string => `__fish_seen_subcommand_from ${words.join(' ')}`;
  const family = commands.find(({ name: first, members }) => members !== undefined && (name === first || name.startsWith(`${first} `)));
  const others = commands.flatMap((command) => (command.members !== undefined && command !== family ? [command.name] : []));
  const words = family?.words ?? [];
  if (family === undefined) return others.length === 0 ? seen([name]) : `${seen([name])}; and not ${seen(others)}`;
  return name === family.name
    ? `${seen([name])}; and not ${seen(words)}`
    : `${seen([family.name])}; and ${seen([name.slice(family.name.length + 1)])}`;
}

function fishOption(name: string, { choices, tasks, packs, files, folders, texts }: Completions): string {
  const long = `-l ${name.slice(2)}`;
  if (choices[name] !== undefined) return `${long} -x -a ${single(choices[name].join(' '))}`;
  if (name === '--tasks') return `${long} -x -a ${single(`(__fish_append , ${tasks.join(' ')})`)}`;
  if (name === packs.option) return `${long} -r -F -a ${single(packs.words.join(' '))}`;
  if (folders.includes(name)) return `${long} -x -a '(__fish_complete_directories)'`;
  if (files.includes(name)) return `${long} -r -F`;
  return texts.includes(name) ? `${long} -x` : long;
}

function optionsWithValue({ choices, packs, files, folders, texts }: Completions): readonly string[] {
  return [...Object.keys(choices), '--tasks', packs.option, ...files, ...folders, ...texts];
}

/** A text in single quotes, which zsh and fish read. */
function single(text: string): string {
  return `'${text.replaceAll("'", '’')}'`;
}

/** The kinds of files that the figures tell apart. */
export const KINDS = [
  'README',
  'ignore files',
  'dependency lists',
  'settings of tools in pyproject.toml',
  'task modules',
  'pre-commit',
  'dependabot and workflows',
  'Dockerfiles',
  'pipeline of DVC',
  'configs',
  'pages in docs',
  'src: data, model, train, API',
  'src: the rest',
  'tests',
  'other',
] as const;

export type Kind = (typeof KINDS)[number];

/** In these no addition may ever end in a conflict. */
export const NEVER: readonly Kind[] = ['README', 'ignore files', 'dependency lists', 'task modules', 'pre-commit'];

const BY_PATH: readonly (readonly [RegExp, Kind])[] = [
  [/^README\.md$/, 'README'],
  [/ignore$|^\.gitattributes$/, 'ignore files'],
  [/^requirements\w*\.txt$/, 'dependency lists'],
  [/^tasks\.py$|^tasks_stages\//, 'task modules'],
  [/^\.pre-commit-config\.yaml$/, 'pre-commit'],
  [/^\.github\/.*\.ya?ml$/, 'dependabot and workflows'],
  [/\.dockerfile$/, 'Dockerfiles'],
  [/^dvc\.yaml$/, 'pipeline of DVC'],
  [/^configs\//, 'configs'],
  [/^docs\//, 'pages in docs'],
  [/^src\/\w+\/(data|model|train|api)\.py$/, 'src: data, model, train, API'],
  [/^src\//, 'src: the rest'],
  [/^tests\//, 'tests'],
];

/**
 * The kinds that a path counts for.
 *
 * @param text the file, which in `pyproject.toml` says in which tables a conflict stands; without a conflict it counts
 *   for its lists of packages.
 */
export function kindsOf(path: string, text: string): readonly Kind[] {
  if (path === 'pyproject.toml') return kindsInPyproject(text);
  return [BY_PATH.find(([pattern]) => pattern.test(path))?.[1] ?? 'other'];
}

function kindsInPyproject(text: string): readonly Kind[] {
  let table = '';
  const kinds = new Set<Kind>();
  for (const line of text.split('\n')) {
    table = /^\[+([\w.-]+)/.exec(line)?.[1] ?? table;
    if (!line.startsWith('<<<<<<<')) continue;
    kinds.add(/^(project|dependency-groups)$/.test(table) ? 'dependency lists' : 'settings of tools in pyproject.toml');
  }
  return kinds.size === 0 ? ['dependency lists', 'settings of tools in pyproject.toml'] : [...kinds];
}

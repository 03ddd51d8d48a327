/** How a text that a person wrote enters a file. */
export type TextFormat =
  | 'toml'
  | 'yaml'
  | 'json'
  | 'python'
  | 'markdown'
  | 'rest'
  | 'script'
  | 'markup'
  | 'tex'
  | 'shell'
  | 'settings'
  | 'table'
  | 'plain';

const SUFFIXES: Readonly<Record<string, TextFormat>> = {
  toml: 'toml',
  yaml: 'yaml',
  yml: 'yaml',
  cff: 'yaml',
  json: 'json',
  py: 'python',
  pyi: 'python',
  md: 'markdown',
  js: 'script',
  mjs: 'script',
  cjs: 'script',
  ts: 'script',
  mts: 'script',
  cts: 'script',
  html: 'markup',
  htm: 'markup',
  xhtml: 'markup',
  xml: 'markup',
  svg: 'markup',
  tex: 'tex',
  sty: 'tex',
  cls: 'tex',
  rst: 'rest',
  sh: 'shell',
  bash: 'shell',
  ini: 'settings',
  cfg: 'settings',
  csv: 'table',
  tsv: 'table',
  txt: 'plain',
};

/** Files that hold prose although they have no suffix. */
const PROSE = /^(licen[cs]e|notice|authors|contributors|copying|readme|version|changelog)$/i;

/** Files whose readers put values in place of `$`, `{{` or `#{`, take options from lines, or run what stands there. */
const ACTIVE: readonly RegExp[] = [
  /^(configs|\.devcontainer|\.github\/(workflows|actions))\//i,
  /(^|\/)(dvc|action|\.gitlab-ci|cloudbuild[\w.-]*|(docker-)?compose[\w.-]*)\.ya?ml$/i,
  /(^|\/)(requirements|constraints)[\w.-]*\.txt$/i,
  /(^|\/)((gnu)?makefile|justfile|(docker|container|proc|vagrant|jenkins|rake|gem)file)(\.[\w-]+)?$/i,
  /\.(dockerfile|mk|bat|cmd|ps1|fish|zsh|ksh|csh)$/i,
  /(^|\/)(setup|tox|pytest|mypy|alembic|uwsgi|supervisord?)\.(cfg|ini)$/i,
];

/** Where a template is emitted. */
export interface EmittedPlace {
  /** The path, whose suffix decides how texts are encoded. */
  readonly path: string;
  /** `as-is` where the pack's author knows that a line of any text is safe, and the generator has no encoder for the format. */
  readonly texts?: 'as-is' | undefined;
}

/**
 * The format in which texts enter a file.
 *
 * @param texts what the pack's author declares of them.
 * @returns nothing where a text may not stand in the file at all, because what reads the file would act on it.
 */
export function textFormatOf(path: string, texts?: EmittedPlace['texts']): TextFormat | undefined {
  if (isActive(path)) return undefined;
  const known = knownFormat(path);
  return texts === 'as-is' && mayBeAsIs(known) ? 'plain' : known;
}

/** Whether what reads a file would act on a text in it, whatever its author declares. */
export function isActive(path: string): boolean {
  return ACTIVE.some((pattern) => pattern.test(path));
}

/** Whether an author can know better than the encoder: where there is none, and where a format has readers that differ. */
export function mayBeAsIs(format: TextFormat | undefined): boolean {
  return format === undefined || format === 'settings' || format === 'plain';
}

function knownFormat(path: string): TextFormat | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const suffix = /[^.]\.([A-Za-z]+)$/.exec(name)?.[1]?.toLowerCase();
  if (suffix !== undefined) return Object.hasOwn(SUFFIXES, suffix) ? SUFFIXES[suffix] : undefined;
  return PROSE.test(name) ? 'plain' : undefined;
}

/** How a language writes a comment that is a line of its own. */
interface CommentStyle {
  readonly begin: string;
  readonly end?: string;
}

const HASH: CommentStyle = { begin: '#' };
const SLASHES: CommentStyle = { begin: '//' };
const DASHES: CommentStyle = { begin: '--' };
const PERCENT: CommentStyle = { begin: '%' };
const MARKUP: CommentStyle = { begin: '<!--', end: '-->' };
const BLOCK: CommentStyle = { begin: '/*', end: '*/' };

/** Languages by the ends of their files' names. */
const BY_EXTENSION: ReadonlyMap<string, CommentStyle> = new Map(
  (
    [
      [HASH, 'py pyi yml yaml toml sh bash zsh fish rb pl r jl nix tf hcl mk cmake cfg conf properties env dockerfile graphql awk ps1'],
      [
        SLASHES,
        'js mjs cjs jsx ts mts cts tsx go rs java kt kts swift scala c h cc cpp hpp cs dart php proto zig groovy gradle scss less jsonc',
      ],
      [DASHES, 'sql lua hs elm adb ads vhd'],
      [PERCENT, 'tex sty cls bib erl'],
      [MARKUP, 'md markdown html htm xhtml xml svg vue'],
      [BLOCK, 'css'],
      [{ begin: ';' }, 'ini'],
      [{ begin: ';;' }, 'el lisp clj cljs scm rkt'],
      [{ begin: '..' }, 'rst'],
    ] as const
  ).flatMap(([style, extensions]) => extensions.split(' ').map((extension) => [extension, style] as const)),
);

/** Files that are known by their whole name: `Makefile`, `.gitignore`, `requirements.txt`. */
const HASH_NAMES =
  /^(makefile|gnumakefile|dockerfile|containerfile|justfile|procfile|gemfile|rakefile|codeowners|requirements.*\.txt|\..*ignore|\.gitattributes|\.editorconfig|\.env.*)$/;

/**
 * A line of text as a comment in the language of a file.
 *
 * @param path the path of the file, by which its language is known.
 * @returns the line without its end; nothing where the language is not known, or has no comments, as JSON and CSV.
 */
export function commentFor(path: string, line: string): string | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const style = HASH_NAMES.test(name) ? HASH : BY_EXTENSION.get(name.slice(name.lastIndexOf('.') + 1));
  if (style === undefined) return undefined;
  if (style.end === undefined) return `${style.begin} ${line}`;
  // A comment with an end must not end earlier.
  const safe = style === MARKUP ? line.replaceAll('--', '- -') : line.replaceAll('*/', '* /');
  return `${style.begin} ${safe} ${style.end}`;
}

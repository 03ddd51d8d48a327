/** What a terminal or a line of a shell cannot show as it is. */
const CONTROL = /[\u0000-\u001f\u007f]/;

/** A text as one word of a POSIX shell: nothing in it is acted on. */
export function shellWord(text: string): string {
  if (/^[\w.,@:/-]*$/.test(text)) return text;
  return CONTROL.test(text) ? `$'${escaped(text)}'` : `'${text.replaceAll("'", "'\\''")}'`;
}

/**
 * A path as one word of a shell, that no program takes for an option.
 *
 * @param platform on Windows backslashes stand between folders, and its own shell knows double quotes only.
 */
export function shellPath(path: string, platform: NodeJS.Platform = process.platform): string {
  const plain = path.startsWith('-') ? `./${path}` : path;
  if (platform !== 'win32') return shellWord(plain);
  if (/^[\w.,@:/\\-]+$/.test(plain)) return plain;
  return /[$`]/.test(plain) ? `'${plain.replaceAll("'", "''")}'` : `"${plain}"`;
}

/** In the form that bash and zsh read, on one line. */
function escaped(text: string): string {
  return [...text.replaceAll(/[\\']/g, '\\$&')].map((letter) => (CONTROL.test(letter) ? codeOf(letter) : letter)).join('');
}

function codeOf(letter: string): string {
  return letter === '\n' ? '\\n' : `\\x${letter.charCodeAt(0).toString(16).padStart(2, '0')}`;
}

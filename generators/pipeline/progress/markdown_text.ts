/** What Markdown, HTML or a table would act on, and what would end a line. */
const ACTING = /[\\`*_~[\]<>&|$^!{}()]|:(?=\/\/)|(?<=\bwww)\./gi;
/** What would mention a person, or put a link to this place into an issue. */
const CALLING = /[@#]/g;
/** What nobody sees, or what would turn the order of letters round. */
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}]+/gu;

/**
 * A text as Markdown of GitHub that shows exactly it. What stands behind an `@` or a `#` is parted from it by an empty comment:
 * GitHub looks for names after it has read the entities.
 */
export function markdown(text: string): string {
  return lineOf(text)
    .replaceAll(ACTING, entity)
    .replaceAll(/(?<!&)[@#]/g, (sign) => `${entity(sign)}<!-- -->`)
    .replace(/^(\s*)([-+=]|\d+(?=[.)]))/, (_, space: string, sign: string) => `${space}${[...sign].map(entity).join('')}`);
}

/** The same as code, in which GitHub looks for nobody. */
export function code(text: string): string {
  return `<code>${lineOf(text)
    .replaceAll(ACTING, entity)
    .replaceAll(CALLING, (sign) => (sign === '#' ? sign : entity(sign)))}</code>`;
}

/** Lines as they are, on one line of Markdown. */
export function preformatted(text: string): string {
  const lines = text.split('\n').map((line) => line.replaceAll(UNSEEN, '?').replaceAll(/[&<>@]/g, entity));
  return `<pre>${lines.join('&#10;')}</pre>`;
}

function lineOf(text: string): string {
  return text.replaceAll(UNSEEN, ' ').trim();
}

function entity(sign: string): string {
  return `&#${sign.codePointAt(0) ?? 63};`;
}

import { printable } from '../terminal/columns.js';

const NAMES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** A text of anybody as it stands in a page, also within an attribute: it is shown, whatever it is, and does nothing. */
export function escapeHtml(text: string | number): string {
  return printable(String(text)).replaceAll(/[&<>"']/g, (sign) => NAMES[sign] ?? sign);
}

/**
 * Puts parts into a page, in the places of their names (`{{name}}`). What is put in is not looked into again.
 *
 * @param parts HTML, by name.
 */
export function fillPage(page: string, parts: Readonly<Record<string, string>>): string {
  return page.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => parts[name] ?? '');
}

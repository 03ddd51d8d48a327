/** What a template sees: texts, lists, records. Plain data. */
export type TemplateValue = string | number | boolean | undefined | readonly TemplateValue[] | { readonly [name: string]: TemplateValue };

/** Values as a template looks them up: no prototype anywhere, names in their written form. */
export function bareValue(value: TemplateValue): TemplateValue {
  if (typeof value !== 'object') return value;
  if (isValues(value)) return value.map(bareValue);
  const bare: Record<string, TemplateValue> = Object.create(null);
  for (const [name, field] of Object.entries(value)) bare[writtenName(name)] = bareValue(field);
  return bare;
}

/** How a name is written in a template: `scikit-learn` is `scikit_learn`. */
export function writtenName(name: string): string {
  return name.replace(/[^A-Za-z0-9_]/g, '_');
}

/** What stands at a path; own fields only. */
export function valueAt(context: unknown, path: Path): unknown {
  let value = context;
  for (const name of path) value = ownField(value, name);
  return value;
}

/** Whether a value counts as true: not where it is missing, empty or `false`. */
export function isTrue(value: unknown): boolean {
  if (isList(value)) return value.length > 0;
  return value !== undefined && value !== null && value !== '' && value !== false && value !== 0;
}

/** Whether a value is written as this text; one that is missing is the empty text. */
export function isSame(value: unknown, literal: string): boolean {
  return !isList(value) && asText(value) === literal;
}

/** Whether a list has an item that is written as this text. */
export function holds(value: unknown, literal: string): boolean {
  return isList(value) && value.some((item) => isSame(item, literal));
}

/** A scalar as it is printed. */
export function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** The items of a list; a value that is missing has none. */
export function asList(value: unknown): readonly unknown[] {
  return isList(value) ? value : [];
}

function isValues(value: TemplateValue): value is readonly TemplateValue[] {
  return Array.isArray(value);
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function ownField(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || isList(value) || !Object.hasOwn(value, name)) return undefined;
  return Reflect.get(value, name);
}

/** Where a value is found: `x`, or `x.field`. */
export type Path = readonly string[];

/** What the build says of a shipped pack. */
export interface ShippedRevision {
  readonly id: string;
  readonly revision: number;
  readonly digest: string;
}

/** The digest of each revision that was ever recorded, by the id of its pack (test/packs/revisions.json). */
export type RecordedRevisions = Readonly<Record<string, Readonly<Record<string, string>>>>;

const RECORD = 'run npm run revisions, and commit test/packs/revisions.json';

/**
 * Says what to do where a shipped pack is not what was recorded under its revision: a project offers an upgrade only to a pack of another
 * revision, so content that changes under an old one would reach nobody in words.
 */
export function revisionFault({ id, revision, digest }: ShippedRevision, recorded: RecordedRevisions): string | undefined {
  const known = recorded[id] ?? {};
  const newest = Math.max(0, ...Object.keys(known).map(Number));
  if (revision < newest)
    return `The pack ${id} has revision ${revision}, and ${newest} is recorded: set "revision: ${newest}" in its pack.yml`;
  if (known[revision] === digest) return undefined;
  if (known[revision] === undefined) return `The pack ${id} has a new revision, ${revision}: ${RECORD}`;
  return (
    `The content of the pack ${id} changed, and its revision did not: set "revision: ${revision + 1}" in templates/${id}/pack.yml, then ${RECORD}. ` +
    `Only where no release has brought revision ${revision} yet, keep the number, and ${RECORD}.`
  );
}

/** The record with what is shipped now. */
export function record(shipped: readonly ShippedRevision[], recorded: RecordedRevisions): RecordedRevisions {
  const entries = shipped.map(({ id, revision, digest }) => [id, { ...recorded[id], [revision]: digest }] as const);
  return { ...recorded, ...Object.fromEntries(entries) };
}
